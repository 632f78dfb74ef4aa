import { replay, run, type Json, type Transform } from '@variegate/core'
import { describe, expect, test } from 'vitest'
import {
  coarseDropout,
  constrainedDropout,
  cutout,
  fenceMask,
  frequencyMasking,
  gridDropout,
  gridMask,
  hideAndSeek,
  imageFrom,
  imageTransforms,
  maskDropout,
  opacity,
  shufflePixels,
  timeMasking,
  toRaster,
  xyMasking,
  type Image,
  type ImageLabels,
} from '../src/index.js'

const white = (width: number, height: number, labels: ImageLabels = {}): Image =>
  imageFrom({ width, height, channels: 3, data: new Uint8Array(width * height * 3).fill(255) }, labels, { id: 'w' })
const reds = (image: Image) => Array.from(toRaster(image).data).filter((_, at) => at % 4 === 0)
const played = (name: string, drawn: Json, image: Image) =>
  replay([{ name, drawn }], image, { transforms: imageTransforms })
const done = (transform: Transform<Image>, image: Image, seed = 1) => run(transform, image, { seed }).sample
const hidden = (image: Image) => reds(image).filter((value) => value === 0).length
const rising = (values: readonly number[]) => expect(values).toEqual(values.toSorted((a, b) => a - b))
const paint = { fill: [0, 0, 0], dropHidden: 0 }

describe('holes', () => {
  test('coarseDropout paints its rectangles', () => {
    const drawn = {
      regions: [
        [0, 0, 2, 1],
        [3, 1, 1, 2],
      ],
      paint,
    }
    expect(reds(played('coarseDropout', drawn, white(4, 3)))).toEqual([
      0, 0, 255, 255, 255, 255, 255, 0, 255, 255, 255, 0,
    ])
  })
  test('lengths up to 1 are shares, above they are pixels', () => {
    expect(hidden(done(coarseDropout({ count: 1, width: 0.5, height: 3 }), white(20, 20)))).toBe(30)
    expect(hidden(done(coarseDropout({ count: 1, width: 1, height: 1 }), white(20, 20)))).toBe(400)
  })
  test('every hole has noise or a colour of its own', () => {
    const two = {
      regions: [
        [0, 0, 8, 8],
        [8, 0, 8, 8],
      ],
      paint: { fill: { noise: [1, 2] }, dropHidden: 0 },
    }
    const values = reds(played('coarseDropout', two, white(16, 8)))
    const part = (from: number) => values.filter((_, at) => at % 16 >= from && at % 16 < from + 8)
    expect(part(0)).not.toEqual(part(8))
    const coloured = reds(
      played('coarseDropout', { ...two, paint: { fill: { colours: [1, 2] }, dropHidden: 0 } }, white(16, 8)),
    )
    expect(new Set(coloured).size).toBe(2)
  })
  test('a square of cutout may hang over the edge, and is as large as asked elsewhere', () => {
    const counts = Array.from({ length: 40 }, (_, seed) => hidden(done(cutout({ size: 8 }), white(32, 32), seed)))
    expect(Math.max(...counts)).toBe(64)
    expect(Math.min(...counts)).toBeLessThan(64)
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(16)
  })
  test('bands hide whole columns and rows', () => {
    expect(hidden(done(timeMasking({ size: 3 }), white(10, 7)))).toBe(21)
    expect(hidden(done(frequencyMasking({ size: 3 }), white(10, 7)))).toBe(30)
    expect(hidden(done(xyMasking({ columns: 1, rows: 1, width: 2, height: 3 }), white(10, 10)))).toBe(44)
  })
  test('holes of constrainedDropout lie in their objects', () => {
    const object = { id: 1, label: 'cat', box: [10, 10, 10, 10] as const }
    const other = { id: 2, label: 'dog', box: [30, 30, 10, 10] as const }
    const image = white(40, 40, { instances: [object, other] })
    const out = reds(done(constrainedDropout({ count: 4, width: 0.5, height: 0.5, labels: ['cat'] }), image))
    const places = out.flatMap((value, at) => (value === 0 ? [at] : []))
    expect(places.length).toBeGreaterThanOrEqual(25)
    for (const at of places) expect([Math.floor((at % 40) / 10), Math.floor(at / 400)]).toEqual([1, 1])
    const classes = {
      m: { width: 40, height: 40, data: Uint8Array.from({ length: 1600 }, (_, at) => (at === 805 ? 3 : 0)) },
    }
    expect(
      hidden(done(constrainedDropout({ mask: 'm', width: 2, height: 2 }), white(40, 40, { masks: classes }))),
    ).toBe(4)
  })
})

describe('grids', () => {
  test('gridMask keeps 1 - (1 - r)² of the image', () => {
    const grid = { unit: 10, size: 4, x: 0, y: 0, angle: 0, fill: [0, 0, 0], dropHidden: 0 }
    expect(hidden(played('gridMask', grid, white(100, 100)))).toBe(1600)
    const turned = hidden(done(gridMask({ keep: 0.6, unit: 0.1, angle: 30 }), white(200, 200)))
    expect(turned / 40000).toBeCloseTo(0.16, 1)
    rising([0.9, 0.6, 0.3].map((keep) => hidden(done(gridMask({ keep }), white(100, 100)))))
  })
  test('a fence is what its bars cover', () => {
    const fence = { unit: 10, size: 2, x: 0, y: 0, angle: 0, fill: [0, 0, 0], dropHidden: 0 }
    expect(hidden(played('fenceMask', fence, white(100, 100)))).toBe(3600)
    rising([0.1, 0.2, 0.4].map((bar) => hidden(done(fenceMask({ bar }), white(100, 100)))))
  })
  test('gridDropout leaves a hole in every cell', () => {
    const upper = reds(done(gridDropout({ columns: 2, rows: 1, scattered: false }), white(8, 2)))
    expect(upper).toEqual([0, 0, 255, 255, 0, 0, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255])
    expect(hidden(done(gridDropout(), white(100, 100)))).toBe(2500)
  })
  test('hideAndSeek hides its share of cells', () => {
    const out = hidden(done(hideAndSeek({ size: 4, fraction: 0.3 }), white(200, 200)))
    expect(out / 40000).toBeCloseTo(0.3, 1)
    expect(out % 16).toBe(0)
  })
})

describe('values', () => {
  test('shufflePixels keeps the pixels of a rectangle, in another order, and touches nothing else', () => {
    const data = Uint8Array.from({ length: 64 }, (_, at) => at)
    const image = imageFrom({ width: 8, height: 8, channels: 1, data }, {}, { id: 's' })
    const out = reds(played('shufflePixels', { regions: [[0, 0, 8, 4]], key: [3, 4] }, image))
    expect(out.slice(32)).toEqual(Array.from(data.slice(32)))
    expect(out.slice(0, 32)).not.toEqual(Array.from(data.slice(0, 32)))
    expect(out.toSorted((a, b) => a - b)).toEqual(Array.from(data))
    expect(reds(done(shufflePixels({ count: 0 }), image))).toEqual(Array.from(data))
  })
  test('opacity fades to its colour', () => {
    const { data } = toRaster(done(opacity({ level: 0.5, colour: [255, 0, 100] }), white(1, 1)))
    expect(Array.from(data)).toEqual([255, 128, 178, 255])
  })
})

describe('objects', () => {
  const mask = { width: 10, height: 10, data: Uint8Array.from({ length: 100 }, (_, at) => (at % 10 < 4 ? 1 : 0)) }
  const labels: ImageLabels = {
    label: 'scene',
    masks: { classes: { width: 10, height: 10, data: new Uint8Array(100).fill(7) } },
    instances: [
      { id: 'a', label: 'cat', box: [0, 0, 4, 10], mask },
      { id: 'b', label: 'dog', box: [5, 5, 5, 5] },
    ],
  }
  test('maskDropout paints an object over, drops it and records it', () => {
    const { sample, recipe } = run(maskDropout({ labels: ['cat'], fill: [9, 9, 9] }), white(10, 10, labels), {
      seed: 1,
    })
    expect(reds(sample).slice(0, 10)).toEqual([9, 9, 9, 9, 255, 255, 255, 255, 255, 255])
    expect(sample.labels.instances).toEqual([labels.instances?.[1]])
    expect(sample.labels.label).toBe('scene')
    expect(Array.from(sample.labels.masks?.classes?.data ?? []).slice(0, 10)).toEqual([0, 0, 0, 0, 7, 7, 7, 7, 7, 7])
    expect(recipe[0]?.dropped).toEqual([{ kind: 'instance', id: 'a', label: 'cat', reason: 'it is covered' }])
  })
  test('dropHidden drops what too little is seen of and leaves all else as it was', () => {
    const regions = [
      [0, 0, 3, 10],
      [5, 5, 1, 5],
    ]
    const drawn = (dropHidden: number) => ({ regions, paint: { fill: [0, 0, 0], dropHidden } })
    const ids = (dropHidden: number) =>
      played('coarseDropout', drawn(dropHidden), white(10, 10, labels)).labels.instances
    // A quarter of the cat and four fifths of the dog are left.
    expect(ids(0)).toEqual(labels.instances)
    expect(ids(0.25)).toEqual(labels.instances)
    expect(ids(0.5)).toEqual([labels.instances?.[1]])
    expect(ids(0.9)).toEqual([])
    const steps = coarseDropout({ count: 1, width: 1, height: 1, dropHidden: 0.1 })
    expect(run(steps, white(10, 10, labels), { seed: 1 }).recipe[0]?.dropped?.[0]).toEqual({
      kind: 'instance',
      id: 'a',
      label: 'cat',
      reason: 'its visible share of 0 is below dropHidden 0.1',
    })
  })
  test('dropHidden paints the same pixels', () => {
    for (const kind of ['colour', 'noise', 'colours'] as const) {
      const options = { with: kind, count: 3, fill: [10, 20, 30] }
      const [plain, dropping] = [0, 0.9].map((dropHidden) =>
        reds(done(coarseDropout({ ...options, dropHidden }), white(40, 30, labelsOf(40, 30)))),
      )
      expect(dropping).toEqual(plain)
    }
  })
})

const labelsOf = (width: number, height: number): ImageLabels => ({
  instances: [{ id: 1, box: [0, 0, width, height] }],
})
