import type { Kernels } from '../kernels/exports.js'
import { Scratch } from '../kernels/kernels.js'
import { depthOf, emptySamples, type Raster, type Samples } from '../raster.js'
import { kindOf } from './interleave.js'
import type { Planes } from './planes.js'

/** Values of a plane that are worked on at once: what stays in a core's cache, and whole lots of random numbers. */
const TILE = 96 * 168
/** Kernels may change as many bytes past the last value. */
const SPARE = 32

/** Parts of planes in kernels' memory, each `stride` bytes after the one before. */
export interface Tile {
  readonly kernels: Kernels
  readonly pointer: number
  readonly stride: number
  readonly count: number
  /** The place of the tile's first value in its plane, a multiple of 96. */
  readonly first: number
}

/** Take the memory that all tiles of up to `most` values need; gives what is done to each. */
export type Work = (scratch: Scratch, most: number) => (tile: Tile) => void

/** Change planes that are as long as one another, tile by tile in kernels' memory; gives new ones. */
export function changePlanes(planes: readonly Float32Array[], prepare: Work): Float32Array[] {
  const length = planes[0]?.length ?? 0
  const changed = planes.map(() => new Float32Array(length))
  const most = Math.min(TILE, length)
  const stride = most * 4 + SPARE
  Scratch.aside((scratch) => {
    const pointer = scratch.take(stride * planes.length)
    const change = prepare(scratch, most)
    for (let first = 0; first < length; first += most) {
      const count = Math.min(most, length - first)
      for (const [at, plane] of planes.entries())
        scratch.floatsAt(pointer + at * stride, count).set(plane.subarray(first, first + count))
      change({ kernels: scratch.kernels, pointer, stride, count, first })
      for (const [at, plane] of changed.entries()) plane.set(scratch.floatsAt(pointer + at * stride, count), first)
    }
  })
  return changed
}

/** Change the planes of 16-bit or float samples tile by tile in kernels' memory; whole numbers are rounded once all is done. */
export function changeSamples(source: Raster, works: readonly Work[], into?: Samples): Raster {
  const { width, height, channels, data } = source
  const pixels = width * height
  const changed = emptySamples(depthOf(source), data.length, into)
  const [from, to] = [bytesIn(data), bytesIn(changed)]
  const bytes = channels * data.BYTES_PER_ELEMENT
  const kind = kindOf(data)
  const most = Math.min(TILE, pixels)
  const stride = most * 4 + SPARE
  Scratch.aside((scratch) => {
    const { kernels } = scratch
    const [samples, pointer] = [scratch.take(most * bytes), scratch.take(stride * channels)]
    const changes = works.map((prepare) => prepare(scratch, most))
    for (let first = 0; first < pixels; first += most) {
      const count = Math.min(most, pixels - first)
      scratch.bytes(samples, count * bytes).set(from.subarray(first * bytes, (first + count) * bytes))
      kernels.splitSamples(samples, count, channels, kind, pointer, stride)
      for (const change of changes) change({ kernels, pointer, stride, count, first })
      kernels.mergeSamples(pointer, stride, count, channels, kind, samples)
      to.set(scratch.bytes(samples, count * bytes), first * bytes)
    }
  })
  return { ...source, data: changed }
}

/** Numbers of samples beyond which kernels have too little memory for all of them at once. */
const MOST_AT_ONCE = 2 ** 27

/** Change whole planes of 16-bit or float samples in kernels' memory. `work` gives where those of the result begin; nothing for too many of them. */
export function changeWhole(
  source: Raster,
  { width, height }: { readonly width: number; readonly height: number },
  into: Samples | undefined,
  work: (scratch: Scratch, planes: readonly number[]) => readonly number[],
): Raster | undefined {
  const { channels, data } = source
  const depth = depthOf(source)
  const length = width * height * channels
  if (depth === 'uint8' || Math.max(data.length, length) > MOST_AT_ONCE) return undefined
  const changed = emptySamples(depth, length, into)
  Scratch.aside((scratch) => {
    const { kernels } = scratch
    const pixels = data.length / channels
    const planes = takePlanes(scratch, channels, pixels)
    kernels.splitSamples(scratch.put(data), pixels, channels, kindOf(data), planes[0] ?? 0, strideOf(pixels))
    const made = work(scratch, planes)
    const samples = scratch.take(changed.byteLength)
    kernels.mergeSamples(made[0] ?? 0, strideOf(width * height), width * height, channels, kindOf(data), samples)
    bytesIn(changed).set(scratch.bytes(samples, changed.byteLength))
  })
  return { ...source, width, height, data: changed }
}

/** Take memory for planes of so many values, each `strideOf` bytes after the one before. */
export function takePlanes(scratch: Scratch, count: number, pixels: number): number[] {
  const first = scratch.take(strideOf(pixels) * count)
  return Array.from({ length: count }, (_, at) => first + at * strideOf(pixels))
}

const strideOf = (pixels: number): number => pixels * 4 + SPARE

const bytesIn = ({ buffer, byteOffset, byteLength }: Samples): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)

/** Planes with something added, and values within [0, white]; those that are no number stay. */
export const shiftPlanes = (planes: readonly Float32Array[], more: number, white: number): Float32Array[] =>
  changePlanes(planes, () => ({ kernels, pointer, stride, count }) => {
    for (let at = 0; at < planes.length; at++) kernels.bendPlane(pointer + at * stride, count, more, 1, 0, 0, 0, white)
  })

/** Bring planes to another scale, e.g. 0-255 for an algorithm and back. */
export function scaled<P extends Planes>(planes: P, factor: number): P {
  if (factor === 1) return planes
  const changed = changePlanes(planes.planes, () => ({ kernels, pointer, stride, count }) => {
    for (let at = 0; at < planes.planes.length; at++) kernels.scalePlane(pointer + at * stride, count, factor)
  })
  return { ...planes, planes: changed }
}
