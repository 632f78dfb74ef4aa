import fc from 'fast-check'
import { expect, test } from 'vitest'
import { borderIndex } from '../steps/border.js'
import { Scratch } from './kernels.js'
import { randomBytes, rasters } from './testing.js'

const f = Math.fround

test('means of boxes', () => {
  fc.assert(
    fc.property(rasters, fc.integer({ min: 1, max: 15 }), ({ width, height }, radius) => {
      const plane = Float32Array.from(randomBytes(width * height, radius), (byte) => byte / 100)
      const scratch = new Scratch()
      const [source, target] = [scratch.put(plane), scratch.take(plane.byteLength)]
      scratch.kernels.boxMeans(source, target, width, height, radius, scratch.take(4 * (width + 2 * radius + 8)))
      const steps = Array.from({ length: 2 * radius + 1 }, (_, step) => step - radius)
      const column = (x: number, y: number) =>
        steps.reduce((sum, step) => f(sum + (plane[borderIndex(y + step, height, 'replicate') * width + x] ?? 0)), 0)
      const share = f(1 / (2 * radius + 1) ** 2)
      const expected = Array.from(plane, (_, at) => {
        const [x, y] = [at % width, Math.floor(at / width)]
        return f(steps.reduce((sum, step) => f(sum + column(borderIndex(x + step, width, 'replicate'), y)), 0) * share)
      })
      expect([...scratch.floats(target, plane.length)]).toEqual(expected)
    }),
    { numRuns: 30 },
  )
})
