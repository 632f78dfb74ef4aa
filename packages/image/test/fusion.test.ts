import { replay, run, type Transform } from '@variegate/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  affine,
  brightness,
  colorTemperature,
  contrast,
  crop,
  elastic,
  gamma,
  gaussianNoise,
  gridDistortion,
  horizontalFlip,
  hue,
  imageFrom,
  imageModality,
  imageTransforms,
  invert,
  invertMatrix,
  mapPoint,
  opticalDistortion,
  pad,
  plan,
  posterize,
  rgbShift,
  rotate,
  saltAndPepper,
  saturation,
  sepia,
  shear,
  solarize,
  toRaster,
  translate,
  transpose,
  type Image,
  type ImageStep,
  type Raster,
  type WarpStep,
} from '../src/index.js'
import { pictureOf } from './every-transform.js'

/** Compute the pixels and start anew from them. */
const settled = (image: Image): Image => imageFrom(toRaster(image), image.labels, { id: image.id ?? 'settled' })
const inTurn = (image: Image, steps: readonly ImageStep[]): Image =>
  steps.reduce((current, step) => settled(imageModality.apply(current, [step]).sample), image)
function largest(a: Raster, b: Raster): number {
  let most = 0
  for (let at = 0; at < a.data.length; at++) most = Math.max(most, Math.abs((a.data[at] ?? NaN) - (b.data[at] ?? NaN)))
  return most
}

describe('a run of pointwise steps', () => {
  const smooth = [
    brightness(),
    contrast(),
    gamma(),
    invert(),
    saturation(),
    hue(),
    rgbShift(),
    sepia(),
    colorTemperature(),
  ]
  const any = [...smooth, gaussianNoise(), saltAndPepper(), solarize(), posterize()]
  const bothWays = (transforms: readonly Transform<Image>[], raster: Raster, seed: number) => {
    const image = imageFrom(raster, {}, { id: 'p' })
    const { sample, recipe } = run(transforms, image, { seed })
    let current = image
    for (const step of recipe) current = settled(replay([step], current, { transforms: imageTransforms }))
    return [toRaster(sample), toRaster(current)] as const
  }
  const runs = (parts: readonly Transform<Image>[]) =>
    fc.array(fc.constantFrom(...parts), { minLength: 2, maxLength: 5 })

  test.each(['uint8', 'float32'] as const)('makes of %s what its steps make in turn', (depth) => {
    const raster = pictureOf({ width: 20, height: 15, channels: 3, depth })
    fc.assert(
      fc.property(runs(any), fc.nat(), (transforms, seed) => {
        const [fused, unfused] = bothWays(transforms, raster, seed)
        expect(fused.data).toEqual(unfused.data)
      }),
      { numRuns: 60 },
    )
  })
  test('of 16 bits too, but for the rounding between them', () => {
    const raster = pictureOf({ width: 20, height: 15, channels: 3, depth: 'uint16' })
    fc.assert(
      fc.property(runs(smooth), fc.nat(), (transforms, seed) => {
        const [fused, unfused] = bothWays(transforms, raster, seed)
        expect(largest(fused, unfused)).toBeLessThan(257)
      }),
      { numRuns: 40 },
    )
  })
})

const SIZE = 64
/** A picture that is known between its pixels too. */
const wave = (x: number, y: number): number =>
  0.5 + 0.15 * Math.cos(x * 0.31 + 0.4) + 0.15 * Math.cos(y * 0.27 - x * 0.11) + 0.1 * Math.cos((x + y) * 0.22 + 1)
const sampled = (value: (x: number, y: number) => number): Image =>
  imageFrom(
    {
      width: SIZE,
      height: SIZE,
      channels: 1,
      data: Float32Array.from({ length: SIZE * SIZE }, (_, at) =>
        value((at % SIZE) + 0.5, Math.floor(at / SIZE) + 0.5),
      ),
    },
    {
      masks: {
        m: { width: SIZE, height: SIZE, data: Uint8Array.from({ length: SIZE * SIZE }, (_, at) => (at >> 3) % 5) },
      },
      instances: [
        {
          id: 1,
          box: [20, 22, 15, 18],
          keypoints: [{ x: 30, y: 31, visibility: 2 }],
          polygons: [[20, 22, 35, 22, 30, 40]],
        },
        { id: 2, rotatedBox: { centre: [32, 30], width: 9, height: 5, angle: 20 } },
      ],
    },
    { id: 'wave' },
  )

/** Where an output pixel looks after all moves undone, and how far inside every canvas it stays, in pixels. */
function origin(warps: readonly WarpStep[], x: number, y: number): { x: number; y: number; inside: number } {
  let [fromX, fromY, inside] = [x, y, Infinity]
  for (const [index, { matrix }] of [...warps.entries()].toReversed()) {
    const inverse = invertMatrix(matrix)
    if (!inverse) throw new Error('a map that can be undone')
    ;[fromX, fromY] = mapPoint(inverse, fromX, fromY)
    const { width, height } = warps[index - 1] ?? { width: SIZE, height: SIZE }
    inside = Math.min(inside, fromX, fromY, width - fromX, height - fromY)
  }
  return { x: fromX, y: fromY, inside }
}

const warps = fc.array(
  fc.constantFrom(
    rotate({ angle: [-25, 25] }),
    translate({ x: [-0.1, 0.1], y: [-0.1, 0.1] }),
    shear(),
    affine({ rotate: [-15, 15], scale: [0.8, 1.3] }),
    horizontalFlip(),
    transpose(),
    crop({ x: 5, y: 3, width: 50, height: 48 }),
    pad({ left: 9, top: 4, right: 6, bottom: 7 }),
  ),
  { minLength: 2, maxLength: 4 },
)
/** A crop needs room, so that there is one at most. */
const atMostOneCrop = (transforms: readonly Transform<Image>[]): boolean =>
  transforms.filter(({ name }) => name === 'crop').length <= 1

describe('a run of warps', () => {
  test('is at least as close to the ideal as its steps in turn, and labels are the same', () => {
    let [fusedSum, turnSum] = [0, 0]
    fc.assert(
      fc.property(warps.filter(atMostOneCrop), fc.nat(), (transforms, seed) => {
        const image = sampled(wave)
        const { sample } = run(transforms, image, { seed })
        const moves = sample.steps.filter((step): step is WarpStep => step.kind === 'warp')
        const turn = inTurn(image, sample.steps)
        expect(turn.labels).toEqual(sample.labels)
        const [fused, unfused] = [toRaster(sample), toRaster(turn)]
        let [error, turnError] = [0, 0]
        for (let at = 0; at < fused.data.length; at++) {
          const from = origin(moves, (at % fused.width) + 0.5, Math.floor(at / fused.width) + 0.5)
          if (from.inside < 2) continue
          const ideal = wave(from.x, from.y)
          error += (ideal - (fused.data[at] ?? NaN)) ** 2
          turnError += (ideal - (unfused.data[at] ?? NaN)) ** 2
        }
        expect(plan(sample.steps).length).toBeLessThanOrEqual(1)
        // A shift may undo another one's loss by luck, never by much.
        expect(error).toBeLessThanOrEqual(turnError * 1.05 + 1e-6)
        fusedSum += error
        turnSum += turnError
      }),
      { numRuns: 60, seed: 5 },
    )
    expect(fusedSum).toBeLessThan(turnSum * 0.8)
  })
  test('never shows again what an earlier canvas cut off', () => {
    fc.assert(
      fc.property(warps.filter(atMostOneCrop), fc.nat(), (transforms, seed) => {
        const { sample } = run(
          transforms,
          sampled(() => 1),
          { seed },
        )
        const moves = sample.steps.filter((step): step is WarpStep => step.kind === 'warp')
        const { data, width } = toRaster(sample)
        for (let at = 0; at < data.length; at++) {
          const { inside } = origin(moves, (at % width) + 0.5, Math.floor(at / width) + 0.5)
          if (inside < -1.5) expect(data[at]).toBe(0)
          if (inside > 1.5) expect(data[at]).toBeCloseTo(1, 5)
        }
      }),
      { numRuns: 60 },
    )
  })
})

describe('warps and displacements', () => {
  const constant = { border: 'constant' } as const
  const mixed = fc.array(
    fc.constantFrom(
      rotate({ angle: [-20, 20] }),
      horizontalFlip(),
      translate({ x: [-0.1, 0.1], y: 0 }),
      elastic({ ...constant }),
      gridDistortion({ ...constant }),
      opticalDistortion({ ...constant }),
    ),
    { minLength: 2, maxLength: 4 },
  )
  test('make in one what they make in turn, within a few levels, and the same labels', () => {
    let checked = 0
    fc.assert(
      fc.property(mixed, fc.nat(), (transforms, seed) => {
        const { sample } = run(transforms, sampled(wave), { seed })
        const turn = inTurn(sampled(wave), sample.steps)
        expect(turn.labels).toEqual(sample.labels)
        const [fused, unfused] = [toRaster(sample), toRaster(turn)]
        // Where a white picture stays white in both, no border is near.
        const white = [
          toRaster({ ...sampled(() => 1), ...sizeOf(sample), steps: sample.steps }),
          toRaster(
            inTurn(
              sampled(() => 1),
              sample.steps,
            ),
          ),
        ]
        for (let at = 0; at < fused.data.length; at++) {
          if (white.some(({ data }) => (data[at] ?? 0) < 0.9999)) continue
          checked++
          expect(Math.abs((fused.data[at] ?? NaN) - (unfused.data[at] ?? NaN)) * 255).toBeLessThan(8)
        }
      }),
      { numRuns: 40 },
    )
    expect(checked).toBeGreaterThan(40_000)
  })
})

const sizeOf = ({ width, height }: Image) => ({ width, height })
