import fc from 'fast-check'
import { expect, test } from 'vitest'
import { borderIndex } from '../steps/border.js'
import { on, rasters } from './testing.js'

// Every kernel has a plain twin here, and the two agree bit for bit.
const reflect = (index: number, length: number) => borderIndex(index, length, 'reflect101')

/** All 2 n + 1 taps of n on one side, in Q15; the centre's is at most 32767. */
function allTaps(taps: readonly number[]): number[] {
  const centre = Math.min(32767, 32768 - 2 * taps.reduce((sum, tap) => sum + tap, 0))
  return [...taps].reverse().concat(centre, taps)
}

test('symmetric blurs, within 0.51 levels of the real numbers', () => {
  const taps = fc.array(fc.integer({ min: 0, max: 2000 }), { maxLength: 7 })
  const wide = fc.tuple(fc.integer({ min: 120, max: 270 }), fc.integer({ min: 1, max: 5 })).map(([width, height]) => ({
    width,
    height,
    data: Uint8Array.from({ length: width * height * 4 }, (_, at) => (at * at * 7 + (at >> 3)) & 255),
  }))
  fc.assert(
    fc.property(fc.oneof(rasters, wide), taps, taps, ({ data, width, height }, acrossTaps, downTaps) => {
      const actual = on(data, (scratch, pointer) => {
        const target = scratch.take(width * height * 4)
        const [across, down] = [acrossTaps.length, downTaps.length]
        const [acrossAt, downAt] = [acrossTaps, downTaps].map((taps) => scratch.put(Int16Array.from(taps)))
        const room = scratch.take(scratch.kernels.blurRoom(across, down))
        scratch.kernels.blur(pointer, target, width, height, acrossAt ?? 0, across, downAt ?? 0, down, room)
        return target
      })
      const along = (taps: readonly number[], value: (distance: number) => number) =>
        allTaps(taps).reduce((sum, tap, index) => sum + tap * value(index - taps.length), 0)
      const sums = Float64Array.from(data, (_, at) => {
        const [x, row, channel] = [(at >> 2) % width, at - (at % (4 * width)), at & 3]
        return along(acrossTaps, (distance) => data[row + reflect(x + distance, width) * 4 + channel] ?? 0)
      })
      const down = (values: ArrayLike<number>, at: number) =>
        along(downTaps, (distance) => {
          const y = Math.floor(at / (4 * width))
          return values[(reflect(y + distance, height) - y) * 4 * width + at] ?? 0
        })
      const rows = Int32Array.from(sums, (sum) => (sum + 128) >> 8)
      expect(actual).toEqual(data.map((alpha, at) => (at % 4 === 3 ? alpha : (down(rows, at) + 2 ** 21) >> 22)))
      for (const [at, value] of actual.entries())
        if (at % 4 !== 3) expect(Math.abs(value - down(sums, at) / 2 ** 30)).toBeLessThanOrEqual(0.51)
    }),
    { numRuns: 60 },
  )
})
