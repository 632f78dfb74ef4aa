import { cubeRoot } from './grey.js'
import { encode, fromLight, LIGHT_STEPS, readTable, STEPS_PER_LEVEL, toLight } from './srgb.js'

/** Points of the tables over [0, 1] that bytes are looked up in, without lines between them. */
const FINE = 8192

interface ByteTables {
  /** Linear light of every level, times the number of points. */
  readonly light: Float32Array
  /** CIE Lab's f of shares of white. */
  readonly root: Float32Array
  /** Levels of linear light. */
  readonly level: Uint8Array
}

let made: ByteTables | undefined

function byteTables(): ByteTables {
  const light = toLight()
  made ??= {
    light: Float32Array.from({ length: 256 }, (_, level) => (light[level * STEPS_PER_LEVEL] ?? 0) * FINE),
    root: Float32Array.from({ length: FINE + 2 }, (_, index) => rootOf(index / FINE)),
    level: Uint8Array.from({ length: FINE + 1 }, (_, index) => Math.floor(255 * encode(index / FINE) + 0.5)),
  }
  return made
}

/** CIE Lab's f: a cube root with a straight foot. */
const rootOf = (share: number): number => (share > 0.008856 ? cubeRoot(share) : 7.787 * share + 16 / 116)

/** And back. */
function shareOf(root: number): number {
  return root > 0.206893 ? root * root * root : (root - 16 / 116) / 7.787
}

// Linear red, green and blue (IEC 61966-2-1) to shares of white D65 in X, Y and Z, and back; as OpenCV has them.
const XR = 0.412453 / 0.950456
const XG = 0.35758 / 0.950456
const XB = 0.180423 / 0.950456
const YR = 0.212671
const YG = 0.71516
const YB = 0.072169
const ZR = 0.019334 / 1.088754
const ZG = 0.119193 / 1.088754
const ZB = 0.950227 / 1.088754
const RX = 3.240479 * 0.950456
const RY = -1.53715
const RZ = -0.498535 * 1.088754
const GX = -0.969256 * 0.950456
const GY = 1.875991
const GZ = 0.041556 * 1.088754
const BX = 0.055648 * 0.950456
const BY = -0.204043
const BZ = 1.057311 * 1.088754

/** OpenCV's fixed point for bytes: linear light in eighths of a level, weights in 1/4096, f in 1/32768. */
const EIGHTHS = 255 * 8
const WEIGHTS = [YR, YG, YB].map((weight) => Math.round(weight * 4096))

interface FixedTables {
  readonly light: Uint16Array
  readonly root: Uint16Array
}

let fixed: FixedTables | undefined

function fixedTables(): FixedTables {
  const light = toLight()
  fixed ??= {
    light: Uint16Array.from({ length: 256 }, (_, level) => Math.round((light[level * STEPS_PER_LEVEL] ?? 0) * EIGHTHS)),
    root: Uint16Array.from({ length: EIGHTHS + 8 }, (_, index) => Math.round(rootOf(index / EIGHTHS) * 32768)),
  }
  return fixed
}

/** The lightness of RGBA bytes, 255 for 100, to the very level that OpenCV gives. */
export function lightnessOfBytes(pixels: Uint8Array): Uint8Array {
  const { light, root } = fixedTables()
  const [ofRed = 0, ofGreen = 0, ofBlue = 0] = WEIGHTS
  const scale = Math.floor((116 * 255 + 50) / 100)
  const shift = -Math.floor((16 * 255 * 32768 + 50) / 100)
  const lightness = new Uint8Array(pixels.length / 4)
  for (let at = 0, from = 0; at < lightness.length; at++, from += 4) {
    const r = light[pixels[from] ?? 0] ?? 0
    const g = light[pixels[from + 1] ?? 0] ?? 0
    const b = light[pixels[from + 2] ?? 0] ?? 0
    const y = (r * ofRed + g * ofGreen + b * ofBlue + 2048) >> 12
    lightness[at] = (scale * (root[y] ?? 0) + shift + 16384) >> 15
  }
  return lightness
}

/** Give RGBA bytes another lightness, 255 for 100; a and b of CIE Lab stay. */
export function setLightnessOfBytes(pixels: Uint8Array, lightness: Float32Array): void {
  const { light, root, level } = byteTables()
  for (let at = 0, to = 0; at < lightness.length; at++, to += 4) {
    const r = light[pixels[to] ?? 0] ?? 0
    const g = light[pixels[to + 1] ?? 0] ?? 0
    const b = light[pixels[to + 2] ?? 0] ?? 0
    const rootY = root[(YR * r + YG * g + YB * b + 0.5) | 0] ?? 0
    const newY = ((lightness[at] ?? 0) / 2.55 + 16) / 116
    const move = newY - rootY
    const x = shareOf((root[(XR * r + XG * g + XB * b + 0.5) | 0] ?? 0) + move)
    const y = shareOf(newY)
    const z = shareOf((root[(ZR * r + ZG * g + ZB * b + 0.5) | 0] ?? 0) + move)
    pixels[to] = level[pointOf(RX * x + RY * y + RZ * z)] ?? 0
    pixels[to + 1] = level[pointOf(GX * x + GY * y + GZ * z)] ?? 0
    pixels[to + 2] = level[pointOf(BX * x + BY * y + BZ * z)] ?? 0
  }
}

const pointOf = (light: number): number => (light <= 0 ? 0 : light >= 1 ? FINE : (light * FINE + 0.5) | 0)

/** The lightness of three planes, 255 for 100. */
export function lightnessOfPlanes(red: Float32Array, green: Float32Array, blue: Float32Array): Float32Array {
  const light = toLight()
  const lightness = new Float32Array(red.length)
  for (let at = 0; at < lightness.length; at++) {
    const y =
      YR * lightOf(light, red[at] ?? 0) + YG * lightOf(light, green[at] ?? 0) + YB * lightOf(light, blue[at] ?? 0)
    lightness[at] = 2.55 * (116 * rootOf(y) - 16)
  }
  return lightness
}

const lightOf = (table: Float32Array, value: number): number =>
  readTable(table, value > 0 ? value * STEPS_PER_LEVEL : 0)

/** Give three planes another lightness, in place. */
export function setLightnessOfPlanes(
  red: Float32Array,
  green: Float32Array,
  blue: Float32Array,
  lightness: Float32Array,
): void {
  const light = toLight()
  const values = fromLight()
  const valueOf = (share: number): number => readTable(values, share > 0 ? share * LIGHT_STEPS : 0)
  for (let at = 0; at < lightness.length; at++) {
    const r = lightOf(light, red[at] ?? 0)
    const g = lightOf(light, green[at] ?? 0)
    const b = lightOf(light, blue[at] ?? 0)
    const newY = ((lightness[at] ?? 0) / 2.55 + 16) / 116
    const move = newY - rootOf(YR * r + YG * g + YB * b)
    const x = shareOf(rootOf(XR * r + XG * g + XB * b) + move)
    const y = shareOf(newY)
    const z = shareOf(rootOf(ZR * r + ZG * g + ZB * b) + move)
    red[at] = valueOf(RX * x + RY * y + RZ * z)
    green[at] = valueOf(GX * x + GY * y + GZ * z)
    blue[at] = valueOf(BX * x + BY * y + BZ * z)
  }
}
