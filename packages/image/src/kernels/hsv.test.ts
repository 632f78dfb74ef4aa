import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inPlace, mapColour, rasters } from './testing.js'

const f = Math.fround
const limit = (value: number): number => Math.max(0, Math.min(255, value))

/** The same in 32-bit floats, pixel by pixel. */
function shifted(r: number, g: number, b: number, sixths: number, saturation: number, value: number): number[] {
  const most = Math.max(r, g, b)
  const chroma = most - Math.min(r, g, b)
  const newValue = limit(f(most + value))
  const grown = f(f((chroma * 255) / most) + saturation)
  const newChroma = chroma === 0 ? 0 : f(newValue * f(limit(grown) * f(1 / 255)))
  const [first, second, sector] = most === r ? [g, b, 0] : most === g ? [b, r, 2] : [r, g, 4]
  const hue = f((chroma === 0 ? 0 : f(f((first - second) / chroma) + sector)) + sixths)
  const base = chroma === 0 ? f(sector + sixths) : hue
  return [5, 3, 1].map((from) => {
    let place = f(base + from)
    if (place >= 6) place = f(place - 6)
    if (place >= 6) place = f(place - 6)
    const share = Math.min(1, Math.max(0, Math.min(place, f(4 - place))))
    return Math.min(255, Math.max(0, Math.trunc(f(f(newValue + 0.5) - f(newChroma * share)))))
  })
}

test('hue, saturation and value shift as in the plain version', () => {
  const level = fc.integer({ min: -255, max: 255 })
  fc.assert(
    fc.property(
      rasters,
      fc.float({ min: 0, max: f(5.99), noNaN: true }),
      level,
      level,
      (source, sixths, more, value) => {
        const after = inPlace(source.data, (scratch, pointer) =>
          scratch.kernels.shiftHsv(pointer, source.width * source.height, sixths, more, value),
        )
        const expected = mapColour(source, (x, y, channel) => {
          const at = (y * source.width + x) * 4
          const [r = 0, g = 0, b = 0] = source.data.subarray(at, at + 3)
          return shifted(r, g, b, sixths, more, value)[channel] ?? 0
        })
        expect([...after]).toEqual([...expected])
      },
    ),
  )
})
