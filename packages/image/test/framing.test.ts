import { run, type Transform } from '@variegate/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  atLeastOneBoxCrop,
  boxSafeCrop,
  boxSubsetSafeCrop,
  cropAndPad,
  cropFromBorders,
  cropNearBox,
  cropNonEmptyMask,
  fiveCrop,
  imageFrom,
  iouCrop,
  letterbox,
  pad,
  padIfNeeded,
  padToMultiple,
  randomScale,
  resizeLongest,
  resizeShortest,
  tenCrop,
  toRaster,
  type Box,
  type Image,
} from '../src/index.js'

/** Rows of red: 1 2 3 / 4 5 6, with one object over the 5. */
const small = imageFrom(
  { width: 3, height: 2, channels: 1, data: Uint8Array.from([1, 2, 3, 4, 5, 6]) },
  { instances: [{ id: 1, box: [1, 1, 1, 1] }] },
  { id: 's' },
)
const show = (image: Image) => {
  const { width, data } = toRaster(image)
  const reds = Array.from(data).filter((_, at) => at % 4 === 0)
  return Array.from({ length: reds.length / width }, (_, row) => reds.slice(row * width, (row + 1) * width).join(' '))
}
const done = (transform: Transform<Image>, image = small, seed = 1) => run(transform, image, { seed, id: 'x' }).sample
const boxes = (image: Image) => image.labels.instances?.map(({ box }) => box)

describe('pads', () => {
  test('pad adds pixels at each side and boxes move along', () => {
    const padded = done(pad({ left: 1, top: 1, fill: [9, 9, 9] }))
    expect(show(padded)).toEqual(['9 9 9 9', '9 1 2 3', '9 4 5 6'])
    expect(boxes(padded)).toEqual([[2, 2, 1, 1]])
  })
  test.each([
    ['replicate', '1 1 2 3 3'],
    ['reflect', '1 1 2 3 3'],
    ['reflect101', '2 1 2 3 2'],
    ['wrap', '3 1 2 3 1'],
  ] as const)('a border of kind %s', (border, row) =>
    expect(show(done(pad({ left: 1, right: 1, border })))[0]).toBe(row),
  )
  test('padIfNeeded only grows what is too small, and puts the image where it is asked', () => {
    expect(show(done(padIfNeeded({ width: 5, height: 1 })))).toEqual(['0 1 2 3 0', '0 4 5 6 0'])
    expect(show(done(padIfNeeded({ width: 4, height: 3, position: 'bottomRight' })))).toEqual([
      '0 0 0 0',
      '0 1 2 3',
      '0 4 5 6',
    ])
  })
  test('padToMultiple', () => {
    const { width, height } = done(padToMultiple({ multiple: 4 }))
    expect([width, height]).toEqual([4, 4])
  })
  test('letterbox shows the whole image in its own shape', () => {
    const boxed = done(letterbox({ width: 6, height: 6 }))
    expect([boxed.width, boxed.height]).toEqual([6, 6])
    // Twice as large is 6x4, with one row above and below.
    expect(boxes(boxed)).toEqual([[2, 3, 2, 2]])
    expect(show(boxed)[0]).toBe('0 0 0 0 0 0')
  })
  test('cropAndPad cuts or adds by shares, and keeps the size where asked', () => {
    const cut = done(cropAndPad({ amount: -0.25, keepSize: false }), imageOf(8, 4))
    expect([cut.width, cut.height]).toEqual([4, 2])
    expect(done(cropAndPad({ amount: 0.5 }), imageOf(8, 4)).width).toBe(8)
  })
})

const imageOf = (width: number, height: number, found: readonly Box[] = []): Image =>
  imageFrom(
    { width, height, channels: 1, data: Uint8Array.from({ length: width * height }, (_, at) => at % 251) },
    {
      instances: found.map((box, id) => ({ id, box })),
      masks: {
        m: {
          width,
          height,
          data: Uint8Array.from({ length: width * height }, (_, at) => (at === 4 * width + 30 ? 2 : 0)),
        },
      },
    },
    { id: 'i' },
  )

describe('sizes', () => {
  test('the longer or shorter side gets a length and the shape stays', () => {
    expect(done(resizeLongest({ size: 6 }))).toMatchObject({ width: 6, height: 4 })
    expect(done(resizeShortest({ size: 6 }))).toMatchObject({ width: 9, height: 6 })
    expect(done(randomScale({ factor: 2 }))).toMatchObject({ width: 6, height: 4 })
    expect(done(randomScale({ factor: 1 }))).toBe(small)
  })
  test('five and ten windows', () => {
    expect(show(done(fiveCrop({ width: 2, height: 1, place: 'bottomRight' })))).toEqual(['5 6'])
    expect(show(done(fiveCrop({ width: 1, height: 2, place: 'center' })))).toEqual(['2', '5'])
    const seen = new Set(
      Array.from({ length: 60 }, (_, seed) => show(done(tenCrop({ width: 2, height: 1 }), small, seed)).join()),
    )
    expect([...seen].toSorted()).toEqual(['1 2', '2 1', '2 3', '3 2', '4 5', '5 4', '5 6', '6 5'])
  })
  test('cropFromBorders cuts a share off each side', () => {
    const cut = done(cropFromBorders({ left: 0.25, top: 0, right: 0.25, bottom: 0.25 }), imageOf(8, 4))
    expect([cut.width, cut.height]).toEqual([4, 3])
  })
})

describe('windows that know of objects', () => {
  const box = fc.tuple(fc.nat(30), fc.nat(20), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
  const many = fc.array(box, { minLength: 1, maxLength: 5 })

  test('boxSafeCrop loses no part of any box', () => {
    fc.assert(
      fc.property(many, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), (found, seed, erosion) => {
        const cut = done(boxSafeCrop({ erosion }), imageOf(40, 30, found), seed)
        const sides = (boxes(cut) ?? []).map((one) => [one?.[2], one?.[3]])
        expect(sides).toEqual(found.map(([, , width, height]) => [width, height]))
      }),
    )
  })
  test('boxSubsetSafeCrop loses no part of at least one, atLeastOneBoxCrop shows a part of one', () => {
    fc.assert(
      fc.property(many, fc.nat(), (found, seed) => {
        const subset = boxes(done(boxSubsetSafeCrop(), imageOf(40, 30, found), seed)) ?? []
        expect(subset.some((one) => found.some(([, , w, h]) => one?.[2] === w && one[3] === h))).toBe(true)
        const one = done(atLeastOneBoxCrop({ width: 7, height: 5 }), imageOf(40, 30, found), seed)
        expect(one.labels.instances?.length).toBeGreaterThan(0)
        expect([one.width, one.height]).toEqual([7, 5])
      }),
    )
  })
  test('cropNonEmptyMask holds a labelled pixel', () => {
    for (let seed = 0; seed < 30; seed++) {
      const cut = done(cropNonEmptyMask({ width: 5, height: 5 }), imageOf(40, 30), seed)
      expect(cut.labels.masks?.m?.data).toContain(2)
      const ignored = done(cropNonEmptyMask({ width: 40, height: 30, ignore: [2] }), imageOf(40, 30), seed)
      expect(ignored.width).toBe(40)
    }
  })
  test('cropNearBox surrounds the box by shares of it', () => {
    const cut = done(cropNearBox({ shift: 0.5 }), imageOf(40, 30, [[10, 8, 4, 6]]))
    expect([cut.width, cut.height, boxes(cut)]).toEqual([8, 12, [[2, 3, 4, 6]]])
    expect(done(cropNearBox({ shift: 0 }), imageOf(40, 30, [[10, 8, 4, 6]]))).toMatchObject({ width: 4, height: 6 })
  })
  test('iouCrop overlaps a box by the least measure drawn', () => {
    for (let seed = 0; seed < 20; seed++) {
      const { width, height, labels } = done(iouCrop({ overlaps: [0.5] }), imageOf(40, 30, [[8, 6, 20, 18]]), seed)
      const [, , w = 0, h = 0] = labels.instances?.[0]?.box ?? []
      const shared = w * h
      expect(shared / (width * height + 20 * 18 - shared)).toBeGreaterThanOrEqual(0.5)
    }
  })
  test('a window larger than the image says what to do', () =>
    expect(() => done(fiveCrop({ width: 4, height: 1 }))).toThrow(
      'Expected an image of at least 4x1 px for image/fiveCrop but received 3x2; resize it first, or crop less.',
    ))
})
