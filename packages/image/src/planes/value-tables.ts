import { Scratch } from '../kernels/kernels.js'
import type { Pass } from '../plan/plan.js'
import { layoutOf, WHITE, type ByteRaster, type Depth, type Raster, type Samples } from '../raster.js'
import type { PlaneCanvas } from './planes.js'
import { runOnPlanes } from './run.js'

/** Convert bytes, and do what changes every value by itself after that, by tables of the 256 levels; nothing for other passes. */
export function convertByTables(source: ByteRaster, passes: readonly Pass[]): Raster | undefined {
  const [first, ...others] = passes
  if (first?.kind !== 'convert' || first.depth === 'uint8' || !others.every(isByValue)) return undefined
  const layout = layoutOf(source)
  const count = layout === 'grey' ? 1 : layout === 'rgb' ? 3 : 4
  const ramps = { ...ramp, layout, alpha: layout === 'rgba', planes: Array.from({ length: count }, () => levels) }
  const { planes, white, depth } = passes.reduce<PlaneCanvas>(
    // Neither blends nor noise come here, so that no frame matters.
    (canvas, pass) => (pass.kind === 'blend' ? canvas : runOnPlanes(canvas, pass, 0)),
    ramps,
  )
  const { width, height } = source
  const tables = planes.map((plane) => entries(plane, depth))
  if (count === 3 && depth === 'float32')
    return { width, height, channels: count, data: lookUpColours(source.data, tables), layout, white }
  const data = depth === 'float32' ? new Float32Array(width * height * count) : new Uint16Array(width * height * count)
  for (const [channel, table] of tables.entries()) lookUp(source.data, data, channel, count, table)
  return { width, height, channels: count, data, layout, white }
}

const levels = Float32Array.from({ length: 256 }, (_, level) => level)

const ramp = { width: 256, height: 1, white: WHITE.uint8, depth: 'uint8' } as const

const isByValue = (pass: Pass): boolean => pass.kind === 'local' && pass.algorithm.byValue?.(pass.settings) === true

/** Whole numbers are rounded half up and clamped. */
const entries = (plane: Float32Array, depth: Depth): Float32Array =>
  depth === 'float32' ? plane : plane.map((value) => Math.min(65535, Math.max(0, Math.floor(value + 0.5))))

/** As `lookUp` for red, green and blue at once. */
function lookUpColours(from: Uint8ClampedArray, tables: readonly Float32Array[]): Float32Array {
  const scratch = Scratch.begin()
  const source = scratch.put(from)
  const all = scratch.take(3 * 1024)
  for (const [channel, table] of tables.entries()) scratch.bytes(all + channel * 1024, 1024).set(bytesIn(table))
  const target = scratch.take(from.length * 3)
  scratch.kernels.lookUpFloats(source, from.length / 4, all, target)
  return scratch.floats(target, (from.length / 4) * 3)
}

const bytesIn = ({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)

function lookUp(
  from: Uint8ClampedArray,
  to: Float32Array | Uint16Array,
  channel: number,
  count: number,
  table: Float32Array,
): void {
  for (let at = channel, source = channel; at < to.length; at += count, source += 4)
    to[at] = table[from[source] ?? 0] ?? 0
}

/** Convert interleaved floats or 16-bit numbers to the bytes of the working layout, rounded half up and clamped; nothing for other channels than those of grey, colour and alpha. */
export function bytesOf(source: Raster, white: number): ByteRaster | undefined {
  const { width, height, channels, data } = source
  const layout = layoutOf(source)
  if (layout === 'bands' || channels === 2 || channels > 4) return undefined
  const factor = WHITE.uint8 / white
  const bytes = new Uint8ClampedArray(width * height * 4)
  if (channels === 3 && data instanceof Float32Array && Math.fround(factor) === factor) pack(data, bytes, factor)
  else narrow(data, channels, bytes, factor)
  return { width, height, channels: 4, data: bytes, layout }
}

/** As `narrow` for red, green and blue as floats. */
function pack(data: Float32Array, bytes: Uint8ClampedArray, factor: number): void {
  const scratch = Scratch.begin()
  const source = scratch.put(data)
  const target = scratch.take(bytes.length)
  scratch.kernels.packFloats(source, bytes.length / 4, factor, target)
  bytes.set(scratch.bytes(target, bytes.length))
}

function narrow(data: Samples, channels: number, bytes: Uint8ClampedArray, factor: number): void {
  const [second, third] = channels >= 3 ? [1, 2] : [0, 0]
  for (let to = 0, from = 0; to < bytes.length; to += 4, from += channels) {
    bytes[to] = byteOf((data[from] ?? 0) * factor)
    bytes[to + 1] = byteOf((data[from + second] ?? 0) * factor)
    bytes[to + 2] = byteOf((data[from + third] ?? 0) * factor)
    bytes[to + 3] = channels === 4 ? byteOf((data[from + 3] ?? 0) * factor) : 255
  }
}

/** As planes hold it, a 32-bit float is what is rounded. */
function byteOf(value: number): number {
  const single = Math.fround(value)
  return single <= 0 ? 0 : single >= 255 ? 255 : (single + 0.5) | 0
}
