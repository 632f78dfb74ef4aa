import { Scratch } from '../kernels/kernels.js'
import type { Pass } from '../plan/plan.js'
import { bytesFor, layoutOf, WHITE, type ByteRaster, type Depth, type Raster, type Samples } from '../raster.js'
import type { PlaneCanvas } from './planes.js'
import { runOnPlanes } from './run.js'

/** Convert bytes, and do what changes every value by itself after that, by tables of the 256 levels; nothing for other passes. */
export function convertByTables(source: ByteRaster, passes: readonly Pass[], into?: Samples): Raster | undefined {
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
    return { width, height, channels: count, data: lookUpColours(source.data, tables, into), layout, white }
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
function lookUpColours(from: Uint8ClampedArray, tables: readonly Float32Array[], into?: Samples): Float32Array {
  const pixels = from.length / 4
  const floats = into instanceof Float32Array && into.length === pixels * 3 ? into : new Float32Array(pixels * 3)
  const scratch = Scratch.begin()
  const all = scratch.take(3 * 1024)
  for (const [channel, table] of tables.entries()) scratch.bytes(all + channel * 1024, 1024).set(bytesIn(table))
  const [source, target] = [scratch.take(TILE * 4), scratch.take(TILE * 12 + 48)]
  const product = productOf(tables)
  const bytes = scratch.bytes(source, TILE * 4)
  const values = new Float32Array(scratch.kernels.memory.buffer, target, TILE * 3)
  for (let at = 0; at < pixels; at += TILE) {
    const count = Math.min(TILE, pixels - at)
    bytes.set(from.subarray(at * 4, (at + count) * 4))
    if (product) scratch.kernels.scaleToFloats(source, count, product.times, product.share, target)
    else scratch.kernels.lookUpFloats(source, count, all, target)
    floats.set(count === TILE ? values : values.subarray(0, count * 3), at * 3)
  }
  return floats
}

/**
 * Find a whole number and a share whose products with a level are what every table holds, to the last bit: a quotient as v / 255 is seldom
 * the product with 1 / 255, but that of 3 v with 1 / 765.
 */
function productOf(tables: readonly Float32Array[]): { readonly times: number; readonly share: number } | undefined {
  for (const times of [1, 3, 9]) {
    const share = Math.fround((tables[0]?.[255] ?? 0) / (255 * times))
    const isProduct = (value: number, level: number) => Math.fround(level * times * share) === value
    if (tables.every((table) => table.every(isProduct))) return { times, share }
  }
  return undefined
}

/** Pixels whose bytes and floats stay in a core's cache on their way into kernels' memory and back. */
const TILE = 16384

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
export function bytesOf(source: Raster, white: number, into?: Samples): ByteRaster | undefined {
  const { width, height, channels, data } = source
  const layout = layoutOf(source)
  if (layout === 'bands' || channels === 2 || channels > 4) return undefined
  const factor = WHITE.uint8 / white
  const bytes = bytesFor(width * height * 4, into)
  if (channels === 3 && data instanceof Float32Array && Math.fround(factor) === factor) pack(data, bytes, factor)
  else narrow(data, channels, bytes, factor)
  return { width, height, channels: 4, data: bytes, layout }
}

/** As `narrow` for red, green and blue as floats. */
function pack(data: Float32Array, bytes: Uint8ClampedArray, factor: number): void {
  const scratch = Scratch.begin()
  const [source, target] = [scratch.take(TILE * 12), scratch.take(TILE * 4)]
  const values = new Float32Array(scratch.kernels.memory.buffer, source, TILE * 3)
  const packed = scratch.bytes(target, TILE * 4)
  const pixels = bytes.length / 4
  for (let at = 0; at < pixels; at += TILE) {
    const count = Math.min(TILE, pixels - at)
    values.set(data.subarray(at * 3, (at + count) * 3))
    scratch.kernels.packFloats(source, count, factor, target)
    bytes.set(count === TILE ? packed : packed.subarray(0, count * 4), at * 4)
  }
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
