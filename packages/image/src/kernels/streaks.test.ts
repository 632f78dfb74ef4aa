import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clamp, inPlace, mapColour, randomBytes, rasters } from './testing.js'

const f = Math.fround

test('light by how much of a window lies in a streak', () => {
  fc.assert(
    fc.property(rasters, fc.integer({ min: 0, max: 9 }), ({ width, height, data }, radius) => {
      const streaks = randomBytes(width * height, radius).map((byte) => (byte < 40 ? 1 : 0))
      const levels = [3.25, 0.4, 1]
      const lit = inPlace(data, (scratch, pointer) => {
        const [at, sums] = [scratch.put(streaks), scratch.take(width + 2 * radius + 32)]
        scratch.kernels.addStreaks(pointer, width, height, at, radius, 3.25, 0.4, 1, sums)
      })
      const countAt = (x: number, y: number) => {
        let count = 0
        for (let row = Math.max(0, y - radius); row <= Math.min(height - 1, y + radius); row++)
          for (let column = Math.max(0, x - radius); column <= Math.min(width - 1, x + radius); column++)
            count += streaks[row * width + column] ?? 0
        return count
      }
      expect(lit).toEqual(
        mapColour({ width, height, data }, (x, y, channel) => {
          const value = data[(y * width + x) * 4 + channel] ?? 0
          const count = countAt(x, y)
          return count === 0 ? value : clamp(Math.trunc(f(value + f(f(count * f(levels[channel] ?? 0)) + 0.5))))
        }),
      )
    }),
    { numRuns: 40 },
  )
})
