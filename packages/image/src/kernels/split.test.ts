import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Scratch } from './kernels.js'
import { clamp, on, rasters } from './testing.js'

test('bytes become planes, and planes bytes, rounded half up and clamped', () => {
  const shift = fc.float({ min: -300, max: 300, noNaN: true })
  fc.assert(
    fc.property(rasters, shift, ({ data }, by) => {
      const pixels = data.length / 4
      const scratch = new Scratch()
      const target = scratch.take(pixels * 16)
      scratch.kernels.splitPlanes(scratch.put(data), pixels, target)
      const planes = scratch.floats(target, pixels * 4)
      expect([...planes]).toEqual([0, 1, 2, 3].flatMap((c) => [...data].filter((_, at) => at % 4 === c)))
      const moved = planes.map((value) => value + by)
      const merged = on(
        new Uint8Array(moved.buffer),
        (memory, pointer) => {
          const bytes = memory.take(pixels * 4)
          memory.kernels.mergePlanes(pointer, pixels, bytes)
          return bytes
        },
        pixels * 4,
      )
      const floor = (value: number) => clamp(Math.floor(Math.fround(value + 0.5)))
      expect([...merged]).toEqual([...data].map((_, at) => floor(moved[(at % 4) * pixels + (at >> 2)] ?? 0)))
    }),
  )
})

test('what is not a number is 0', () => {
  const scratch = new Scratch()
  const planes = scratch.put(new Float32Array(4).fill(NaN))
  const target = scratch.take(4)
  scratch.kernels.mergePlanes(planes, 1, target)
  expect([...scratch.bytes(target, 4)]).toEqual([0, 0, 0, 0])
})
