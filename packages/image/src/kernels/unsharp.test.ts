import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clamp, mapColour, on, randomBytes, rasters, valueAt, type TestRaster } from './testing.js'

/** Q15 by Q15, rounded half up, as far as 16 bits go. */
const times = (a: number, b: number) => Math.min(32767, (a * b + 16384) >> 15)

type Plane = (x: number, y: number, channel: number) => number

/** A plane of what symmetric taps add up to, less `shift` bits. */
function folded(value: Plane, taps: readonly number[], across: boolean, shift: number): Plane {
  const centre = Math.min(32767, 32768 - 2 * taps.reduce((sum, tap) => sum + tap, 0))
  return (x, y, channel) => {
    const at = (distance: number) => (across ? value(x + distance, y, channel) : value(x, y + distance, channel))
    const sum = taps.reduce((sum, tap, k) => sum + tap * (at(k + 1) + at(-1 - k)), centre * at(0))
    return (sum + 2 ** (shift - 1)) >> shift
  }
}

/** A plane within a picture whose values are computed once, borders as reflect101. */
function held({ width, height }: TestRaster, value: Plane): Plane {
  const data = Float64Array.from({ length: width * height * 4 }, (_, at) =>
    value((at >> 2) % width, Math.floor((at >> 2) / width), at & 3),
  )
  return (x, y, channel) => valueAt({ width, height, data }, x, y, channel, 'reflect101')
}

function sharpened(raster: TestRaster, taps: readonly number[], amount: number, doublings: number, threshold: number) {
  const colour: Plane = (x, y, channel) => valueAt(raster, x, y, channel, 'reflect101')
  const rows = held(raster, folded(colour, taps, true, 9))
  const blurred = folded(rows, taps, false, 15)
  const difference = held(raster, (x, y, channel) => colour(x, y, channel) * 64 - blurred(x, y, channel))
  const share = held(raster, (x, y, channel) => {
    const over = Math.abs(difference(x, y, channel)) - threshold
    return Math.min(16383, 256 * Math.min(64, Math.max(0, over)))
  })
  const shared = folded(held(raster, folded(share, taps, true, 15)), taps, false, 14)
  return mapColour(raster, (x, y, channel) => {
    const base = 64 * colour(x, y, channel)
    const more = times(2 * difference(x, y, channel), amount) * 2 ** doublings
    const sharp = Math.min(255 * 64, Math.max(0, base + more))
    return clamp((base + times(sharp - base, shared(x, y, channel)) + 32) >> 6)
  })
}

test('what a blur takes away is added where it is more than a threshold', () => {
  const flat = fc.integer().map((seed) => {
    const [width, height] = [60 + (seed & 31), 12]
    const data = new Uint8Array(width * height * 4).fill(seed & 255)
    data.set(randomBytes(80, seed), 4 * (width * 5 + 20))
    return { width, height, data }
  })
  fc.assert(
    fc.property(
      fc.oneof(rasters, flat),
      fc.array(fc.integer({ min: 0, max: 1600 }), { maxLength: 10 }),
      fc.integer({ min: 1, max: 32767 }),
      fc.integer({ min: 0, max: 3 }),
      fc.integer({ min: -32, max: 2000 }),
      (raster, taps, amount, doublings, threshold) => {
        const { width, height, data } = raster
        const actual = on(data, (scratch, pointer) => {
          const target = scratch.take(width * height * 4)
          const room = scratch.take(scratch.kernels.unsharpRoom(width, taps.length))
          const at = scratch.put(Int16Array.from(taps))
          scratch.kernels.unsharp(pointer, target, width, height, at, taps.length, amount, doublings, threshold, room)
          return target
        })
        expect(actual).toEqual(sharpened(raster, taps, amount, doublings, threshold))
      },
    ),
    { numRuns: 60 },
  )
})
