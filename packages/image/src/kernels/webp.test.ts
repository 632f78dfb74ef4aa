import fc from 'fast-check'
import { expect, test } from 'vitest'
import { webpSettings } from '../algorithms/webp/settings.js'
import { clamp, inPlace, randomBytes, rasters, type TestRaster } from './testing.js'
import type { WebpSteps } from './webp-plain/code.js'
import { plainWebp } from './webp-plain/webp-plain.js'

function webp({ width, height, data }: TestRaster, { luma, means, chroma, penalty, level }: WebpSteps) {
  return inPlace(data, (scratch, pointer) => {
    const room = scratch.take(scratch.kernels.webpRoom(width, height))
    const steps = scratch.put(Uint16Array.from([...luma, ...means, ...chroma]))
    scratch.kernels.webp(pointer, width, height, steps, penalty, level, room)
  })
}

const stepsOf = (quality: number): WebpSteps => {
  const { steps, penalty, level } = webpSettings(quality)
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = steps
  return { luma: [a, b], means: [c, d], chroma: [e, f], penalty, level }
}

/** Waves with a little noise, as photographs are smooth in most places. */
function waves(width: number, height: number, seed: number, noise: number): TestRaster {
  const grain = randomBytes(width * height * 4, seed)
  const data = grain.map((value, at) => {
    const [x, y, channel] = [(at >> 2) % width, Math.floor((at >> 2) / width), at & 3]
    return clamp(128 + 90 * Math.sin(x / 9 + channel) + 60 * Math.cos(y / 5 - channel) + (value - 128) * noise)
  })
  return { width, height, data }
}

test.each([1, 10, 50, 75, 95, 100])('smooth pictures with grain, at quality %i', (quality) => {
  for (const [width, height] of [
    [1, 1],
    [3, 5],
    [17, 33],
    [64, 48],
    [50, 31],
  ] as const) {
    for (const noise of [0, 0.05, 0.3]) {
      const picture = waves(width, height, quality, noise)
      const steps = stepsOf(quality)
      expect(webp(picture, steps)).toEqual(plainWebp(picture, steps))
    }
  }
})

const step = fc.integer({ min: 4, max: 157 })
const steps = fc.record({
  luma: fc.tuple(step, step),
  means: fc.tuple(fc.integer({ min: 8, max: 314 }), fc.integer({ min: 8, max: 440 })),
  chroma: fc.tuple(step, step),
  penalty: fc.integer({ min: 0, max: 1_000_000 }),
  level: fc.integer({ min: 0, max: 63 }),
})

test('random pixels, by any steps', () => {
  fc.assert(
    fc.property(rasters, steps, (raster, chosen) => {
      expect(webp(raster, chosen)).toEqual(plainWebp(raster, chosen))
    }),
    { numRuns: 60 },
  )
})

test('black and white, the largest differences there are', () => {
  const picture = { width: 37, height: 40, data: randomBytes(37 * 40 * 4, 3).map((value) => (value > 127 ? 255 : 0)) }
  for (const penalty of [0, 1e9]) {
    const chosen = { ...stepsOf(100), penalty }
    expect(webp(picture, chosen)).toEqual(plainWebp(picture, chosen))
  }
})
