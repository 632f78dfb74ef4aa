import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Scratch } from './kernels.js'
import { on, rasters } from './testing.js'

test('flips, turns and crops copy pixels by two steps', () => {
  fc.assert(
    fc.property(rasters, fc.boolean(), fc.boolean(), fc.boolean(), ({ data, width, height }, left, up, turned) => {
      const [stepX, stepY] = [left ? -1 : 1, up ? -width : width]
      const origin = (left ? width - 1 : 0) + (up ? width * (height - 1) : 0)
      const [w, h] = turned ? [height, width] : [width, height]
      const steps = turned ? ([stepY, stepX] as const) : ([stepX, stepY] as const)
      const actual = on(data, (scratch, pointer) => {
        const target = scratch.take(data.length)
        scratch.kernels.orient(pointer, target, w, h, origin, ...steps)
        return target
      })
      const from = (pixel: number) => origin + (pixel % w) * steps[0] + Math.floor(pixel / w) * steps[1]
      expect(actual).toEqual(data.map((_, at) => data[from(at >> 2) * 4 + (at & 3)] ?? 0))
    }),
    { numRuns: 30 },
  )
})

test('an image too large for memory is refused in words', () => {
  expect(() => new Scratch().take(2 ** 33)).toThrow(
    'Expected room for 8589934592 bytes of pixels but WebAssembly memory ends at 4 GiB',
  )
})
