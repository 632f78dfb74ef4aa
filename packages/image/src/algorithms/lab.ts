import type { ByteCanvas } from '../bytes/canvas.js'
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

/** The lightness of a canvas's bytes, 255 for 100, to the very level that OpenCV gives; where its plane begins. */
export function lightnessOfCanvas({ scratch, pointer, width, height }: ByteCanvas): number {
  const { light, root } = fixedTables()
  const [red = 0, green = 0, blue = 0] = WEIGHTS
  const scale = Math.floor((116 * 255 + 50) / 100)
  const shift = -Math.floor((16 * 255 * 32768 + 50) / 100)
  const [lights, roots] = [scratch.put(light), scratch.put(root)]
  const plane = scratch.take(width * height)
  scratch.kernels.lightness(pointer, width * height, lights, roots, red, green, blue, scale, shift, plane)
  return plane
}

/** Shares of white and f in 1/16384; f is looked up at every fourth. */
const ONE = 16384

/** Linear light of every level, f and the share of white of every lightness, f of every fourth share: 32 bits each; and the level of every share. */
function byteTables(): Uint8Array {
  if (made) return made
  const light = toLight()
  const fixedPoint = (value: number): number => Math.round(value * ONE)
  const roots = Array.from({ length: 256 }, (_, lightness) => (lightness / 2.55 + 16) / 116)
  const words = Int32Array.of(
    ...roots.map((_, level) => fixedPoint(light[level * STEPS_PER_LEVEL] ?? 0)),
    ...roots.map(fixedPoint),
    ...roots.map((root) => fixedPoint(shareOf(root))),
    ...Array.from({ length: ONE / 4 + 2 }, (_, index) => fixedPoint(rootOf((4 * index) / ONE))),
  )
  made = new Uint8Array(words.byteLength + ONE + 1)
  made.set(new Uint8Array(words.buffer))
  made.set(
    Uint8Array.from({ length: ONE + 1 }, (_, index) => Math.floor(255 * encode(index / ONE) + 0.5)),
    words.byteLength,
  )
  return made
}

let made: Uint8Array | undefined

/** To X, Y and Z and back, in 1/4096. */
const FIXED_WEIGHTS = [XR, XG, XB, YR, YG, YB, ZR, ZG, ZB, RX, RY, RZ, GX, GY, GZ, BX, BY, BZ].map((weight) =>
  Math.round(weight * 4096),
)

/** Give a canvas's bytes the lightness of a plane, 255 for 100; a and b of CIE Lab stay. In whole numbers alone. */
export function setLightnessOfCanvas({ scratch, pointer, width, height }: ByteCanvas, lightness: number): void {
  const weights = scratch.put(new Uint8Array(Int32Array.from(FIXED_WEIGHTS).buffer))
  scratch.kernels.setLightness(pointer, width * height, lightness, scratch.put(byteTables()), weights)
}

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
