import { exact, run } from '@variegate/core'
import { describe, expect, test } from 'vitest'
import {
  additiveNoise,
  bandingNoise,
  cauchyNoise,
  filmGrain,
  imageFrom,
  isoNoise,
  multiplicativeNoise,
  pixelDropout,
  poissonNoise,
  quantizationNoise,
  ricianNoise,
  speckle,
  toRaster,
  type Image,
  type Raster,
} from '../src/index.js'

const SIDE = 128
type Given = Parameters<typeof run<Image>>[0]

/** Even grey as floats, whose values are not rounded. */
const even = (level: number, channels = 1, side = SIDE): Image =>
  imageFrom(
    { width: side, height: side, channels, data: new Float32Array(side * side * channels).fill(level), white: 255 },
    {},
    { id: 'grey' },
  )
const evenBytes = (level: number): Image =>
  imageFrom(
    {
      width: SIDE,
      height: SIDE,
      channels: 4,
      layout: 'rgb',
      data: new Uint8ClampedArray(SIDE * SIDE * 4).map((_, at) => (at % 4 === 3 ? 255 : level)),
    },
    {},
    { id: 'grey' },
  )
const rasterOf = (given: Given, image: Image): Raster => toRaster(run(given, image, { seed: 5 }).sample)
const valuesOf = (given: Given, image: Image): Float64Array => Float64Array.from(rasterOf(given, image).data)
const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length
const spread = (values: Float64Array) => {
  const middle = mean(values)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / values.length)
}

/** The largest distance between the values' own distribution and a law's (Kolmogorov-Smirnov). */
function distance(values: Float64Array, below: (value: number) => number): number {
  const sorted = values.toSorted()
  return sorted.reduce((most, value, at) => {
    const expected = below(value)
    return Math.max(most, Math.abs(expected - at / sorted.length), Math.abs(expected - (at + 1) / sorted.length))
  }, 0)
}

/** What the distance stays below in 999 of 1000 cases, and half a step of the 12 bits that laws are tabled with. */
const allowed = (count: number) => 1.95 / Math.sqrt(count) + 1 / 8192

/** The standard normal distribution by Simpson's rule. */
function normalBelow(value: number): number {
  const steps = 200
  const width = value / steps
  let sum = 0
  for (let step = 0; step <= steps; step++)
    sum += (step === 0 || step === steps ? 1 : step % 2 === 1 ? 4 : 2) * exact.exp(-((step * width) ** 2) / 2)
  return 0.5 + (sum * width) / 3 / Math.sqrt(2 * Math.PI)
}

describe('laws of noise, on an even image of 16384 values', () => {
  const laplaceBelow = (x: number) => (x < 0 ? exact.exp(x) / 2 : 1 - exact.exp(-x) / 2)
  const perPixel = (options: Parameters<typeof additiveNoise>[0]) => additiveNoise({ spread: 'perPixel', ...options })
  test.each([
    ['uniform', perPixel({ law: 'uniform', scale: 20 }), (v: number) => (v - 80) / 40],
    ['gaussian', perPixel({ law: 'gaussian', scale: 8, mean: 5 }), (v: number) => normalBelow((v - 105) / 8)],
    ['laplace', perPixel({ law: 'laplace', scale: 6 }), (v: number) => laplaceBelow((v - 100) / 6)],
    ['cauchy', cauchyNoise({ scale: 3 }), (v: number) => 0.5 + exact.atan((v - 100) / 3) / Math.PI],
    // Beta(2, 1) has the distribution x², Beta(1, 3) 1 - (1 - x)³, Beta(1/2, 1/2) 2 / pi asin sqrt x.
    ['beta 2, 1', perPixel({ law: 'beta', scale: 10, alpha: 2, beta: 1 }), (v: number) => ((v - 90) / 20) ** 2],
    ['beta 1, 3', perPixel({ law: 'beta', scale: 10, alpha: 1, beta: 3 }), (v: number) => 1 - (1 - (v - 90) / 20) ** 3],
    [
      'beta 1/2, 1/2',
      perPixel({ law: 'beta', scale: 10, alpha: 0.5, beta: 0.5 }),
      (v: number) => (2 / Math.PI) * Math.asin(Math.sqrt(Math.min(1, Math.max(0, (v - 90) / 20)))),
    ],
    ['speckle', speckle({ std: 0.1 }), (v: number) => normalBelow((v - 100) / 10)],
    [
      'multiplicative',
      multiplicativeNoise({ elementwise: true, multiplier: [0.8, 1.4] }),
      (v: number) => (v - 80) / 60,
    ],
  ] as const)('%s', (_name, transform, below) => {
    expect(distance(valuesOf(transform, even(100)), below)).toBeLessThan(allowed(SIDE * SIDE))
  })
  test('the magnitude of nothing but noise is Rayleigh distributed', () => {
    const values = valuesOf(ricianNoise({ std: 10 }), even(0))
    expect(distance(values, (v) => 1 - exact.exp(-(v * v) / 200))).toBeLessThan(allowed(SIDE * SIDE))
    // Far from 0 the law is Gaussian, its mean higher by std² / 2v.
    const bright = valuesOf(ricianNoise({ std: 10 }), even(200))
    expect(mean(bright)).toBeCloseTo(200.25, 0)
    expect(spread(bright)).toBeCloseTo(10, 0)
  })
  test.each([
    [0.05, 200],
    [0.2, 120],
    [0.5, 60],
    [0.002, 128],
  ])('photons of scale %d at level %d: the mean and variance of light are those of the count', (scale, level) => {
    const light = valuesOf(poissonNoise({ scale }), even(level)).map((v) => exact.pow(v / 255, 2.2) / scale)
    const expected = exact.pow(level / 255, 2.2) / scale
    expect(Math.abs(mean(light) / expected - 1)).toBeLessThan(0.05)
    expect(Math.abs(spread(light) ** 2 / expected - 1)).toBeLessThan(0.08)
  })
})

describe('bytes and floats get the same noise', () => {
  test.each([
    ['additiveNoise', additiveNoise({ spread: 'perPixel' })],
    ['additiveNoise of a Gaussian law', additiveNoise({ spread: 'perPixel', law: 'gaussian', mean: -20 })],
    ['additiveNoise of a wide Gaussian law', additiveNoise({ spread: 'perPixel', law: 'gaussian', scale: 100 })],
    ['additiveNoise of a Laplace law', additiveNoise({ spread: 'shared', law: 'laplace' })],
    ['cauchyNoise', cauchyNoise()],
    ['speckle', speckle({ std: 0.2 })],
    ['multiplicativeNoise', multiplicativeNoise({ elementwise: true, perChannel: true, multiplier: [0.5, 3] })],
    ['poissonNoise', poissonNoise({ scale: 0.03 })],
    ['isoNoise', isoNoise()],
    ['filmGrain', filmGrain()],
    ['ricianNoise', ricianNoise()],
    ['pixelDropout', pixelDropout({ with: 'noise', perChannel: true, amount: 0.2 })],
    ['quantizationNoise', quantizationNoise({ levels: 9 })],
    ['bandingNoise', bandingNoise({ along: 'both' })],
  ])('%s', (_name, transform) => {
    const bytes = rasterOf(transform, evenBytes(90)).data
    const floats = rasterOf(transform, even(90, 3)).data
    for (let pixel = 0; pixel < SIDE * SIDE; pixel += 7)
      for (let channel = 0; channel < 3; channel++) {
        const float = Math.min(255, Math.max(0, floats[pixel * 3 + channel] ?? 0))
        expect(Math.abs((bytes[pixel * 4 + channel] ?? 0) - float)).toBeLessThanOrEqual(0.51)
      }
  })
})

describe('what each noise is for', () => {
  test('a constant noise is one offset for each channel', () => {
    const { data } = rasterOf(additiveNoise(), evenBytes(100))
    expect(new Set(Array.from(data).filter((_, at) => at % 4 === 0)).size).toBe(1)
    expect(data[0]).not.toBe(data[1])
    const { data: shared } = rasterOf(additiveNoise({ spread: 'shared' }), evenBytes(100))
    expect(shared[0]).toBe(shared[1])
    expect(shared[0]).not.toBe(shared[4])
  })
  test('quantization keeps the mean and leaves its levels alone', () => {
    const values = valuesOf(quantizationNoise({ levels: 6 }), even(100))
    expect([...new Set(values)].toSorted((a, b) => a - b)).toEqual([51, 102])
    expect(mean(values)).toBeCloseTo(100, 0)
    expect(new Set(valuesOf(quantizationNoise({ levels: 6, dither: 0 }), even(100)))).toEqual(new Set([102]))
  })
  test('grain is strongest in mid-tones, gone in black and white, and neighbours share it', () => {
    const grain = filmGrain({ intensity: 20, size: 1.5, color: 0 })
    expect(spread(valuesOf(grain, even(127.5)))).toBeCloseTo(20, -0.5)
    expect(spread(valuesOf(grain, even(32)))).toBeLessThan(11)
    expect(spread(valuesOf(grain, even(255)))).toBe(0)
    const values = valuesOf(grain, even(127.5)).map((v) => v - 127.5)
    let [together, alone] = [0, 0]
    for (let at = 0; at < values.length - 1; at++) {
      together += (values[at] ?? 0) * (values[at + 1] ?? 0)
      alone += (values[at] ?? 0) ** 2
    }
    // Two Gaussian outlines of deviation s, one pixel apart, overlap by exp(-1 / 4 s²).
    expect(together / alone).toBeCloseTo(exact.exp(-1 / 9), 1)
  })
  test('banding shifts whole rows', () => {
    const { data } = rasterOf(bandingNoise({ std: 10, width: 2 }), even(100))
    const row = (y: number) => new Set(data.subarray(y * SIDE, (y + 1) * SIDE))
    expect(row(0).size).toBe(1)
    expect(row(1)).toEqual(row(0))
    expect(row(2)).not.toEqual(row(0))
    const firsts = Float64Array.from({ length: SIDE / 2 }, (_, y) => data[y * 2 * SIDE] ?? 0)
    expect(Math.abs(spread(firsts) - 10)).toBeLessThan(2.5)
  })
  test('dropout takes its share of pixels as a whole, or of values', () => {
    const reds = (image: Raster) => Array.from(image.data).filter((_, at) => at % 4 === 0)
    const whole = rasterOf(pixelDropout({ amount: 0.1, fill: [255, 0, 7] }), evenBytes(100))
    const share = reds(whole).filter((red) => red === 255).length / (SIDE * SIDE)
    expect(Math.abs(share - 0.1)).toBeLessThan(0.01)
    for (let at = 0; at < whole.data.length; at += 4)
      expect([[255, 0, 7].join(), [100, 100, 100].join()]).toContain(whole.data.slice(at, at + 3).join())
  })
  test('ISO noise brightens, and leaves an even picture as it is in lightness', () => {
    const flat = valuesOf(isoNoise(), even(120))
    expect(spread(flat)).toBe(0)
    const ramp = imageFrom(
      { width: 64, height: 64, channels: 1, data: Float32Array.from({ length: 4096 }, (_, at) => at / 16), white: 255 },
      {},
      { id: 'ramp' },
    )
    const [weak, strong] = [0.2, 0.8].map((intensity) => mean(valuesOf(isoNoise({ intensity }), ramp)))
    expect(weak).toBeGreaterThan(mean(Float64Array.from(ramp.source.data)))
    expect(strong).toBeGreaterThan(weak ?? 0)
  })
})
