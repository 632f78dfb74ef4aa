import fc from 'fast-check'
import { expect, test } from 'vitest'
import { borderIndex } from '../steps/border.js'
import { clamp, on, rasters } from './testing.js'

// The kernel has a plain twin here, and the two agree bit for bit.
const reflect = (index: number, length: number) => borderIndex(index, length, 'reflect101')

test('3x3 kernels, in 32-bit floats', () => {
  const f = Math.fround
  fc.assert(
    fc.property(
      rasters,
      fc.array(fc.float({ min: -2, max: 2, noNaN: true }), { minLength: 9, maxLength: 9 }),
      ({ data, width, height }, kernel) => {
        const actual = on(data, (scratch, pointer) => {
          const target = scratch.take(data.length)
          scratch.kernels.convolve3(pointer, target, width, height, scratch.put(Float32Array.from(kernel)))
          return target
        })
        const expected = data.map((value, at) => {
          const [x, y, c] = [(at >> 2) % width, Math.floor((at >> 2) / width), at & 3]
          if (c === 3) return value
          let sum = 0.5
          for (const [index, weight] of kernel.entries()) {
            const column = reflect(x + (index % 3) - 1, width)
            const row = reflect(y + Math.floor(index / 3) - 1, height)
            sum = f(sum + f((data[(row * width + column) * 4 + c] ?? 0) * f(weight)))
          }
          return clamp(Math.floor(sum))
        })
        expect(actual).toEqual(expected)
      },
    ),
    { numRuns: 40 },
  )
})
