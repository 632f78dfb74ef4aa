import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clamp, mapColour, on, rasters, valueAt } from './testing.js'

const tap = fc.oneof(fc.constant(0), fc.float({ min: -2, max: 2, noNaN: true }))
const quarters = fc
  .integer({ min: 0, max: 7 })
  .chain((radius) =>
    fc.tuple(fc.constant(radius), fc.array(tap, { minLength: (radius + 1) ** 2, maxLength: (radius + 1) ** 2 })),
  )

test('kernels alike on all sides, with taps as whole multiples of a power of two', () => {
  fc.assert(
    fc.property(
      rasters,
      quarters,
      fc.float({ min: -50, max: 300, noNaN: true }),
      (raster, [radius, quarter], offset) => {
        const { width, height, data } = raster
        const convolved = on(data, (scratch, pointer) => {
          const target = scratch.take(data.length)
          const kernel = scratch.put(Float32Array.from(quarter))
          const room = scratch.take((width + 2 * radius + 16) * (18 * radius + 24) + 8 * (radius + 2) ** 2)
          scratch.kernels.convolveEven(pointer, target, width, height, kernel, radius, offset, room)
          return target
        })
        const { bits, taps } = wholeTaps(quarter, radius, offset)
        const scale = 2 ** bits
        const rounding = Math.floor(offset * scale + 0.5) + Math.floor(scale / 2)
        expect(convolved).toEqual(
          mapColour(raster, (x, y, channel) => {
            let sum = rounding
            for (let down = -radius; down <= radius; down++)
              for (let across = -radius; across <= radius; across++) {
                const weight = taps[Math.abs(down) * (radius + 1) + Math.abs(across)] ?? 0
                if (weight !== 0) sum += weight * valueAt(raster, x + across, y + down, channel, 'reflect101')
              }
            return clamp(Math.floor(sum / scale))
          }),
        )
      },
    ),
    { numRuns: 60 },
  )
})

function wholeTaps(quarter: readonly number[], radius: number, offset: number): { bits: number; taps: number[] } {
  const side = radius + 1
  const times = (at: number) => (at >= side ? 2 : 1) * (at % side > 0 ? 2 : 1)
  const most = Math.max(...quarter.map(Math.abs))
  const total = quarter.reduce((sum, value, at) => sum + 255 * times(at) * Math.abs(value), Math.abs(offset) + 1)
  const count = (2 * radius + 1) ** 2
  const fits = (bits: number) => most * 2 ** bits + count <= 32766 && total * 2 ** bits + 255 * count <= 2147483647
  let bits = 22
  while (bits > 0 && !fits(bits)) bits--
  const whole = quarter.map((value) => Math.floor(value * 2 ** bits + 0.5))
  const wanted = Math.floor(quarter.reduce((sum, value, at) => sum + times(at) * value, 0) * 2 ** bits + 0.5)
  const others = whole.reduce((sum, value, at) => sum + (at === 0 ? 0 : times(at) * value), 0)
  return { bits, taps: [wanted - others, ...whole.slice(1)] }
}
