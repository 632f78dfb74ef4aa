import { run, VariegateError, type Transform } from '@variegate/core'
import { describe, expect, test } from 'vitest'
import {
  backgroundColor,
  brightness,
  constrainedDropout,
  crop,
  cropNonEmptyMask,
  decodeRle,
  framingTransforms,
  geometryTransforms,
  horizontalFlip,
  imageFrom,
  maskDropout,
  mirrorHalf,
  resize,
  rgbShift,
  saturation,
  sepia,
  toRaster,
  toRgb,
  within,
  type Image,
  type ImageLabels,
  type Instance,
  type Raster,
} from '../src/index.js'

const raster = (settings: Partial<Raster> = {}): Raster => ({
  width: 8,
  height: 6,
  channels: 3,
  data: new Uint8Array(144),
  ...settings,
})
const image = (labels: ImageLabels): Image => imageFrom(raster(), labels, { id: 'i' })
const withObject = (instance: Instance): Image => image({ instances: [{ id: 7, ...instance }] })
const done = (transform: Transform<Image>, sample: Image) => {
  const result = run(transform, sample, { seed: 1 })
  toRaster(result.sample)
  return { instances: result.sample.labels.instances, dropped: result.recipe[0]?.dropped }
}

describe('pixels that fit no image', () => {
  test.each<[Partial<Raster>, string]>([
    [{ width: 0 }, 'Expected an image of at least 1x1 pixels but received 0x6.'],
    [{ width: 1.5 }, 'Expected an image of at least 1x1 pixels but received 1.5x6.'],
    [{ height: NaN }, 'Expected an image of at least 1x1 pixels but received 8xNaN.'],
    [{ channels: 0 }, 'Expected an image of at least one channel but received 0.'],
    [{ channels: 4 }, 'Expected 192 values for 8x6 pixels of 4 channels but received 144.'],
    [{ data: new Uint8Array(5) }, 'Expected 144 values for 8x6 pixels of 3 channels but received 5.'],
    [{ white: 0 }, 'Expected a finite white above 0 but received 0.'],
    [{ white: Infinity }, 'Expected a finite white above 0 but received Infinity.'],
    [
      { layout: 'rgba' },
      'Expected 4 channels for the layout rgba but received 3; give the layout that fits, or bands.',
    ],
    [{ layout: 'grey' }, 'Expected 1 channel for the layout grey but received 3; give the layout that fits, or bands.'],
  ])('%o', (settings, sentence) => expect(() => imageFrom(raster(settings))).toThrow(new VariegateError(sentence)))
})

describe('labels that fit no image', () => {
  const triangle = (x: number) => ({ polygons: [[1, 1, x, 2, 3, 3]] })
  const turned = (settings: object) => ({
    rotatedBox: { centre: [1, 2], width: 3, height: 4, angle: 5, ...settings } as const,
  })
  test.each<[string, Instance, string]>([
    [
      'an infinite box',
      { box: [0, 0, Infinity, 1] },
      'Expected a box [x, y, width, height] of finite numbers, sides of at least 0, for instance 7 but received [0, 0, Infinity, 1].',
    ],
    ['an inverted box', { box: [4, 4, -2, -2] }, 'sides of at least 0, for instance 7 but received [4, 4, -2, -2].'],
    [
      'a keypoint',
      { keypoints: [{ x: NaN, y: 1, visibility: 2 }] },
      'Expected finite keypoints for instance 7 but received (NaN, 1).',
    ],
    [
      'a direction',
      { keypoints: [{ x: 1, y: 1, visibility: 2, angle: NaN }] },
      'Expected a finite angle for every keypoint of instance 7 but received NaN degrees.',
    ],
    [
      'a polygon',
      triangle(NaN),
      'Expected polygons of at least three finite points for instance 7 but received 6 numbers.',
    ],
    [
      'two points',
      { polygons: [[1, 1, 2, 2]] },
      'Expected polygons of at least three finite points for instance 7 but received 4 numbers.',
    ],
    ['half a point', { polygons: [[1, 1, 2, 2, 3, 3, 4]] }, 'but received 7 numbers.'],
    [
      'a rotated box',
      turned({ angle: Infinity }),
      'Expected a rotated box of finite numbers, sides of at least 0, for instance 7 but received centre [1, 2], 3x4, Infinity degrees.',
    ],
    ['an inverted rotated box', turned({ width: -3 }), 'but received centre [1, 2], -3x4, 5 degrees.'],
    [
      'a mask',
      { mask: { width: 3, height: 3, data: new Uint8Array(9) } },
      'Expected the mask of instance 7 to be 8x6 like its image but it is 3x3.',
    ],
    [
      'a short mask',
      { mask: { width: 8, height: 6, data: new Uint8Array(9) } },
      'Expected 48 values for the mask of instance 7 of 8x6 px but received 9.',
    ],
  ])('%s', (_name, instance, sentence) => expect(() => withObject(instance)).toThrow(sentence))

  test('masks, layers and shares of classes', () => {
    expect(() => image({ masks: { m: { width: 2, height: 2, data: new Uint8Array(4) } } })).toThrow(
      'Expected mask "m" to be 8x6 like its image but it is 2x2.',
    )
    const depth = imageFrom(raster({ width: 6, height: 8 }))
    expect(() => image({ layers: { d: { kind: 'depth', image: depth } } })).toThrow(
      'Expected layer "d" to be 8x6 like its image but it is 6x8.',
    )
    expect(() => image({ label: { cat: NaN } })).toThrow(
      'Expected a share of at least 0 for the class "cat" but received NaN.',
    )
  })
})

describe('labels that are odd but may be', () => {
  const gone = { instances: [], dropped: [{ kind: 'instance', id: 7, reason: 'nothing of it is left in the image' }] }
  test('a box wholly outside goes with the first move and is recorded; values leave it alone', () => {
    const outside = withObject({ box: [20, 20, 4, 4] })
    expect(done(horizontalFlip(), outside)).toEqual(gone)
    expect(done(brightness(), outside).instances).toBe(outside.labels.instances)
  })
  test('a keypoint off the image is not labelled after a move, and is recorded', () => {
    const points = withObject({
      keypoints: [
        { x: -5, y: 1, visibility: 2 },
        { x: 2, y: 2, visibility: 2 },
      ],
    })
    expect(done(horizontalFlip(), points)).toEqual({
      instances: [
        {
          id: 7,
          keypoints: [
            { x: 0, y: 0, visibility: 0 },
            { x: 5, y: 2, visibility: 2 },
          ],
        },
      ],
      dropped: [{ kind: 'keypoint', id: 7, reason: 'it lies outside the image' }],
    })
  })
  test('a box without area stays while it is on the canvas, a polygon or rotated box without area goes', () => {
    expect(done(horizontalFlip(), withObject({ box: [3, 3, 0, 0] })).instances).toEqual([{ id: 7, box: [5, 3, 0, 0] }])
    expect(done(horizontalFlip(), withObject({ polygons: [[1, 1, 5, 5, 3, 3]] }))).toEqual(gone)
    const flat = { centre: [3, 3], width: 0, height: 0, angle: 10 } as const
    expect(done(horizontalFlip(), withObject({ rotatedBox: flat }))).toEqual(gone)
  })

  test('a rotated box goes alone where the half of the picture that held it goes', () => {
    const mask = { width: 8, height: 6, data: new Uint8Array(48).fill(1) }
    const rotatedBox = { centre: [7, 3], width: 1, height: 1, angle: 10 } as const
    const { instances } = done(mirrorHalf({ keep: 'left' }), withObject({ mask, rotatedBox }))
    expect(instances).toEqual([{ id: 7, mask: expect.objectContaining({ width: 8, height: 6 }) }])
  })

  test('a box goes alone where it lies outside and the rotated box beside it does not', () => {
    const rotatedBox = { centre: [2, 2], width: 2, height: 2, angle: 0 } as const
    const { instances } = done(crop({ x: 0, y: 0, width: 4, height: 4 }), withObject({ box: [5, 5, 2, 1], rotatedBox }))
    expect(instances).toEqual([{ id: 7, rotatedBox }])
  })

  test('a picture that would not fit memory is refused before anything is made of it', () => {
    expect(() => run(resize({ width: 100_000, height: 100_000 }), image({}), { seed: 1 })).toThrow(
      /Expected at most 2147483648 bytes of pixels but image "i" would become 100000x100000 px of 4 channels, 40000000000 bytes; make it smaller\./,
    )
  })

  const OPTIONS: Readonly<Record<string, object>> = {
    resize: { width: 7, height: 9 },
    resizeLongest: { size: 9 },
    resizeShortest: { size: 9 },
    letterbox: { width: 9, height: 7 },
    padIfNeeded: { width: 9, height: 9 },
    randomSizedCrop: { width: 4, height: 4, cropHeight: [2, 4] },
  }
  const moving = [...geometryTransforms, ...framingTransforms]
    .filter(({ changes }) => changes !== 'values')
    .map((definition) => {
      const small = 'width' in definition.fields ? { width: 4, height: 4 } : {}
      return [definition.name, definition.configure({ ...small, ...OPTIONS[definition.name] })] as const
    })
  test.each(moving)('%s bears boxes and outlines a thousand million pixels wide', (_name, transform) => {
    const far = 1e9
    const masks = { m: { width: 8, height: 6, data: new Uint8Array(48).fill(1) } }
    const instances: readonly Instance[] = [
      { id: 'near', box: [2, 2, 3, 3] },
      { id: 'wide', box: [-far, -far, 2 * far, 2 * far] },
      { id: 'far', box: [far, far, far, far] },
      { id: 'outline', polygons: [[-far, -far, far, -far, far, far, -far, far]] },
      { id: 'point', keypoints: [{ x: far, y: -far, visibility: 2 }] },
      { id: 'turned', rotatedBox: { centre: [far, 0], width: far, height: 1, angle: 30 } },
    ]
    const { sample } = run(transform, image({ masks, instances }), { seed: 1 })
    const numbers = JSON.stringify(sample.labels.instances)
    expect(numbers).not.toContain('null')
    for (const { box: [x, y, width, height] = [0, 0, 0, 0] } of sample.steps.length > 0
      ? (sample.labels.instances ?? [])
      : []) {
      expect(Math.min(x, y, width, height)).toBeGreaterThanOrEqual(0)
      expect(x + width).toBeLessThanOrEqual(sample.width + 1e-9)
      expect(y + height).toBeLessThanOrEqual(sample.height + 1e-9)
    }
  })
})

describe('run-length masks', () => {
  const size = [2, 2] as const
  test.each<[string, Parameters<typeof decodeRle>[0], string]>([
    ['too short', { size, counts: [1, 1] }, 'Expected runs that fill 2x2 px but they cover 2 of 4.'],
    ['too long', { size, counts: [1, 9] }, 'Expected runs that fill 2x2 px but run 1 of the mask is 9 long at 1.'],
    ['negative', { size, counts: [-1, 5] }, 'Expected runs that fill 2x2 px but run 0 of the mask is -1 long at 0.'],
    ['not a number', { size, counts: [NaN] }, 'run 0 of the mask is NaN long at 0.'],
    [
      'no size',
      { size: [0, 2], counts: [] },
      'Expected a size [height, width] of whole pixels for a run-length mask but received [0, 2].',
    ],
    ['far too large', { size: [1e5, 1e5], counts: [1e10] }, 'but received [100000, 100000].'],
    ['no text of COCO', { size, counts: '~~' }, "Expected COCO's compressed runs but character 1 is not one of them."],
    ['cut off', { size, counts: 'P' }, "Expected COCO's compressed runs but character 2 is not one of them."],
    [
      'endless',
      { size, counts: 'oooooooooooo' },
      "Expected COCO's compressed runs but character 8 is not one of them.",
    ],
    ['empty', { size, counts: '' }, 'Expected runs that fill 2x2 px but they cover 0 of 4.'],
  ])('%s', (_name, rle, sentence) => expect(() => decodeRle(rle)).toThrow(sentence))
})

describe('what a transform cannot do', () => {
  const named = image({
    masks: { m: { width: 8, height: 6, data: new Uint8Array(48) } },
    instances: [{ box: [1, 1, 2, 2], label: 'cat' }],
  })
  test.each<[string, Transform<Image>, string]>([
    [
      'within a mask',
      within([brightness()], { mask: 'x' }),
      'Expected a mask named "x" for image/within but the image has m.',
    ],
    [
      'backgroundColor',
      backgroundColor({ mask: 'x' }),
      'Expected a mask "x" for image/backgroundColor but the image has m; give it one, or leave the transform out.',
    ],
    [
      'cropNonEmptyMask',
      cropNonEmptyMask({ mask: 'x', width: 2, height: 2 }),
      'Expected a mask named "x" for image/cropNonEmptyMask but the image has m.',
    ],
    [
      'constrainedDropout',
      constrainedDropout({ mask: 'x' }),
      'Expected a mask named "x" for image/constrainedDropout but the image has m.',
    ],
    [
      'a crop larger than the image',
      crop({ width: 9, height: 1 }),
      'Expected an image of at least 9x1 px for image/crop but received 8x6; resize it first, or crop less.',
    ],
  ])('%s', (_name, transform, sentence) => expect(() => done(transform, named)).toThrow(sentence))

  test('colour without colours is refused; grey is three equal channels', () => {
    const bands = imageFrom(raster({ channels: 5, data: new Uint16Array(240) }), {}, { id: 'b' })
    expect(() => done(saturation(), bands)).toThrow(
      'Expected red, green and blue for the step colour but image "b" has 5 bands; use a transform that has a meaning without colour.',
    )
    expect(() => done(rgbShift(), bands)).toThrow(
      'Expected red, green and blue for image/rgbShift but image "b" has 5 bands; use a transform that has a meaning without colour.',
    )
    const grey = imageFrom(raster({ channels: 1, data: new Float32Array(48).fill(0.5) }), {}, { id: 'g' })
    const layoutOf = (...steps: Transform<Image>[]) => toRaster(run(steps, grey, { seed: 1 }).sample)
    expect(layoutOf(saturation())).toMatchObject({ channels: 1, layout: 'grey' })
    expect(layoutOf(sepia())).toMatchObject({ channels: 3, layout: 'rgb' })
    expect(layoutOf(toRgb(), saturation())).toMatchObject({ channels: 3 })
    const shifted = layoutOf(rgbShift({ red: 51, green: 0, blue: -51 }))
    expect(shifted).toMatchObject({ channels: 3, layout: 'rgb' })
    for (const [at, value] of [0.7, 0.5, 0.3].entries()) expect(shifted.data[at]).toBeCloseTo(value, 6)
    expect(layoutOf(rgbShift({ red: 51, green: 51, blue: 51 }))).toMatchObject({ channels: 1, layout: 'grey' })
  })
  test('grey that is painted in colour says so, and grey that stays grey stays so', () => {
    const masks = { m: { width: 8, height: 6, data: new Uint8Array(48) } }
    const grey = imageFrom(raster({ channels: 1, data: new Uint8Array(48) }), { masks }, { id: 'g' })
    const layoutOf = (transform: Transform<Image>) => toRaster(run(transform, grey, { seed: 1 }).sample).layout
    expect(layoutOf(backgroundColor({ with: 'colour', fill: [255, 0, 0] }))).toBe('rgb')
    expect(layoutOf(backgroundColor({ with: 'colour', fill: [9, 9, 9] }))).toBe('grey')
    expect(layoutOf(brightness())).toBe('grey')
  })
  test('a label that no object has changes nothing', () => {
    for (const transform of [
      within([brightness()], { label: 'x' }),
      constrainedDropout({ labels: ['x'] }),
      maskDropout({ labels: ['x'] }),
    ]) {
      const { sample } = run(transform, named, { seed: 1 })
      expect(toRaster(sample).data).toEqual(toRaster(named).data)
      expect(sample.labels).toEqual(named.labels)
    }
  })
})
