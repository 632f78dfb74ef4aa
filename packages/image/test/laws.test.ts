import { createRandom, emptyContext, run, type Context, type JsonObject } from '@variegate/core'
import { testTransform } from '@variegate/core/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  affine,
  brightness,
  crop,
  gaussianBlur,
  gaussianNoise,
  horizontalFlip,
  imageFrom,
  imageModality,
  imageTransforms,
  mapPoint,
  maskBox,
  multiply,
  plan,
  polygonsToMask,
  rotate,
  rotate90,
  saltAndPepper,
  toRaster,
  transpose,
  verticalFlip,
  warp,
  type Image,
  type Raster,
  type WarpStep,
} from '../src/index.js'

const noise = createRandom('image laws')
const rasterOf = (width: number, height: number): Raster => ({
  width,
  height,
  channels: 4,
  data: Uint8ClampedArray.from({ length: width * height * 4 }, (_, at) =>
    at % 4 === 3 ? 255 : noise.integer([0, 255]),
  ),
})
const labelled = (width: number, height: number): Image =>
  imageFrom(
    rasterOf(width, height),
    {
      label: 'x',
      masks: { m: { width, height, data: Uint8Array.from({ length: width * height }, (_, at) => at % 3) } },
      instances: [
        {
          id: 1,
          label: 'a',
          box: [1, 1, width / 2, height / 2],
          keypoints: [
            { name: 'left_eye', x: 1, y: 1, visibility: 2 },
            { name: 'right_eye', x: 0, y: 1, visibility: 1 },
          ],
        },
        { id: 2, label: 'b', polygons: [[0, 0, width, 0, width / 2, height]], box: [0, 0, width, height] },
        {
          id: 3,
          label: 'c',
          box: [0, 0, width / 3, height],
          rotatedBox: { centre: [width * 0.9, height / 2], width: width / 8, height: height / 3, angle: 20 },
          mask: { width, height, data: Uint8Array.from({ length: width * height }, (_, at) => (at % width) % 2) },
        },
        { id: 4, rotatedBox: { centre: [width / 4, height / 3], width: width / 2, height: height / 5, angle: -70 } },
      ],
    },
    { id: `${width}x${height}` },
  )
const samples = [labelled(23, 17), labelled(8, 9), labelled(1, 1), labelled(1, 7)]

/** Options without which the samples would be too small, or the output too large to try. */
const tiny = { width: 1, height: 1 }
const BASE: Readonly<Record<string, JsonObject>> = {
  resize: { width: 12, height: 7 },
  fiveCrop: tiny,
  tenCrop: tiny,
  atLeastOneBoxCrop: tiny,
  cropNonEmptyMask: tiny,
  randomSizedCrop: { width: 9, height: 6, cropHeight: [2, 8] },
  resizeLongest: { size: 19 },
  resizeShortest: { size: 11 },
  letterbox: { width: 31, height: 14 },
  padIfNeeded: { width: 20, height: 20 },
}
/** Whose ranges reach images of a million pixels a side, or windows larger than the samples. */
const LARGE = new Set(
  `crop centerCrop randomCrop randomResizedCrop randomSizedCrop fiveCrop tenCrop resize resizeLongest resizeShortest letterbox
  pad padIfNeeded padToMultiple atLeastOneBoxCrop cropNonEmptyMask boxSafeCrop boxSubsetSafeCrop channelDropout`.split(
    /\s+/,
  ),
)
const partners = [labelled(9, 12), labelled(20, 15)]
const context: Context<Image> = {
  ...emptyContext,
  partners: partners.map(({ id = '' }) => id),
  lookup: (wanted) => partners.find(({ id }) => id === wanted) ?? samples[0] ?? labelled(3, 3),
}
for (const definition of imageTransforms) {
  testTransform(imageModality, definition, {
    samples,
    context,
    base: BASE[definition.name] ?? {},
    draws: LARGE.has(definition.name) ? 0 : 4,
    transforms: imageTransforms,
    ...(definition.takesSteps ? { steps: [brightness(), saltAndPepper()] } : {}),
  })
}

const warpOf = (image: Image): WarpStep => {
  const [step] = image.steps
  // A turn by no quarters takes no step.
  return step?.kind === 'warp' ? step : warp({ width: image.width, height: image.height })
}
const pixelsOf = (image: Image) => Array.from(toRaster(image).data)

describe('by hand', () => {
  // Rows of one red channel: 1 2 3 / 4 5 6.
  const small = imageFrom(
    {
      width: 3,
      height: 2,
      channels: 4,
      data: Uint8ClampedArray.from([1, 2, 3, 4, 5, 6].flatMap((red) => [red, 0, 0, 255])),
    },
    {
      instances: [
        {
          id: 1,
          box: [0, 0, 1, 1],
          keypoints: [
            { name: 'left_eye', x: 0, y: 0, visibility: 2 },
            { name: 'right_eye', x: 2, y: 0, visibility: 2 },
          ],
        },
      ],
    },
    { id: 's' },
  )
  const reds = (image: Image) => pixelsOf(image).filter((_, at) => at % 4 === 0)
  const first = (image: Image) => image.labels.instances?.[0]
  const done = (steps: Parameters<typeof run<Image>>[0]) => run(steps, small, { seed: 1 }).sample

  test('horizontalFlip mirrors pixels and boxes, and eyes change places but keep their names', () => {
    const flipped = done(horizontalFlip())
    expect(reds(flipped)).toEqual([3, 2, 1, 6, 5, 4])
    expect(first(flipped)?.box).toEqual([2, 0, 1, 1])
    // The left eye was at 0 and is drawn at 2; in the mirror it is the right one.
    expect(first(flipped)?.keypoints).toEqual([
      { name: 'left_eye', x: 0, y: 0, visibility: 2 },
      { name: 'right_eye', x: 2, y: 0, visibility: 2 },
    ])
  })
  test('verticalFlip, transpose and rotate90', () => {
    expect(reds(done(verticalFlip()))).toEqual([4, 5, 6, 1, 2, 3])
    expect(reds(done(transpose()))).toEqual([1, 4, 2, 5, 3, 6])
    expect(reds(done(rotate90({ quarters: 1 })))).toEqual([3, 6, 2, 5, 1, 4])
    expect(first(done(rotate90({ quarters: 1 })))?.box).toEqual([0, 2, 1, 1])
  })
  test('crop clips boxes, and drops and records what is gone', () => {
    const { sample, recipe } = run(crop({ x: 1, y: 0, width: 2, height: 2 }), small, { seed: 1 })
    expect(reds(sample)).toEqual([2, 3, 5, 6])
    expect(sample.labels.instances).toEqual([])
    expect(recipe[0]?.dropped).toEqual([{ kind: 'instance', id: 1, reason: 'nothing of it is left in the image' }])
  })
  test('a crop larger than the image says what to do', () =>
    expect(() => done(crop({ width: 4, height: 1 }))).toThrow(
      'Expected an image of at least 4x1 px for image/crop but received 3x2; resize it first, or crop less.',
    ))
  test('what does not fit an image is refused by name', () => {
    const raster = rasterOf(4, 4)
    expect(() => imageFrom(raster, { instances: [{ id: 7, box: [0, 0, NaN, 1] }] })).toThrow(
      'for instance 7 but received [0, 0, NaN, 1]',
    )
    expect(() => imageFrom(raster, { masks: { m: { width: 2, height: 2, data: new Uint8Array(4) } } })).toThrow(
      'Expected mask "m" to be 4x4 like its image but it is 2x2.',
    )
    expect(() => imageFrom({ ...raster, width: 0 })).toThrow(
      'Expected an image of at least 1x1 pixels but received 0x4.',
    )
  })
})

describe('space', () => {
  const moving = fc.constantFrom(
    affine({ rotate: [-180, 180], scale: [0.5, 1.5], shear: [-20, 20] }),
    rotate(),
    horizontalFlip(),
    verticalFlip(),
    transpose(),
    rotate90(),
    ...imageTransforms
      .filter(({ name }) => name === 'perspective')
      .map((definition) => definition.configure({ scale: 0.2 })),
  )

  test('a keypoint follows its pixel: paint it, move it, find it', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        moving,
        fc.integer({ min: 6, max: 24 }),
        fc.integer({ min: 6, max: 24 }),
        (seed, transform, x, y) => {
          const data = new Uint8ClampedArray(32 * 32 * 4).map((_, at) => (at % 4 === 3 ? 255 : 0))
          for (const dy of [-1, 0, 1])
            for (const dx of [-1, 0, 1]) data.set([255, 255, 255], ((y + dy) * 32 + x + dx) * 4)
          const image = imageFrom(
            { width: 32, height: 32, channels: 4, data },
            { instances: [{ id: 1, keypoints: [{ x, y, visibility: 2 }] }] },
            { id: 'k' },
          )
          const { sample } = run(transform, image, { seed })
          const point = sample.labels.instances?.[0]?.keypoints?.[0]
          if (!point || point.x < 3 || point.y < 3 || point.x > sample.width - 4 || point.y > sample.height - 4) return
          const raster = toRaster(sample)
          let [sum, sumX, sumY] = [0, 0, 0]
          for (let at = 0; at < raster.width * raster.height; at++) {
            const weight = raster.data[at * 4] ?? 0
            sum += weight
            sumX += weight * (at % raster.width)
            sumY += weight * Math.floor(at / raster.width)
          }
          // The centre of what was painted lies within a pixel of the point: perspective bends the painted square itself.
          expect(Math.hypot(sumX / sum - point.x, sumY / sum - point.y)).toBeLessThan(0.6)
        },
      ),
    )
  })

  test('keypoints agree with the matrix within a thousandth of a pixel, and its inverse leads back', () => {
    fc.assert(
      fc.property(fc.integer(), moving, fc.nat(31), fc.nat(31), (seed, transform, x, y) => {
        const image = imageFrom(
          rasterOf(32, 32),
          { instances: [{ id: 1, keypoints: [{ x, y, visibility: 2 }] }] },
          { id: 'k' },
        )
        const { sample } = run(transform, image, { seed })
        const [toX, toY] = mapPoint(warpOf(sample).matrix, x + 0.5, y + 0.5)
        const point = sample.labels.instances?.[0]?.keypoints?.[0]
        if (point) expect(Math.hypot(point.x + 0.5 - toX, point.y + 0.5 - toY)).toBeLessThan(0.001)
        else expect(toX < 0 || toY < 0 || toX >= sample.width || toY >= sample.height).toBe(true)
      }),
    )
  })

  test('a polygon covers what its own mask covers, and its box is tight around it', () => {
    const outline = [60, 40, 200, 70, 180, 210, 90, 190]
    const mask = polygonsToMask([outline], 256, 256)
    fc.assert(
      fc.property(fc.integer(), moving, (seed, transform) => {
        const image = imageFrom(
          rasterOf(256, 256),
          {
            instances: [
              { id: 1, polygons: [outline], box: [60, 40, 140, 170] },
              { id: 2, mask, box: [60, 40, 140, 170] },
            ],
          },
          { id: 'p' },
        )
        const instances = run(transform, image, { seed }).sample.labels.instances ?? []
        const [polygon, masked] = [instances.find(({ id }) => id === 1), instances.find(({ id }) => id === 2)]
        if (!polygon?.polygons || !masked?.mask) return
        const painted = polygonsToMask(polygon.polygons, masked.mask.width, masked.mask.height)
        let [both, either] = [0, 0]
        for (let at = 0; at < painted.data.length; at++) {
          const [a, b] = [painted.data[at] ?? 0, masked.mask.data[at] ?? 0]
          both += a & b
          either += a | b
        }
        if (either > 400) expect(both / either).toBeGreaterThanOrEqual(0.97)
        expect(maskBox(masked.mask)?.box).toEqual(masked.box)
        expect(new Set(masked.mask.data).size).toBeLessThanOrEqual(2)
      }),
      { numRuns: 40 },
    )
  })

  test('flips, quarter turns and transposition are a group of eight, exact to the bit', () => {
    const image = labelled(7, 5)
    const elements = [
      [],
      [rotate90({ quarters: 1 })],
      [rotate90({ quarters: 2 })],
      [rotate90({ quarters: 3 })],
    ].flatMap((turns) => [turns, [...turns, horizontalFlip()]])
    const shown = (steps: (typeof elements)[number]) => {
      const { sample } = run(steps, image, { seed: 1 })
      return `${sample.width} ${pixelsOf(sample).join()}`
    }
    const all = new Set(elements.map(shown))
    expect(all.size).toBe(8)
    for (const a of elements) for (const b of elements) expect(all).toContain(shown([...a, ...b]))
    expect(shown([rotate90({ quarters: 1 }), rotate90({ quarters: 3 })])).toBe(shown([]))
    expect(all).toContain(shown([transpose()]))
    expect(all).toContain(shown([verticalFlip()]))
  })

  test('a run of warps is one resampling that moves points as the warps in turn', () => {
    fc.assert(
      fc.property(fc.integer(), fc.array(moving, { minLength: 2, maxLength: 4 }), (seed, transforms) => {
        const { sample } = run(transforms, labelled(32, 32), { seed })
        const warps = sample.steps.filter((step): step is WarpStep => step.kind === 'warp')
        const matrix = multiply(...warps.toReversed().map((step) => step.matrix))
        const passes = plan(sample.steps)
        const fused = passes.reduce(
          (all, pass) =>
            pass.kind === 'move' && pass.moves[0]?.kind === 'warp' ? multiply(pass.moves[0].matrix, all) : all,
          multiply(),
        )
        const [[x, y], [fusedX, fusedY]] = [mapPoint(matrix, 11.5, 7.5), mapPoint(fused, 11.5, 7.5)]
        expect(Math.hypot(x - fusedX, y - fusedY)).toBeLessThan(1e-6)
        expect(passes.length).toBeLessThanOrEqual(warps.length)
      }),
    )
  })

  test('what an earlier warp cut off does not come back from outside', () => {
    const white = imageFrom(
      { width: 40, height: 40, channels: 4, data: new Uint8ClampedArray(6400).fill(255) },
      {},
      { id: 'w' },
    )
    const shift = (x: number) => warp({ matrix: [1, 0, x, 0, 1, 0, 0, 0, 1], width: 40, height: 40 })
    const { sample } = imageModality.apply(white, [shift(30), shift(-30)])
    expect(plan(sample.steps)).toHaveLength(1)
    const row = pixelsOf(sample)
      .slice(0, 160)
      .filter((_, at) => at % 4 === 0)
    expect(row).toEqual([...Array<number>(10).fill(255), ...Array<number>(30).fill(0)])
  })

  test('boxes stay inside, keep their order and never come out inverted', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        moving,
        fc.array(fc.tuple(fc.integer({ min: -9, max: 40 }), fc.integer({ min: -9, max: 40 }), fc.nat(30), fc.nat(30)), {
          maxLength: 6,
        }),
        (seed, transform, boxes) => {
          const image = imageFrom(
            rasterOf(32, 32),
            { instances: boxes.map((box, id) => ({ id, label: 'b', box })) },
            { id: 'b' },
          )
          const { sample, recipe } = run(transform, image, { seed })
          // What does not move leaves every label as it came.
          if (sample.steps.length === 0) return
          const instances = sample.labels.instances ?? []
          for (const { box: [x, y, width, height] = [0, 0, 0, 0] } of instances) {
            expect(
              x >= 0 &&
                y >= 0 &&
                width >= 0 &&
                height >= 0 &&
                x + width <= sample.width + 1e-9 &&
                y + height <= sample.height + 1e-9,
            ).toBe(true)
          }
          expect(instances.length + (recipe[0]?.dropped?.length ?? 0)).toBe(boxes.length)
          expect(instances.map(({ id }) => id)).toEqual(instances.map(({ id }) => Number(id)).toSorted((a, b) => a - b))
        },
      ),
    )
  })
})

describe('values', () => {
  const grey = imageFrom(
    {
      width: 400,
      height: 400,
      channels: 4,
      data: new Uint8ClampedArray(640000).map((_, at) => (at % 4 === 3 ? 255 : 128)),
    },
    {},
    { id: 'g' },
  )
  const statistics = (image: Image) => {
    const values = pixelsOf(image).filter((_, at) => at % 4 !== 3)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    return { mean, std: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) }
  }
  test.each([2, 10, 25])('Gaussian noise of %d levels has that spread and moves no mean', (std) => {
    const { mean, std: measured } = statistics(run(gaussianNoise({ std }), grey, { seed: 1 }).sample)
    expect(Math.abs(mean - 128)).toBeLessThan(0.15)
    // Rounding to whole levels adds a twelfth to the variance.
    expect(Math.abs(measured / Math.sqrt(std * std + 1 / 12) - 1)).toBeLessThan(0.01)
  })
  test('frames of a clip get different noise from one key', () => {
    const { sample } = run(gaussianNoise({ std: 9 }), grey, { seed: 1 })
    expect(pixelsOf({ ...sample, frame: 1 })).not.toEqual(pixelsOf(sample))
  })
  test('salt and pepper turn their shares of pixels', () => {
    const reds = pixelsOf(run(saltAndPepper({ amount: 0.1, salt: 0.25 }), grey, { seed: 1 }).sample).filter(
      (_, at) => at % 4 === 0,
    )
    expect(reds.filter((value) => value === 255).length / reds.length).toBeCloseTo(0.025, 2)
    expect(reds.filter((value) => value === 0).length / reds.length).toBeCloseTo(0.075, 2)
  })
  test('a blur leaves an even image even, at any width of the Gaussian', () => {
    for (const sigma of [0.4, 1, 3.3, 9])
      expect(statistics(run(gaussianBlur({ sigma }), grey, { seed: 1 }).sample)).toEqual({ mean: 128, std: 0 })
  })
})
