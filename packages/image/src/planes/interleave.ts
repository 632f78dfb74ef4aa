import { Scratch } from '../kernels/kernels.js'
import type { Samples } from '../raster.js'

/** Samples whose planes stay in a core's cache on their way into kernels' memory and back. */
const TILE = 65536

/** What interleaved samples are, as kernels know it. */
export const kindOf = (samples: Samples): number =>
  samples instanceof Float32Array ? 2 : samples instanceof Uint16Array ? 1 : 0

/** The planes of interleaved samples as 32-bit floats. */
export function planesFrom(samples: Samples, channels: number): Float32Array<ArrayBuffer>[] {
  const pixels = samples.length / channels
  const planes = Array.from({ length: channels }, () => new Float32Array(pixels))
  forEachTile(pixels, channels, samples.BYTES_PER_ELEMENT, (scratch, source, target, count, first) => {
    const { kernels } = scratch
    const bytes = samples.BYTES_PER_ELEMENT
    const part = new Uint8Array(samples.buffer, samples.byteOffset + first * channels * bytes, count * channels * bytes)
    scratch.bytes(source, part.length).set(part)
    kernels.splitSamples(source, count, channels, kindOf(samples), target, count * 4)
    for (const [channel, plane] of planes.entries())
      plane.set(scratch.floatsAt(target + channel * count * 4, count), first)
  })
  return planes
}

/** Write planes as interleaved samples; whole numbers are rounded half up and clamped. */
export function writeSamples(planes: readonly Float32Array[], samples: Samples): void {
  const channels = planes.length
  forEachTile(
    samples.length / channels,
    channels,
    samples.BYTES_PER_ELEMENT,
    (scratch, target, source, count, first) => {
      const { kernels } = scratch
      for (const [channel, plane] of planes.entries())
        scratch.floatsAt(source + channel * count * 4, count).set(plane.subarray(first, first + count))
      kernels.mergeSamples(source, count * 4, count, channels, kindOf(samples), target)
      const bytes = samples.BYTES_PER_ELEMENT
      new Uint8Array(samples.buffer, samples.byteOffset + first * channels * bytes, count * channels * bytes).set(
        scratch.bytes(target, count * channels * bytes),
      )
    },
  )
}

/** Take room for the samples and for the planes of a tile, and work on one tile after another. */
function forEachTile(
  pixels: number,
  channels: number,
  bytes: number,
  work: (scratch: Scratch, samples: number, planes: number, count: number, first: number) => void,
): void {
  const most = Math.min(pixels, Math.max(1, Math.floor(TILE / channels)))
  Scratch.aside((scratch) => {
    const [samples, planes] = [scratch.take(most * channels * bytes), scratch.take(most * channels * 4)]
    for (let first = 0; first < pixels; first += most)
      work(scratch, samples, planes, Math.min(most, pixels - first), first)
  })
}
