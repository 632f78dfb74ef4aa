import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mapColour, on, rasters, type TestRaster, valueAt } from './testing.js'

const boxBlur = ({ data, width, height }: TestRaster, radiusX: number, radiusY: number) =>
  on(data, (scratch, pointer) => {
    const target = scratch.take(data.length)
    const room = scratch.take(16 * (width + 2 * radiusX + 8) + 8 * radiusX)
    scratch.kernels.boxBlur(pointer, target, width, height, radiusX, radiusY, room)
    return target
  })

/** A property of pictures and radii, whose means are told exactly. */
const exactMeans = (pictures: fc.Arbitrary<TestRaster>, radii: fc.Arbitrary<readonly [number, number]>) =>
  fc.property(pictures, radii, (raster, [radiusX, radiusY]) => {
    const pixels = (2 * radiusX + 1) * (2 * radiusY + 1)
    const expected = mapColour(raster, (x, y, channel) => {
      let sum = 0
      for (let row = y - radiusY; row <= y + radiusY; row++)
        for (let column = x - radiusX; column <= x + radiusX; column++)
          sum += valueAt(raster, column, row, channel, 'reflect101')
      return Math.floor(sum / pixels + 0.5)
    })
    expect(boxBlur(raster, radiusX, radiusY)).toEqual(expected)
  })

test('box means are exact, rounded half up', () => {
  fc.assert(exactMeans(rasters, fc.tuple(fc.nat(9), fc.nat(9))), { numRuns: 50 })
})

test('means of small squares are exact, of bright pictures too', () => {
  const bright = rasters.map((raster) => ({ ...raster, data: raster.data.map((value) => 255 - (value >> 5)) }))
  const squares = fc.integer({ min: 1, max: 5 }).map((radius) => [radius, radius] as const)
  fc.assert(exactMeans(fc.oneof(rasters, bright), squares), { numRuns: 100 })
})

// A row of 0 to 6 whose mean over 129 x 255 or 127 x 129 pixels is known from how often each occurs.
test.each([
  [64, 127],
  [63, 64],
])('windows of radius %i and %i, larger than the image', (radiusX, radiusY) => {
  const raster = { width: 7, height: 1, data: Uint8Array.from({ length: 28 }, (_, at) => (at >> 2) * 40) }
  const expected = mapColour(raster, (x, _, channel) => {
    let sum = 0
    for (let column = x - radiusX; column <= x + radiusX; column++)
      sum += valueAt(raster, column, 0, channel, 'reflect101')
    return Math.floor(sum / (2 * radiusX + 1) + 0.5)
  })
  expect(boxBlur(raster, radiusX, radiusY)).toEqual(expected)
})
