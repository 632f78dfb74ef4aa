import fc from 'fast-check'
import { expect, test } from 'vitest'
import { randomWords } from './random.js'
import { Scratch } from './kernels.js'
import { clamp, inPlace, rasters } from './testing.js'

const f = Math.fround

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

test('pixels grow lighter and turn their hues', () => {
  fc.assert(
    fc.property(rasters, fc.float({ min: 0, max: 4, noNaN: true }), ({ data }, strength) => {
      const pixels = data.length / 4
      const words = randomWords([3, pixels], 0, pixels)
      const gains = Float32Array.from({ length: 65536 }, (_, at) => ((at % 7) * strength) / 10)
      const turns = Float32Array.from({ length: 65536 }, (_, at) => ((at % 1013) / 500 - 1) * strength)
      const noisy = inPlace(data, (scratch, pointer) => {
        const numbers = scratch.put(new Uint8Array(words.buffer))
        scratch.kernels.isoNoise(pointer, pixels, numbers, scratch.put(gains), scratch.put(turns))
      })
      const expected = data.slice()
      for (let pixel = 0; pixel < pixels; pixel++) {
        const word = words[pixel] ?? 0
        const [red = 0, green = 0, blue = 0] = data.subarray(pixel * 4)
        const changed = speckled(red, green, blue, gains[word & 65535] ?? 0, turns[word >>> 16] ?? 0)
        for (const [channel, value] of changed.entries()) expected[pixel * 4 + channel] = value
      }
      expect(noisy).toEqual(expected)
    }),
    { numRuns: 40 },
  )
})

function speckled(red: number, green: number, blue: number, gain: number, turn: number): number[] {
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)]
  const chroma = most - least
  const lightness = f((most + least) * f(1 / 510))
  const brighter = Math.min(1, f(lightness + f(gain * f(1 - lightness))))
  const roomAt = (at: number) => f(1 - Math.abs(f(f(2 * at) - 1)))
  const room = roomAt(lightness)
  const newChroma = room > 0 ? f(f(chroma / room) * roomAt(brighter)) : 0
  const top = f(f(255 * brighter) + newChroma / 2)
  const inverse = f(1 / chroma)
  const old =
    chroma === 0
      ? 0
      : most === red
        ? f((green - blue) * inverse)
        : most === green
          ? f(2 + f((blue - red) * inverse))
          : f(4 + f((red - green) * inverse))
  const turned = f(old + turn)
  const hue = f(turned - f(6 * Math.floor(f(turned * f(1 / 6)))))
  return [5, 3, 1].map((offset) => {
    const sum = f(hue + offset)
    const k = sum >= 6 ? f(sum - 6) : sum
    const share = Math.max(0, Math.min(1, k, f(4 - k)))
    return clamp(Math.trunc(f(f(top - f(newChroma * share)) + 0.5)))
  })
}
