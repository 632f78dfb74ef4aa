import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clamp, mapColour, on, rasters, valueAt } from './testing.js'

const sides = fc.tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }))
const layouts = sides.chain(([w, h]) => {
  const place = fc.tuple(fc.integer({ min: 0, max: w - 1 }), fc.integer({ min: 0, max: h - 1 }))
  const size = fc.record({
    weight: fc.integer({ min: -32768, max: 32767 }),
    above: fc.array(place, { maxLength: 9 }),
    below: fc.array(place, { maxLength: 9 }),
  })
  return fc.record({ w: fc.constant(w), h: fc.constant(h), sizes: fc.array(size, { minLength: 1, maxLength: 5 }) })
})

test('what is weighed alike is added up first', () => {
  fc.assert(
    fc.property(
      rasters,
      layouts,
      fc.integer({ min: 10, max: 22 }),
      fc.integer({ min: -(2 ** 20), max: 2 ** 20 }),
      ({ data, width, height }, { w, h, sizes }, bits, rounding) => {
        const places = sizes.flatMap(({ above, below }) => [...above, ...below])
        const pairs = Math.ceil(sizes.length / 2)
        const program = Array.from({ length: pairs }, (_, pair) => {
          const [first, second] = [sizes[2 * pair], sizes[2 * pair + 1]]
          const weights = ((first?.weight ?? 0) & 0xffff) | ((second?.weight ?? 0) << 16)
          return [
            weights,
            ...[first, second].flatMap((size) => [size?.above, size?.below].map((taps) => 4 * (taps?.length ?? 0))),
          ]
        })
        const convolved = on(data, (scratch, pointer) => {
          const target = scratch.take(data.length)
          const placesAt = scratch.put(Int32Array.from(places.flat()))
          const sizesAt = scratch.put(Int32Array.from(program.flat()))
          const room = scratch.take(6 * h * (width + w + 24) + 4 * places.length + 64)
          scratch.kernels.convolveAlike(
            pointer,
            target,
            width,
            height,
            w,
            h,
            placesAt,
            places.length,
            sizesAt,
            pairs,
            rounding,
            bits,
            room,
          )
          return target
        })
        expect(convolved).toEqual(
          mapColour({ data, width, height }, (x, y, channel) => {
            const at = ([column, row]: readonly [number, number]) =>
              valueAt({ data, width, height }, x + column - (w >> 1), y + row - (h >> 1), channel, 'reflect101')
            const sum = (taps: readonly (readonly [number, number])[]) =>
              taps.reduce((total, tap) => total + at(tap), 0)
            const whole = sizes.reduce(
              (total, { weight, above, below }) => total + weight * (sum(above) - sum(below)),
              rounding,
            )
            return clamp((whole | 0) >> bits)
          }),
        )
      },
    ),
    { numRuns: 80 },
  )
})
