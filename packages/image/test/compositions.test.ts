import { replay, run, type Transform } from '@variegate/core'
import { describe, expect, test } from 'vitest'
import {
  affine,
  brightness,
  horizontalFlip,
  hue,
  imageFrom,
  imageTransforms,
  inColorSpace,
  resize,
  toRaster,
  within,
  type Image,
} from '../src/index.js'

const at = (x: number, y: number, width: number) => y * width + x
/** Even grey of 100, with a bright object of 200 at [4, 4, 6, 6] in a mask and as a box with an id. */
const picture = (() => {
  const [width, height] = [32, 24]
  const data = new Uint8Array(width * height).fill(100)
  const mask = new Uint8Array(width * height)
  for (let y = 4; y < 10; y++) {
    for (let x = 4; x < 10; x++) {
      data[at(x, y, width)] = 200
      mask[at(x, y, width)] = 1
    }
  }
  const labels = {
    masks: { m: { width, height, data: mask } },
    instances: [
      { id: 'in', label: 'cat', box: [4, 4, 6, 6] as const },
      { id: 'out', label: 'dog', box: [20, 12, 5, 5] as const },
    ],
  }
  return imageFrom({ width, height, channels: 1, data }, labels, { id: 'p' })
})()
const done = (transform: Transform<Image>, image = picture) => run(transform, image, { seed: 1 }).sample
const reds = (image: Image) => Array.from(toRaster(image).data).filter((_, index) => index % 4 === 0)

describe('within', () => {
  test('changes values inside a mask alone, or outside of it, and leaves every label', () => {
    const inside = done(within([brightness({ factor: 0.5 })], { mask: 'm' }))
    expect(reds(inside)).toEqual(reds(picture).map((value) => (value === 200 ? 100 : value)))
    expect(inside.labels).toBe(picture.labels)
    const outside = done(within([brightness({ factor: 0.5 })], { label: 'cat', side: 'outside' }))
    expect(reds(outside)).toEqual(reds(picture).map((value) => (value === 100 ? 50 : value)))
  })
  test('a box, an outline and a band round an edge', () => {
    const half = reds(done(within([brightness({ factor: 0 })], { box: [0, 0, 0.5, 1] })))
    expect(half.filter((value) => value === 0)).toHaveLength(16 * 24)
    const triangle = reds(done(within([brightness({ factor: 0 })], { polygon: [0, 0, 1, 0, 0, 1] })))
    expect(Math.abs(triangle.filter((value) => value === 0).length - 32 * 12)).toBeLessThan(32)
    // Two pixels deep inside a square of six: all but its inner two by two.
    const band = reds(done(within([brightness({ factor: 0 })], { mask: 'm', band: [0, 2] })))
    expect(band.filter((value) => value === 0)).toHaveLength(36 - 4)
  })
  test('soft edges lie between, and far away nothing changes', () => {
    const soft = reds(done(within([brightness({ factor: 0 })], { mask: 'm', feather: 1 })))
    expect(new Set(soft).size).toBeGreaterThan(5)
    expect(soft[at(31, 23, 32)]).toBe(100)
  })
  test('what moves inside takes its labels along, and the hole it leaves is closed', () => {
    const moved = done(within([affine({ rotate: 0, scale: 1, shear: 0, translate: 0.25 })], { mask: 'm' }))
    // A quarter of 32 and of 24 pixels.
    expect(moved.labels.instances).toEqual([
      { id: 'out', label: 'dog', box: [20, 12, 5, 5] },
      { id: 'in', label: 'cat', box: [12, 10, 6, 6] },
    ])
    const values = reds(moved)
    expect(values[at(14, 12, 32)]).toBe(200)
    expect(Math.abs((values[at(6, 6, 32)] ?? 0) - 100)).toBeLessThanOrEqual(1)
    const mask = moved.labels.masks?.m?.data ?? []
    expect([mask[at(14, 12, 32)], mask[at(6, 6, 32)]]).toEqual([1, 0])
    expect(Object.keys(moved.labels.masks ?? {})).toEqual(['m'])
  })
  test('replays from its recipe', () => {
    const { sample, recipe } = run(within([horizontalFlip(), brightness()], { mask: 'm', feather: 2 }), picture, {
      seed: 5,
    })
    const again = replay(JSON.parse(JSON.stringify(recipe)), picture, { transforms: imageTransforms })
    expect(toRaster(again)).toEqual(toRaster(sample))
    expect(again.labels).toEqual(sample.labels)
  })
  test('says what is missing', () => {
    expect(() => done(within([brightness()], { mask: 'x' }))).toThrow(
      'Expected a mask named "x" for image/within but the image has m.',
    )
    expect(() => done(within([resize({ width: 8, height: 8 })], { mask: 'm' }))).toThrow(
      'Expected steps that keep the size 32x24 for image/within but they made 8x8; resize before or after it.',
    )
  })
})

describe('inColorSpace', () => {
  const colours = imageFrom(
    {
      width: 16,
      height: 16,
      channels: 3,
      data: Uint8Array.from({ length: 768 }, (_, index) => (index * 37 + (index % 3) * 91) % 256),
    },
    {},
    { id: 'c' },
  )
  test.each(['rgb', 'hsv', 'lab', 'ycbcr'] as const)(
    '%s and back loses little, and nothing where nothing is done',
    (space) => {
      expect(done(inColorSpace([brightness({ factor: 1, p: 0 })], { space }), colours)).toBe(colours)
      const there = done(inColorSpace([brightness({ factor: 1 })], { space }), colours)
      const off = Array.from(toRaster(there).data, (value, index) =>
        Math.abs(value - (toRaster(colours).data[index] ?? 0)),
      )
      // Eight bits a channel hold hue and a*b* coarsely.
      expect(off.reduce((sum, value) => sum + value, 0) / off.length).toBeLessThan(1.5)
    },
  )
  test('darkening the value of HSV is darkening red, green and blue alike', () => {
    const darker = toRaster(done(inColorSpace([brightness({ factor: 0.5 })], { space: 'hsv', channels: [2] }), colours))
    for (const [index, value] of toRaster(colours).data.entries())
      if (index % 4 !== 3) expect(Math.abs((darker.data[index] ?? 0) - value / 2)).toBeLessThanOrEqual(3)
  })
  test('turning the H channel is turning the hue', () => {
    const red = imageFrom({ width: 1, height: 1, channels: 3, data: Uint8Array.from([200, 40, 40]) }, {}, { id: 'r' })
    const turned = Array.from(toRaster(done(hue({ shift: 1 / 3 }), red)).data)
    expect(turned).toEqual([40, 200, 40, 255])
  })
  test('moving one channel is allowed while the size stays', () => {
    const moved = toRaster(done(inColorSpace([horizontalFlip()], { space: 'rgb', channels: [0] }), colours)).data
    const before = toRaster(colours).data
    expect([moved[0], moved[1], moved[2]]).toEqual([before[15 * 4], before[1], before[2]])
    expect(() => done(inColorSpace([resize({ width: 3, height: 3 })], { channels: [0] }), colours)).toThrow(
      'keep the size 16x16',
    )
  })
})
