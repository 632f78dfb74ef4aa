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

interface FixedTables {
  /** What every red, green and blue adds to Y, rounding included. */
  readonly sums: Int32Array
  /** The lightness of every eighth of Y. */
  readonly levels: Uint8Array
}

let fixed: FixedTables | undefined

function fixedTables(): FixedTables {
  if (fixed) return fixed
  const light = toLight()
  const eighths = Array.from({ length: 256 }, (_, level) => Math.round((light[level * STEPS_PER_LEVEL] ?? 0) * EIGHTHS))
  const scale = Math.floor((116 * 255 + 50) / 100)
  const shift = -Math.floor((16 * 255 * 32768 + 50) / 100)
  fixed = {
    sums: Int32Array.from(
      [YR, YG, YB].flatMap((weight, channel) =>
        eighths.map((eighth) => fixedWeight(weight) * eighth + (channel === 0 ? 2048 : 0)),
      ),
    ),
    levels: Uint8Array.from(
      { length: EIGHTHS + 8 },
      (_, index) => (scale * Math.round(rootOf(index / EIGHTHS) * 32768) + shift + 16384) >> 15,
    ),
  }
  return fixed
}

/** The lightness of a canvas's bytes, 255 for 100, to the very level that OpenCV gives; where its plane begins. */
export function lightnessOfCanvas({ scratch, pointer, width, height }: ByteCanvas): number {
  const { sums, levels } = fixedTables()
  const [sumsAt, levelsAt] = [scratch.put(sums), scratch.put(levels)]
  const plane = scratch.take(width * height)
  scratch.kernels.lightness(pointer, width * height, sumsAt, levelsAt, plane)
  return plane
}

/** Shares of white and f in 1/16384; f is looked up at every fourth. */
const ONE = 16384

/** In 1/4096. */
const fixedWeight = (weight: number): number => Math.round(weight * 4096)

/** What the kernel looks up, in its order; what is added up begins with a half, so that it is rounded. */
function byteTables(): Uint8Array {
  if (made) return made
  const light = toLight()
  const fixedPoint = (value: number): number => Math.round(value * ONE)
  const lights = Array.from({ length: 256 }, (_, level) => fixedPoint(light[level * STEPS_PER_LEVEL] ?? 0))
  const wanted = Array.from({ length: 256 }, (_, lightness) => (lightness / 2.55 + 16) / 116)
  const lots = (values: readonly number[], weights: readonly number[], half: number): number[] =>
    values.flatMap((value) => [...weights.map((weight) => fixedWeight(weight) * value + half), 0])
  const words = Int32Array.of(
    ...lots(lights, [XR, YR, ZR], 8192),
    ...lots(lights, [XG, YG, ZG], 0),
    ...lots(lights, [XB, YB, ZB], 0),
    ...lots(
      wanted.map((root) => fixedPoint(shareOf(root))),
      [RY, GY, BY],
      2048,
    ),
    ...wanted.map(fixedPoint),
  )
  const roots = Uint16Array.from({ length: ONE / 4 + 2 }, (_, index) => fixedPoint(rootOf((4 * index) / ONE)))
  const levels = Uint8Array.from({ length: ONE + 1 }, (_, index) => Math.floor(255 * encode(index / ONE) + 0.5))
  made = new Uint8Array(words.byteLength + roots.byteLength + levels.length)
  made.set(new Uint8Array(words.buffer))
  made.set(new Uint8Array(roots.buffer), words.byteLength)
  made.set(levels, words.byteLength + roots.byteLength)
  return made
}

let made: Uint8Array | undefined

const FROM_X_AND_Z = Int32Array.from([RX, GX, BX, RZ, GZ, BZ], fixedWeight)

/** Give a canvas's bytes the lightness of a plane, 255 for 100; a and b of CIE Lab stay. In whole numbers alone. */
export function setLightnessOfCanvas({ scratch, pointer, width, height }: ByteCanvas, lightness: number): void {
  const [tables, weights] = [scratch.put(byteTables()), scratch.put(FROM_X_AND_Z)]
  scratch.kernels.setLightness(pointer, width * height, lightness, tables, weights)
}

/** Points of the table of f over [0, 1]: straight lines between them are off by less than 5e-7. */
const ROOT_STEPS = 16384

let roots: Float32Array | undefined

const rootTable = (): Float32Array =>
  (roots ??= Float32Array.from({ length: ROOT_STEPS + 2 }, (_, index) => rootOf(Math.min(1, index / ROOT_STEPS))))

/** The lightness of three planes, 255 for 100. */
export function lightnessOfPlanes(red: Float32Array, green: Float32Array, blue: Float32Array): Float32Array {
  const light = toLight()
  const roots = rootTable()
  const lightness = new Float32Array(red.length)
  for (let at = 0; at < lightness.length; at++) {
    const y =
      YR * lightOf(light, red[at] ?? 0) + YG * lightOf(light, green[at] ?? 0) + YB * lightOf(light, blue[at] ?? 0)
    lightness[at] = 2.55 * (116 * readTable(roots, y * ROOT_STEPS) - 16)
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
  const roots = rootTable()
  const values = fromLight()
  const valueOf = (share: number): number => readTable(values, share > 0 ? share * LIGHT_STEPS : 0)
  for (let at = 0; at < lightness.length; at++) {
    const r = lightOf(light, red[at] ?? 0)
    const g = lightOf(light, green[at] ?? 0)
    const b = lightOf(light, blue[at] ?? 0)
    const newY = ((lightness[at] ?? 0) / 2.55 + 16) / 116
    const move = newY - readTable(roots, (YR * r + YG * g + YB * b) * ROOT_STEPS)
    const x = shareOf(readTable(roots, (XR * r + XG * g + XB * b) * ROOT_STEPS) + move)
    const y = shareOf(newY)
    const z = shareOf(readTable(roots, (ZR * r + ZG * g + ZB * b) * ROOT_STEPS) + move)
    red[at] = valueOf(RX * x + RY * y + RZ * z)
    green[at] = valueOf(GX * x + GY * y + GZ * z)
    blue[at] = valueOf(BX * x + BY * y + BZ * z)
  }
}
