import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clamp, inPlace, nearest, rasters, timesShare } from './testing.js'

const f = Math.fround

/** The same in whole numbers, pixel by pixel. */
function shifted(r: number, g: number, b: number, sixths: number, saturation: number, value: number): number[] {
  const most = Math.max(r, g, b)
  const chroma = most - Math.min(r, g, b)
  const newValue = Math.min(4080, Math.max(0, 16 * most + Math.floor(16 * value + 0.5)))
  if (chroma === 0) return [0, 1, 2].map(() => (newValue + 8) >> 4)
  const place = most === r ? g - b : most === g ? b - r + 2 * chroma : r - g + 4 * chroma
  const turn = Math.floor(4096 * sixths + 0.5) + 5 * 4096
  const hue = (nearest(f((4096 * (place + chroma)) / chroma)) + turn) % (6 * 4096)
  const old = nearest(f((32767 * chroma) / most))
  const strength = Math.max(0, Math.min(32767, old + Math.floor((saturation * 32767) / 255 + 0.5)))
  const newChroma = timesShare(8 * newValue, strength)
  return [5, 3, 1].map((from) => {
    const away = (hue + from * 4096) % (6 * 4096)
    const share = Math.min(4096, Math.max(0, Math.min(away, 4 * 4096 - away)))
    return (newValue + 8 - timesShare(newChroma, share)) >> 4
  })
}

/** The HSV formulas in real numbers. */
function shiftedExactly(r: number, g: number, b: number, sixths: number, saturation: number, value: number): number[] {
  const most = Math.max(r, g, b)
  const chroma = most - Math.min(r, g, b)
  const newValue = clamp(most + value)
  if (chroma === 0) return [newValue, newValue, newValue]
  const hue = most === r ? (g - b) / chroma : most === g ? 2 + (b - r) / chroma : 4 + (r - g) / chroma
  const newChroma = (newValue * clamp((255 * chroma) / most + saturation)) / 255
  return [5, 3, 1].map((from) => {
    const away = (hue + sixths + from + 6) % 6
    return newValue - newChroma * Math.max(0, Math.min(away, 4 - away, 1))
  })
}

test('hue, saturation and value shift in whole numbers, within 0.6 levels of the HSV formulas', () => {
  const level = fc.oneof(fc.double({ min: -255, max: 255, noNaN: true }), fc.constantFrom(0, -255, 255))
  const turn = fc.oneof(fc.double({ min: 0, max: 6, maxExcluded: true, noNaN: true }), fc.constantFrom(0, 1, 5.99999))
  fc.assert(
    fc.property(rasters, turn, level, level, ({ data }, sixths, saturation, value) => {
      const after = inPlace(data, (scratch, pointer) =>
        scratch.kernels.shiftHsv(pointer, data.length / 4, sixths, saturation, value),
      )
      for (let at = 0; at < data.length; at += 4) {
        const [r = 0, g = 0, b = 0, alpha] = data.subarray(at, at + 4)
        expect([...after.subarray(at, at + 4)]).toEqual([...shifted(r, g, b, sixths, saturation, value), alpha])
        for (const [channel, exact] of shiftedExactly(r, g, b, sixths, saturation, value).entries())
          expect(Math.abs((after[at + channel] ?? 0) - exact)).toBeLessThan(0.6)
      }
    }),
    { numRuns: 100 },
  )
})

test('no shift changes nothing', () => {
  fc.assert(
    fc.property(rasters, ({ data }) => {
      expect(inPlace(data, (scratch, pointer) => scratch.kernels.shiftHsv(pointer, data.length / 4, 0, 0, 0))).toEqual(
        data,
      )
    }),
    { numRuns: 20 },
  )
})
