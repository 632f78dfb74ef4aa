import { cubeRoot } from './grey.js'
import { encode, fromLight, LIGHT_STEPS, readTable, STEPS_PER_LEVEL, toLight } from './srgb.js'

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

/** Shares of white and f in 1/16384; f is looked up at every fourth. */
const ONE = 16384

interface ByteTables {
  /** Linear light of every level. */
  readonly light: Int32Array
  readonly root: Int32Array
  /** Levels of linear light. */
  readonly level: Uint8Array
  /** f and the share of white of every lightness. */
  readonly rootOfLightness: Int32Array
  readonly shareOfLightness: Int32Array
}

let made: ByteTables | undefined

function byteTables(): ByteTables {
  if (made) return made
  const light = toLight()
  const fixedPoint = (value: number): number => Math.round(value * ONE)
  const rootOfLightness = (lightness: number): number => (lightness / 2.55 + 16) / 116
  made = {
    light: Int32Array.from({ length: 256 }, (_, level) => fixedPoint(light[level * STEPS_PER_LEVEL] ?? 0)),
    root: Int32Array.from({ length: ONE / 4 + 2 }, (_, index) => fixedPoint(rootOf((4 * index) / ONE))),
    level: Uint8Array.from({ length: ONE + 1 }, (_, index) => Math.floor(255 * encode(index / ONE) + 0.5)),
    rootOfLightness: Int32Array.from({ length: 256 }, (_, lightness) => fixedPoint(rootOfLightness(lightness))),
    shareOfLightness: Int32Array.from({ length: 256 }, (_, lightness) =>
      fixedPoint(shareOf(rootOfLightness(lightness))),
    ),
  }
  return made
}

/** A weight in 1/4096. */
const fixedPoint4096 = (weight: number): number => Math.round(weight * 4096) | 0

/** Give RGBA bytes another lightness, 255 for 100; a and b of CIE Lab stay. In whole numbers alone. */
export function setLightnessOfBytes(pixels: Uint8Array, lightness: Uint8Array): void {
  const { light, root, level, rootOfLightness, shareOfLightness } = byteTables()
  // Locals, as the compiler keeps these in registers but not what lies outside.
  const xr = fixedPoint4096(XR)
  const xg = fixedPoint4096(XG)
  const xb = fixedPoint4096(XB)
  const yr = fixedPoint4096(YR)
  const yg = fixedPoint4096(YG)
  const yb = fixedPoint4096(YB)
  const zr = fixedPoint4096(ZR)
  const zg = fixedPoint4096(ZG)
  const zb = fixedPoint4096(ZB)
  const rx = fixedPoint4096(RX)
  const ry = fixedPoint4096(RY)
  const rz = fixedPoint4096(RZ)
  const gx = fixedPoint4096(GX)
  const gy = fixedPoint4096(GY)
  const gz = fixedPoint4096(GZ)
  const bx = fixedPoint4096(BX)
  const by = fixedPoint4096(BY)
  const bz = fixedPoint4096(BZ)
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, lightness.length)
  for (let at = 0; at < words.length; at++) {
    const pixel = words[at] ?? 0
    const r = light[pixel & 255] ?? 0
    const g = light[(pixel >>> 8) & 255] ?? 0
    const b = light[(pixel >>> 16) & 255] ?? 0
    const wanted = lightness[at] ?? 0
    const y = shareOfLightness[wanted] ?? 0
    const move =
      (rootOfLightness[wanted] ?? 0) -
      (root[(Math.imul(yr, r) + Math.imul(yg, g) + Math.imul(yb, b) + 8192) >> 14] ?? 0)
    const x = cube((root[(Math.imul(xr, r) + Math.imul(xg, g) + Math.imul(xb, b) + 8192) >> 14] ?? 0) + move)
    const z = cube((root[(Math.imul(zr, r) + Math.imul(zg, g) + Math.imul(zb, b) + 8192) >> 14] ?? 0) + move)
    const red = level[within((Math.imul(rx, x) + Math.imul(ry, y) + Math.imul(rz, z) + 2048) >> 12)] ?? 0
    const green = level[within((Math.imul(gx, x) + Math.imul(gy, y) + Math.imul(gz, z) + 2048) >> 12)] ?? 0
    const blue = level[within((Math.imul(bx, x) + Math.imul(by, y) + Math.imul(bz, z) + 2048) >> 12)] ?? 0
    words[at] = (pixel & 0xff000000) | (blue << 16) | (green << 8) | red
  }
}

const within = (share: number): number => (share < 0 ? 0 : share > ONE ? ONE : share)

/** f back to a share of white. */
const cube = (root: number): number =>
  root > 3390 ? Math.imul(Math.imul(root, root) >> 14, root) >> 14 : Math.imul(root - 2260, 8416) >> 16

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
