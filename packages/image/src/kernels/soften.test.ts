import fc from 'fast-check'
import { expect, test } from 'vitest'
import { borderIndex } from '../steps/border.js'
import { Scratch } from './kernels.js'
import { randomBytes, rasters } from './testing.js'

const f = Math.fround

test('means of boxes', () => {
  fc.assert(
    fc.property(
      rasters,
      fc.oneof(fc.integer({ min: 1, max: 15 }), fc.constantFrom(1, 2, 100, 127)),
      ({ width, height }, radius) => {
        const plane = new Int16Array(randomBytes(width * height * 2, radius).buffer)
        const scratch = new Scratch()
        const [source, target] = [scratch.put(plane), scratch.take(plane.byteLength)]
        scratch.kernels.boxMeans(source, target, width, height, radius, scratch.take(8 * (width + radius + 12)))
        const size = 2 * radius + 1
        const steps = Array.from({ length: size }, (_, step) => step - radius)
        const sumOf = (value: (step: number) => number) => steps.reduce((sum, step) => sum + value(step), 0)
        const columns = Array.from(plane, (_, at) =>
          sumOf(
            (step) =>
              plane[borderIndex(Math.floor(at / width) + step, height, 'replicate') * width + (at % width)] ?? 0,
          ),
        )
        const expected = Array.from(plane, (_, at) => {
          const row = Math.floor(at / width) * width
          const sum = sumOf((step) => columns[row + borderIndex((at % width) + step, width, 'replicate')] ?? 0)
          return Math.floor(f(f(f(sum) * f(1 / size ** 2)) + 0.5))
        })
        expect([...new Int16Array(scratch.bytes(target, plane.byteLength).slice().buffer)]).toEqual(expected)
      },
    ),
    { numRuns: 60 },
  )
})
