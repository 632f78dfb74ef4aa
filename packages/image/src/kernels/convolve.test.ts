import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clamp, mapColour, on, rasters, type TestRaster, valueAt } from './testing.js'

interface Kernel {
  readonly width: number
  readonly height: number
  readonly taps: Float32Array
}

const tap = fc.oneof(
  fc.constant(0),
  fc.float({ min: -2, max: 2, noNaN: true }),
  fc.float({ min: 0, max: Math.fround(0.01), noNaN: true }),
)
const kernels = fc
  .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }))
  .chain(([width, height]) =>
    fc
      .array(tap, { minLength: width * height, maxLength: width * height })
      .map((taps): Kernel => ({ width, height, taps: Float32Array.from(taps) })),
  )

test('kernels of any size, with taps as whole multiples of a power of two', () => {
  fc.assert(
    fc.property(rasters, kernels, fc.float({ min: -50, max: 300, noNaN: true }), (raster, kernel, offset) => {
      const { bits, taps } = wholeTaps(kernel.taps, offset)
      const scale = 2 ** bits
      const rounding = Math.floor(offset * scale + 0.5) + Math.floor(scale / 2)
      const expected = mapColour(raster, (x, y, channel) =>
        clamp(Math.floor((correlate(raster, kernel, taps, x, y, channel) + rounding) / scale)),
      )
      expect(convolve(raster, kernel, offset)).toEqual(expected)
    }),
    { numRuns: 150 },
  )
})

test('kernels are exact within one level, and whole taps exactly', () => {
  fc.assert(
    fc.property(rasters, kernels, (raster, kernel) => {
      const exact = mapColour(raster, (x, y, channel) =>
        clamp(Math.floor(correlate(raster, kernel, kernel.taps, x, y, channel) + 0.5)),
      )
      for (const [at, value] of convolve(raster, kernel, 0).entries())
        expect(Math.abs(value - (exact[at] ?? 0))).toBeLessThanOrEqual(1)
      const whole = { ...kernel, taps: kernel.taps.map((value) => Math.round(value * 9)) }
      expect(convolve(raster, whole, 0)).toEqual(
        mapColour(raster, (x, y, channel) => clamp(correlate(raster, whole, whole.taps, x, y, channel))),
      )
    }),
    { numRuns: 50 },
  )
})

test('even areas stay even under a large mean', () => {
  const raster = { width: 9, height: 5, data: new Uint8Array(180).fill(255) }
  const mean = { width: 31, height: 31, taps: new Float32Array(961).fill(1 / 961) }
  expect(convolve(raster, mean, 0)).toEqual(raster.data)
})

function convolve({ data, width, height }: TestRaster, kernel: Kernel, offset: number): Uint8Array {
  const { width: w, height: h } = kernel
  return on(data, (scratch, pointer) => {
    const target = scratch.take(data.length)
    const room = scratch.take(12 * h * (width + w + 16) + 24 * (w * h + 4))
    scratch.kernels.convolve(pointer, target, width, height, scratch.put(kernel.taps), w, h, offset, room)
    return target
  })
}

function correlate(raster: TestRaster, kernel: Kernel, taps: ArrayLike<number>, x: number, y: number, channel: number) {
  let sum = 0
  for (let row = 0; row < kernel.height; row++) {
    for (let column = 0; column < kernel.width; column++) {
      const [left, top] = [x + column - (kernel.width >> 1), y + row - (kernel.height >> 1)]
      sum += (taps[row * kernel.width + column] ?? 0) * valueAt(raster, left, top, channel, 'reflect101')
    }
  }
  return sum
}

function wholeTaps(taps: Float32Array, offset: number): { bits: number; taps: number[] } {
  const sizes = Array.from(taps, Math.abs)
  const total = sizes.reduce((sum, size) => sum + 255 * size, Math.abs(offset) + 1)
  const fits = (bits: number) =>
    Math.max(...sizes) * 2 ** bits <= 32766 && total * 2 ** bits + 255 * taps.length <= 2147483647
  let bits = 22
  while (bits > 0 && !fits(bits)) bits--
  let sum = 0
  const whole = Array.from(taps, (value) => {
    const before = Math.floor(sum * 2 ** bits + 0.5)
    sum += value
    return Math.floor(sum * 2 ** bits + 0.5) - before
  })
  return { bits, taps: whole }
}
