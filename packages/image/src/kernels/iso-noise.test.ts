import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalTable, NORMAL_UNIT, randomWords } from './random.js'
import { Scratch } from './kernels.js'
import { clamp, inPlace, nearest, rasters, timesShare } from './testing.js'

test('the spread of lightness is its standard deviation', () => {
  fc.assert(
    fc.property(rasters, ({ data }) => {
      const scratch = new Scratch()
      const pixels = data.length / 4
      const lightness = Array.from({ length: pixels }, (_, at) => {
        const colours = data.subarray(at * 4, at * 4 + 3)
        return (Math.max(...colours) + Math.min(...colours)) / 510
      })
      const mean = lightness.reduce((sum, value) => sum + value, 0) / pixels
      const variance = lightness.reduce((sum, value) => sum + (value - mean) ** 2, 0) / pixels
      expect(scratch.kernels.lightnessSpread(scratch.put(data), pixels)).toBeCloseTo(Math.sqrt(variance), 6)
    }),
  )
})

interface Noise {
  readonly gain: number
  readonly turns: number
}

const strength = fc.record<Noise>({
  gain: fc.double({ min: 0, max: 2, noNaN: true }),
  turns: fc.double({ min: 0, max: 2, noNaN: true }),
})

test('pixels grow lighter and turn their hues in whole numbers, within 0.7 levels of the HLS formulas', () => {
  const limits = fc.array(fc.integer({ min: 0, max: 65535 }), { maxLength: 5 })
  fc.assert(
    fc.property(rasters, strength, limits, ({ data }, { gain, turns }, limits) => {
      const pixels = data.length / 4
      const words = randomWords([3, pixels], 0, pixels)
      const noisy = inPlace(data, (scratch, pointer) => {
        const [numbers, limitsAt] = [scratch.put(words), scratch.put(Uint16Array.from(limits))]
        scratch.kernels.isoNoise(pointer, pixels, numbers, limitsAt, limits.length, gain, turns)
      })
      for (let pixel = 0; pixel < pixels; pixel++) {
        const word = words[pixel] ?? 0
        const [red = 0, green = 0, blue = 0, alpha] = data.subarray(pixel * 4, pixel * 4 + 4)
        const count = limits.filter((limit) => (word & 65535) >= limit).length
        const normal = normalTable()[word >>> 16] ?? 0
        const actual = [...noisy.subarray(pixel * 4, pixel * 4 + 4)]
        expect(actual).toEqual([...speckled([red, green, blue], count, normal, { gain, turns }), alpha])
        for (const [channel, value] of exactly([red, green, blue], count * gain, normal * turns).entries())
          expect(Math.abs((actual[channel] ?? 0) - value)).toBeLessThan(0.7)
      }
    }),
    { numRuns: 50 },
  )
})

type Colour = readonly [number, number, number]

const SIDE = 4096

/** The kernel in whole numbers, pixel by pixel. */
function speckled([red, green, blue]: Colour, count: number, normal: number, { gain, turns }: Noise): number[] {
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)]
  const chroma = most - least
  const white = 32 * 510
  const sum = most + least
  const share = Math.min(32767, count * Math.min(32767, Math.floor(gain * 32768 + 0.5)))
  const lightness = 32 * sum + timesShare(white - 32 * sum, share)
  const newRoom = Math.min(lightness, white - lightness)
  const saturation = nearest(Math.fround((32767 * chroma) / Math.min(sum, 510 - sum)))
  const newChroma = chroma === 0 ? 0 : timesShare(4 * newRoom, saturation)
  const top = (lightness + (newChroma >> 2) + 34) >> 2

  const whole = Math.round(normal * NORMAL_UNIT)
  const steps = Math.floor(turns * (65536 / NORMAL_UNIT) * 32768 + 0.5)
  const turn = ((whole * (steps >> 15) + timesShare(whole, steps & 32767)) << 16) >> 16
  const place = most === red ? green - blue : most === green ? blue - red + 2 * chroma : red - green + 4 * chroma
  const old = chroma === 0 ? 0 : nearest(Math.fround((SIDE * (place + chroma)) / chroma))
  const hue = old + timesShare(turn, 3 * SIDE) + 5 * SIDE
  return [5, 3, 1].map((from) => {
    const away = (hue + (from + 6) * SIDE) % (6 * SIDE)
    const distance = Math.min(SIDE, Math.max(0, Math.min(away, 4 * SIDE - away)))
    return clamp((top - timesShare(newChroma, distance)) >> 4)
  })
}

/** The HLS formulas in real numbers. */
function exactly([red, green, blue]: Colour, gain: number, turns: number): number[] {
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)]
  const chroma = most - least
  const lightness = (most + least) / 510
  const brighter = Math.min(1, lightness + gain * (1 - lightness))
  const roomAt = (at: number) => 1 - Math.abs(2 * at - 1)
  const newChroma = chroma === 0 ? 0 : (chroma / roomAt(lightness)) * roomAt(brighter)
  const place = most === red ? green - blue : most === green ? blue - red + 2 * chroma : red - green + 4 * chroma
  const hue = (chroma === 0 ? 0 : place / chroma) + 6 * turns
  return [5, 3, 1].map((from) => {
    const away = hue + from - 6 * Math.floor((hue + from) / 6)
    return 255 * brighter + newChroma / 2 - newChroma * Math.max(0, Math.min(away, 4 - away, 1))
  })
}
