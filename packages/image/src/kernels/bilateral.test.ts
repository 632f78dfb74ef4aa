import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mapColour, on, rasters, type TestRaster, valueAt } from './testing.js'

const f = Math.fround

function bilateral({ data, width, height }: TestRaster, radius: number, space: Float32Array, likeness: Float32Array) {
  return on(data, (scratch, pointer) => {
    const target = scratch.take(data.length)
    const room = scratch.take(4 * (width + 2 * radius + 4) * (height + 2 * radius) + 8 * (2 * radius + 1) ** 2)
    const tables = [scratch.put(space), scratch.put(likeness)] as const
    scratch.kernels.bilateral(pointer, target, width, height, radius, ...tables, room)
    return target
  })
}

// Rational falls, as any weights will do.
const likenessOf = (scale: number) =>
  Float32Array.from({ length: 766 }, (_, distance) => 1 / (1 + (distance / scale) ** 2))
const disc = (radius: number) => {
  const side = 2 * radius + 1
  return Float32Array.from({ length: side * side }, (_, at) => {
    const square = ((at % side) - radius) ** 2 + (Math.floor(at / side) - radius) ** 2
    return square > radius * radius ? 0 : 1 / (1 + square)
  })
}

test('means weighed by space and colour, in 32-bit floats', () => {
  fc.assert(
    fc.property(rasters, fc.nat(4), fc.integer({ min: 1, max: 200 }), (raster, radius, scale) => {
      const [space, likeness] = [disc(radius), likenessOf(scale)]
      const side = 2 * radius + 1
      const expected = mapColour(raster, (x, y, channel) => {
        let [sum, total] = [0, 0]
        for (const [at, near] of space.entries()) {
          if (near === 0) continue
          const [column, row] = [x + (at % side) - radius, y + Math.floor(at / side) - radius]
          const here = (of: number) => valueAt(raster, column, row, of, 'reflect101')
          const apart = (of: number) => Math.abs(here(of) - valueAt(raster, x, y, of, 'reflect101'))
          const weight = f((likeness[apart(0) + apart(1) + apart(2)] ?? 0) * near)
          total = f(total + weight)
          sum = f(sum + f(weight * here(channel)))
        }
        return Math.floor(f(f(sum / total) + 0.5))
      })
      expect(bilateral(raster, radius, space, likeness)).toEqual(expected)
    }),
    { numRuns: 40 },
  )
})

test('an edge higher than the likeness reaches stays sharp', () => {
  const data = Uint8Array.from({ length: 8 * 8 * 4 }, (_, at) => ((at >> 2) % 8 < 4 ? 40 : 200))
  const alike = Float32Array.from({ length: 766 }, (_, distance) => (distance < 100 ? 1 : 0))
  expect(bilateral({ width: 8, height: 8, data }, 2, disc(2), alike)).toEqual(data)
})
