import { replay, run, type JsonObject, type Recipe, type Transform } from '@variegate/core'
import { describe, expect, test } from 'vitest'
import {
  augMix,
  autoAugment,
  imageFrom,
  imageTransforms,
  randAugment,
  threeAugment,
  toRaster,
  trivialAugmentWide,
  uniformAugment,
  type Image,
} from '../src/index.js'
import { MIX, operationSteps, STANDARD, WIDE, type Operation } from '../src/compositions/operations.js'
import { POLICIES } from '../src/compositions/policy-tables.js'

const picture = imageFrom(
  { width: 60, height: 40, channels: 3, data: Uint8Array.from({ length: 7200 }, (_, at) => (at * 31) % 256) },
  { label: 'x' },
  { id: 'p' },
)
const moving = { interpolation: 'linear', fill: [0, 0, 0] } as const
const options = (operation: Operation, strength: number, negative = false, space = STANDARD): JsonObject[] =>
  operationSteps({ operation, strength, negative }, space, picture, moving).map(({ name, given }) => ({
    name,
    ...given,
  }))
const played = (recipe: Recipe): string[] => recipe.flatMap(({ name, steps }) => (steps ? played(steps) : [name]))

describe('operations have the published magnitudes', () => {
  test('factors, bits, thresholds and degrees', () => {
    expect(options('Brightness', 9 / 30)).toMatchObject([{ name: 'enhance', brightness: 1.27, color: 1 }])
    expect(options('Color', 1, true)[0]?.color).toBeCloseTo(0.1)
    expect(options('Sharpness', 1, false, WIDE)[0]?.sharpness).toBeCloseTo(1.99)
    expect([0, 4, 9].map((index) => options('Posterize', index / 9)[0]?.bits)).toEqual([8, 6, 4])
    expect(options('Posterize', 1, false, WIDE)[0]?.bits).toBe(2)
    expect(options('Posterize', 0.5, false, MIX)[0]?.bits).toBe(2)
    expect(options('Solarize', 1 / 3)[0]?.threshold).toBeCloseTo(170)
    expect(options('Rotate', 0.5, true)).toMatchObject([{ name: 'rotate', angle: -15 }])
    expect(options('Rotate', 1, false, WIDE)[0]?.angle).toBe(135)
    expect(options('TranslateX', 1)[0]?.xPixels).toBe(27)
    expect(options('TranslateY', 1, true, WIDE)[0]?.yPixels).toBe(-32)
    expect(options('Identity', 1)).toEqual([])
  })
  test('a shear is an entry of the matrix and keeps the upper left corner', () => {
    const steps = operationSteps({ operation: 'ShearX', strength: 1, negative: false }, STANDARD, picture, moving)
    const marked = imageFrom(
      toRaster(picture),
      {
        instances: [
          {
            keypoints: [
              { name: 'corner', x: 0, y: -0.5, visibility: 2 },
              { name: 'below', x: 30, y: 9.5, visibility: 2 },
            ],
          },
        ],
      },
      { id: 'm' },
    )
    const [corner, below] = run(steps, marked, { seed: 1 }).sample.labels.instances?.[0]?.keypoints ?? []
    expect(corner?.x).toBeCloseTo(0)
    // Ten rows below the edge, 0.3 of a pixel for each.
    expect(below?.x).toBeCloseTo(27)
  })
  test('the tables have 25 pairs each', () =>
    expect(Object.values(POLICIES).map((pairs) => pairs.length)).toEqual([25, 25, 25]))
})

const results = (transform: Transform<Image>, count: number) =>
  Array.from({ length: count }, (_, seed) => run(transform, picture, { seed }))

test('randAugment takes as many as asked, all of them in time', () => {
  const all = results(randAugment({ count: 1 }), 120).map(({ recipe }) => played(recipe).join())
  expect(new Set(all)).toEqual(
    new Set([
      '',
      'shear,translate',
      'translate',
      'rotate',
      'enhance',
      'posterize',
      'solarize',
      'autoContrast',
      'equalize',
    ]),
  )
  expect(run(randAugment({ count: 0 }), picture, { seed: 1 }).sample).toBe(picture)
})

test('autoAugment takes each part by its chance', () => {
  const all = results(autoAugment(), 300).flatMap(({ recipe }) => played(recipe))
  const expected = POLICIES.imagenet.flat().filter(([operation]) => operation === 'Equalize')
  const share = expected.reduce((sum, [, chance]) => sum + chance, 0) / 25
  expect(all.filter((name) => name === 'equalize').length / 300).toBeCloseTo(share, 0)
})

test.each([
  ['randAugment', randAugment()],
  ['trivialAugmentWide', trivialAugmentWide()],
  ['uniformAugment', uniformAugment()],
  ['autoAugment', autoAugment({ policy: 'cifar10' })],
  ['threeAugment', threeAugment()],
  ['augMix', augMix()],
] as const)('%s replays from its recipe, and other seeds make other pictures', (_name, transform) => {
  const seen = new Set<string>()
  for (const { sample, recipe } of results(transform, 12)) {
    const again = replay(JSON.parse(JSON.stringify(recipe)), picture, { transforms: imageTransforms })
    expect(toRaster(again)).toEqual(toRaster(sample))
    seen.add(toRaster(sample).data.join())
  }
  expect(seen.size).toBeGreaterThan(4)
})

test('augMix is the weighted sum of its chains and the picture', () => {
  const { sample, recipe } = run(augMix({ width: 1 }), picture, { seed: 4 })
  const [step] = recipe
  const { weights: [weight = 0] = [] } = step?.drawn as { weights?: number[] }
  const chain = replay(step?.steps?.[0]?.steps ?? [], picture, { transforms: imageTransforms })
  for (const [at, value] of toRaster(picture).data.entries())
    expect(
      Math.abs((toRaster(sample).data[at] ?? 0) - (value * (1 - weight) + (toRaster(chain).data[at] ?? 0) * weight)),
    ).toBeLessThanOrEqual(0.51)
})

test('augMix moves nothing where labels have a place', () => {
  const boxed = imageFrom(toRaster(picture), { instances: [{ box: [1, 2, 3, 4] }] }, { id: 'b' })
  for (let seed = 0; seed < 20; seed++) {
    const { sample, recipe } = run(augMix(), boxed, { seed })
    expect(played(recipe)).not.toContain('rotate')
    expect(sample.labels).toEqual(boxed.labels)
  }
})
