import { createRandom, emptyContext, run, type Context, type Transform } from '@variegate/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  blend,
  collage,
  copyPaste,
  cutmix,
  dissolve,
  fmix,
  fourierDomainAdaptation,
  imageFrom,
  mixup,
  mosaic,
  patchMix,
  resizemix,
  toRaster,
  type Image,
} from '../src/index.js'
import { fourierPlane } from '../src/planes/fourier.js'

/** An even picture of one level, of one class, with one object in its middle. */
const even = (id: string, level: number, width = 32, height = 24): Image =>
  imageFrom(
    { width, height, channels: 1, data: new Uint8Array(width * height).fill(level) },
    {
      label: id,
      instances: [{ id: `${id}1`, label: id, box: [8, 6, 10, 8] }],
      masks: { m: { width, height, data: new Uint8Array(width * height).fill(level) } },
    },
    { id },
  )
const [base, other] = [even('cat', 40), even('dog', 200, 20, 40)]
const around = (...others: Image[]): Context<Image> => ({
  ...emptyContext,
  partners: others.map(({ id = '' }) => id),
  lookup: (wanted) => others.find(({ id }) => id === wanted) ?? other,
})
const mixed = (transform: Transform<Image>, seed = 1, image = base) =>
  run(transform, image, { seed, context: around(other) }).sample
const reds = (image: Image) => Array.from(toRaster(image).data).filter((_, at) => at % 4 === 0)
const share = (values: readonly number[], level: number) =>
  values.filter((value) => value === level).length / values.length

test('mixup shows both by their shares, and the class says which', () => {
  fc.assert(
    fc.property(fc.nat(), (seed) => {
      const result = mixed(mixup({ alpha: 1 }), seed)
      const { label } = result.labels
      if (typeof label !== 'object') throw new Error('expected shares')
      const { cat = 0, dog = 0 } = label
      expect(cat + dog).toBeCloseTo(1, 12)
      expect(Math.abs((reds(result)[0] ?? 0) - (40 * cat + 200 * dog))).toBeLessThanOrEqual(0.501)
      expect(result.labels.instances?.map((one) => one.label)).toEqual(['cat', 'dog'])
    }),
  )
})

test.each([
  ['cutmix', cutmix()],
  ['resizemix', resizemix()],
  ['patchMix', patchMix({ chance: 0.5 })],
  ['fmix', fmix()],
  ['dissolve', dissolve({ amount: 0.3 })],
] as const)('%s: where pixels came from and where the class came from tell the same story', (_name, transform) => {
  for (let seed = 0; seed < 12; seed++) {
    const result = mixed(transform, seed)
    const values = reds(result)
    const dogs = share(values, 200)
    expect(dogs + share(values, 40)).toBe(1)
    const { label } = result.labels
    const said = typeof label === 'object' ? (label.dog ?? 0) : label === 'dog' ? 1 : 0
    // Single pixels are drawn, so their number scatters about the share.
    expect(Math.abs(said - dogs)).toBeLessThan(transform.name === 'dissolve' ? 0.06 : 1e-6)
    if (transform.name !== 'dissolve') expect([...(result.labels.masks?.m?.data ?? [])]).toEqual(values)
  }
})

test('a rectangle that is pasted hides objects below and brings those that it shows', () => {
  // The partner has another shape and is fitted, so its object lies at [12.8, 3.6, 16, 4.8].
  for (let seed = 0; seed < 20; seed++) {
    const { sample, recipe } = run(cutmix(), base, { seed, context: around(other) })
    const kept = sample.labels.instances ?? []
    expect(kept.length).toBeLessThanOrEqual(2)
    for (const { box: [x, y, width, height] = [0, 0, 0, 0] } of kept)
      expect(x >= 0 && y >= 0 && x + width <= 32 && y + height <= 24 && width > 0 && height > 0).toBe(true)
    if (!kept.some(({ label }) => label === 'cat'))
      expect(recipe[0]?.dropped).toEqual([{ kind: 'instance', id: 'cat1', label: 'cat', reason: 'it is covered' }])
  }
})

test('mosaic puts four pictures round a point, and boxes stay with their pictures', () => {
  const tile = (id: string, level: number) => even(id, level, 8, 8)
  const own = imageFrom(toRaster(tile('a', 10)), { instances: [{ label: 'a', box: [1, 2, 4, 4] }] }, { id: 'a' })
  const partner = imageFrom(toRaster(tile('b', 90)), { instances: [{ label: 'b', box: [1, 2, 4, 4] }] }, { id: 'b' })
  const result = run(mosaic({ centre: 0.5, width: 16, height: 16 }), own, { seed: 3, context: around(partner) }).sample
  const values = reds(result)
  expect([0, 8, 128, 136].map((at) => values[at]).toSorted()).toEqual([10, 90, 90, 90])
  expect(result.labels.instances?.map(({ box }) => box?.join()).toSorted()).toEqual(
    ['1,10,4,4', '1,2,4,4', '9,10,4,4', '9,2,4,4'].toSorted(),
  )
})

test('collage fills a grid', () => {
  const result = mixed(collage({ rows: 2, columns: 3 }))
  expect(share(reds(result), 40)).toBeCloseTo(1 / 6, 1)
  expect(result.width).toBe(32)
})

test('blend lets a picture shine through and keeps the labels', () => {
  const result = mixed(blend({ opacity: 0.25 }))
  expect(reds(result)[0]).toBe(80)
  expect(result.labels).toBe(base.labels)
})

describe('copyPaste', () => {
  const object = imageFrom(
    { width: 32, height: 24, channels: 1, data: new Uint8Array(768).fill(200) },
    { instances: [{ id: 9, label: 'dog', polygons: [[4, 4, 12, 4, 12, 10, 4, 10]] }] },
    { id: 'o' },
  )
  const paste = (options: Parameters<typeof copyPaste>[0], seed = 1, image = base) =>
    run(copyPaste({ count: 1, scale: 1, ...options }), image, { seed, context: around(object) }).sample

  test('hard edges: the pixels of the polygon and no others', () => {
    for (let seed = 0; seed < 10; seed++) {
      const result = paste({ seams: 'hard' }, seed)
      const dog = result.labels.instances?.find(({ label }) => label === 'dog')
      if (!dog) continue
      expect(reds(result).filter((value) => value === 200)).toHaveLength(48)
      const [[x = 0, y = 0] = []] = dog.polygons ?? []
      expect(reds(result)[y * 32 + x]).toBe(200)
      expect(result.labels.label).toBe('cat')
    }
  })
  test('places that cover too much of an object are not taken', () => {
    const whole = imageFrom(toRaster(base), { instances: [{ box: [0, 0, 32, 24] }] }, { id: 'w' })
    expect(paste({ maxCovered: 0.01 }, 1, whole).labels.instances).toHaveLength(1)
    expect(paste({ maxCovered: 1 }, 1, whole).labels.instances).toHaveLength(2)
  })
  test('Poisson seams take the even difference of light away', () => {
    expect(reds(paste({ seams: 'poisson' })).every((value) => Math.abs(value - 40) <= 1)).toBe(true)
  })
  test('soft edges lie between', () => {
    expect(new Set(reds(paste({ seams: 'gaussian', softness: 2 }))).size).toBeGreaterThan(4)
  })
})

test('Fourier domain adaptation takes the mean light of the other picture and keeps the detail', () => {
  const noise = createRandom('fda')
  const picture = imageFrom(
    { width: 30, height: 21, channels: 1, data: Uint8Array.from({ length: 630 }, () => noise.integer([80, 120])) },
    {},
    { id: 'p' },
  )
  const bright = imageFrom(
    { width: 30, height: 21, channels: 1, data: Uint8Array.from({ length: 630 }, () => noise.integer([150, 190])) },
    {},
    { id: 'q' },
  )
  const result = reds(run(fourierDomainAdaptation({ beta: 0 }), picture, { seed: 1, context: around(bright) }).sample)
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  // With beta 0 only the constant term is taken: every value moves by the difference of the means.
  const shift = mean(reds(bright)) - mean(reds(picture))
  for (const [at, value] of reds(picture).entries())
    expect(Math.abs((result[at] ?? 0) - value - shift)).toBeLessThanOrEqual(0.501)
})

test('Fourier domain adaptation swaps the amplitudes of the Fourier transform up to beta', () => {
  const sides = fc.oneof(fc.constantFrom(1, 2, 8, 9), fc.integer({ min: 1, max: 24 }))
  fc.assert(
    fc.property(sides, sides, fc.constantFrom(0, 0.1, 0.3, 0.5), fc.nat(), (width, height, beta, seed) => {
      const noise = createRandom(`fda${seed}`)
      const values = () => Float32Array.from({ length: width * height }, () => noise.uniform([0.3, 0.7]))
      const [own, other] = [values(), values()]
      const picture = (data: Float32Array, id: string) => imageFrom({ width, height, channels: 1, data }, {}, { id })
      const context = around(picture(other, 'other'))
      const { sample } = run(fourierDomainAdaptation({ beta }), picture(own, 'own'), { seed: 1, context })
      const transformed = (data: Float32Array) => {
        const spectrum = { real: Float64Array.from(data), imaginary: new Float64Array(data.length) }
        fourierPlane(spectrum, width, height, false)
        return spectrum
      }
      const [mine, theirs] = [transformed(own), transformed(other)]
      const reach = Math.floor(Math.min(width, height) * beta)
      const frequency = (index: number, length: number) => Math.min(index, length - index)
      for (const at of own.keys()) {
        if (Math.max(frequency(at % width, width), frequency(Math.floor(at / width), height)) > reach) continue
        const amplitude = Math.hypot(mine.real[at] ?? 0, mine.imaginary[at] ?? 0)
        const gain = Math.hypot(theirs.real[at] ?? 0, theirs.imaginary[at] ?? 0) / amplitude
        mine.real[at]! *= gain
        mine.imaginary[at]! *= gain
      }
      fourierPlane(mine, width, height, true)
      for (const [at, value] of toRaster(sample).data.entries())
        expect(Math.abs(value - Math.min(1, Math.max(0, mine.real[at] ?? 0)))).toBeLessThan(1e-3)
    }),
    { numRuns: 50 },
  )
})

test('without other samples the error says what to do', () =>
  expect(() => run(mixup(), base, { seed: 1 })).toThrow(
    'Expected other samples to mix with for image/mixup but there are none; give a context whose partners name them.',
  ))
