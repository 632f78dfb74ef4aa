import { Scratch } from '../kernels/kernels.js'
import { colourPlanes, planesOf, withColours } from '../planes/planes.js'
import { scaled } from '../planes/values.js'
import { lowFrequencies, type LowFrequencies } from '../planes/waves.js'
import { isByteRaster, whiteOf, type Raster } from '../raster.js'
import type { Algorithm } from './algorithm.js'

interface Amplitudes {
  /** The highest frequency, up to half the shorter side. */
  readonly reach: number
  /** A colour plane each: what `amplitudes` gives. */
  readonly wanted: readonly Float32Array[]
}

/** Give the waves of low frequencies other amplitudes; they keep their phases. */
export const swapAmplitudes: Algorithm<Amplitudes> = {
  name: 'swapAmplitudes',
  run(planes, settings) {
    const scratch = Scratch.beside()
    const swap = prepared(scratch, planes, settings)
    const pointer = scratch.take(planes.width * planes.height * 4)
    const swapped = colourPlanes(planes).map((plane, channel) => {
      scratch.bytes(pointer, plane.byteLength).set(new Uint8Array(plane.buffer, plane.byteOffset, plane.byteLength))
      swap(pointer, channel)
      return scratch.floats(pointer, plane.length).map((value) => Math.min(255, Math.max(0, value)))
    })
    return withColours(planes, swapped)
  },
  bytes(canvas, settings) {
    const { scratch, pointer, width, height, grey } = canvas
    const swap = prepared(scratch, canvas, settings)
    const plane = width * height * 4
    const planes = scratch.take(plane * 4)
    scratch.kernels.splitPlanes(pointer, width * height, planes)
    for (let channel = 0; channel < (grey ? 1 : 3); channel++) swap(planes + channel * plane, channel)
    if (grey) for (const channel of [1, 2]) scratch.bytes(planes, plane * 3).copyWithin(channel * plane, 0, plane)
    scratch.kernels.mergePlanes(planes, width * height, pointer)
    return canvas
  },
}

/** The amplitudes of a picture's low frequencies, on the 0-255 scale. */
export function amplitudesOf(raster: Raster, reach: number): Amplitudes {
  const { width, height, data } = raster
  const pixels = width * height
  return Scratch.aside((scratch) => {
    const low = lowFrequencies(scratch, width, height, reach)
    const measured = (pointer: number) => amplitudes(low, low.measure(pointer), reach)
    if (isByteRaster(raster)) {
      const planes = scratch.take(pixels * 16)
      scratch.kernels.splitPlanes(scratch.put(data), pixels, planes)
      return { reach, wanted: [0, 1, 2].map((channel) => measured(planes + channel * pixels * 4)) }
    }
    const planes = colourPlanes(scaled(planesOf(raster), 255 / whiteOf(raster)))
    return { reach, wanted: planes.map((plane) => measured(scratch.put(plane))) }
  })
}

/** An amplitude below this, in levels, is rounding, whose phase means nothing. */
const FAINT = 2e-5

/** How to swap the amplitudes of a channel's plane in scratch memory. */
function prepared(
  scratch: Scratch,
  { width, height }: { readonly width: number; readonly height: number },
  { reach, wanted }: Amplitudes,
): (plane: number, channel: number) => void {
  const low = lowFrequencies(scratch, width, height, reach)
  const pixels = width * height
  // All others stand for themselves and for their mirror images.
  const alone = (frequency: number, side: number) => frequency === 0 || 2 * frequency === side
  return (plane, channel) => {
    const sums = low.measure(plane)
    const own = amplitudes(low, sums, reach)
    const others = wanted[Math.min(channel, wanted.length - 1)] ?? own
    const gain = (at: number) => {
      const amplitude = own[at] ?? 0
      return amplitude > FAINT * pixels ? (others[at] ?? 0) / amplitude - 1 : 0
    }
    const sizes = new Float32Array(sums.length)
    forEachWave(low, sums, reach, ({ u, v, first, second, cc, sc, cs, ss }) => {
      const factor = ((alone(u, width) ? 1 : 2) * (alone(v, height) ? 1 : 2)) / (2 * pixels)
      const [falling, rising] = [factor * gain(first), factor * gain(first + 1)]
      const [both, apart] = [rising + falling, rising - falling]
      sizes[first] = both * cc + apart * ss
      sizes[first + 1] = both * sc - apart * cs
      sizes[second] = both * cs - apart * sc
      sizes[second + 1] = both * ss + apart * cc
    })
    low.add(plane, sizes)
  }
}

/** Where a wave's sums begin, the amplitude of that with crests that fall from left to right; beside it that of the one with crests that rise. */
function amplitudes(low: LowFrequencies, sums: Float32Array, reach: number): Float32Array {
  const result = new Float32Array(sums.length)
  forEachWave(low, sums, reach, ({ first, cc, sc, cs, ss }) => {
    result[first] = Math.sqrt((cc - ss) ** 2 + (sc + cs) ** 2)
    result[first + 1] = Math.sqrt((cc + ss) ** 2 + (sc - cs) ** 2)
  })
  return result
}

/** Sums with the products of a cosine or sine across, of frequency u, and one down, of frequency v; two begin at `first`, two at `second`. */
interface Wave {
  readonly u: number
  readonly v: number
  readonly first: number
  readonly second: number
  readonly cc: number
  readonly sc: number
  readonly cs: number
  readonly ss: number
}

function forEachWave({ count }: LowFrequencies, sums: Float32Array, reach: number, visit: (wave: Wave) => void): void {
  const sum = (at: number) => sums[at] ?? 0
  for (let v = 0; v <= reach; v++) {
    for (let u = 0; u <= reach; u++) {
      const first = 4 * count * v + 2 * u
      const second = first + 2 * count
      visit({ u, v, first, second, cc: sum(first), sc: sum(first + 1), cs: sum(second), ss: sum(second + 1) })
    }
  }
}
