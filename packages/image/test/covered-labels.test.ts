import { emptyContext, run } from '@variegate/core'
import { expect, test } from 'vitest'
import {
  blendStep,
  cutmix,
  givenAlpha,
  imageFrom,
  imageModality,
  rectangles,
  warp,
  within,
  type Image,
  type ImageStep,
  type Instance,
} from '../src/index.js'

const SIDE = 20
const plain = (instances: readonly Instance[], id?: string): Image =>
  imageFrom(
    { width: SIDE, height: SIDE, channels: 1, data: new Uint8Array(SIDE * SIDE) },
    { instances },
    id === undefined ? {} : { id },
  )
const square = [2, 2, 12, 2, 12, 12, 2, 12]

/** The right half from column 8 on is another picture's. */
const pasted = (own: readonly Instance[], brought: readonly Instance[] = [], partner = plain(brought, 'p.png')) =>
  imageModality.apply(plain(own, 'h.png'), [
    blendStep(partner, rectangles, { boxes: [[8, 0, 12, 20]] }, { labels: 'paste' }),
  ])

test('a polygon under a rectangle is cut at its edge; box, area and visible share follow', () => {
  const { sample } = pasted([{ id: 1, box: [2, 2, 10, 10], polygons: [square], area: 100 }])
  expect(sample.labels.instances).toEqual([
    { id: 1, box: [2, 2, 6, 10], polygons: [[2, 2, 8, 2, 8, 12, 2, 12]], area: 60, visible: 0.6 },
  ])
})

test('edges between pixels are cut exactly', () => {
  const { sample } = pasted([{ polygons: [[1.5, 3, 8.5, 3, 8.5, 10, 1.5, 10]], area: 49 }])
  expect(sample.labels.instances?.[0]?.area).toBeCloseTo(6.5 * 7, 9)
})

test('a rectangle inside an object leaves outlines round it, none of which has a hole', () => {
  const step = blendStep(plain([]), rectangles, { boxes: [[5, 5, 4, 4]] }, { labels: 'paste' })
  const { sample } = imageModality.apply(plain([{ polygons: [square], area: 100 }]), [step])
  const [{ polygons, area } = {}] = sample.labels.instances ?? []
  expect(polygons).toHaveLength(4)
  expect(area).toBe(84)
})

test('under a cover of pixels the outline follows the pixels, its hole cut open', () => {
  const alpha = new Float32Array(SIDE * SIDE)
  for (const at of [5 * SIDE + 5, 5 * SIDE + 6]) alpha[at] = 1
  const { sample } = imageModality.apply(plain([{ polygons: [square], area: 100 }]), [
    blendStep(plain([]), givenAlpha, { alpha }, { labels: 'paste' }),
  ])
  expect(sample.labels.instances).toEqual([
    {
      polygons: [[2, 2, 12, 2, 12, 12, 2, 12, 2, 5, 5, 5, 5, 6, 7, 6, 7, 5, 2, 5]],
      area: 98,
      visible: 0.98,
    },
  ])
})

test('covered keypoints are hidden; those of the partner outside what is pasted are gone and recorded', () => {
  const keypoints = [
    { name: 'a', x: 4, y: 4, visibility: 2 },
    { name: 'b', x: 10, y: 4, visibility: 2 },
    { name: 'c', x: 10, y: 5, visibility: 1 },
    { name: 'd', x: 0, y: 0, visibility: 0 },
  ] as const
  const { sample, dropped } = pasted(
    [{ id: 0, box: [2, 2, 10, 10], keypoints }],
    [{ id: 0, polygons: [square], keypoints }],
  )
  const [own, brought] = sample.labels.instances ?? []
  expect(own?.keypoints?.map(({ visibility }) => visibility)).toEqual([2, 1, 1, 0])
  expect(brought?.keypoints).toEqual([{ name: 'a', x: 0, y: 0, visibility: 0 }, ...keypoints.slice(1)])
  expect(dropped).toEqual([
    {
      kind: 'keypoint',
      id: 0,
      label: 'a',
      source: 'p.png',
      reason: 'it lies outside the part of its image that is pasted',
    },
  ])
})

test('an object of keypoints alone goes where all are covered, and does not come where none is shown', () => {
  const at = (x: number): Instance => ({ id: x, keypoints: [{ x, y: 4, visibility: 2 }] })
  const { sample, dropped } = pasted([at(3), at(10)], [at(4), at(11)])
  expect(sample.labels.instances?.map(({ id, source }) => [id, source])).toEqual([
    [3, undefined],
    [11, 'p.png'],
  ])
  expect(dropped).toEqual([{ kind: 'instance', id: 10, reason: 'it is covered' }])
})

test('lone boxes and rotated ones stay whole while a part is seen, and go when covered; their areas tell the share', () => {
  const turned = (x: number): Instance => ({
    id: x,
    rotatedBox: { centre: [x, 10], width: 4, height: 4, angle: 0 },
    area: 16,
  })
  const { sample, dropped } = pasted([turned(8), turned(14), { id: 'box', box: [6, 2, 8, 8], area: 40 }])
  expect(sample.labels.instances).toEqual([
    { ...turned(8), area: 8, visible: 0.5 },
    { id: 'box', box: [6, 2, 8, 8], area: 10, visible: 0.25 },
  ])
  expect(dropped).toEqual([{ kind: 'instance', id: 14, reason: 'it is covered' }])
})

test('a shape too thin to hold the centre of a pixel is covered where its corners are', () => {
  const thin = (x: number) => ({ polygons: [[x + 0.6, 3, x + 0.9, 3, x + 0.9, 9, x + 0.6, 9]] })
  expect(pasted([thin(12), thin(3)]).sample.labels.instances).toEqual([thin(3)])
})

test('what comes along tells whose it is, through chains of mixes, and is its own again when it comes home', () => {
  const partner = plain(
    [
      { id: 0, box: [10, 0, 5, 5] },
      { id: 1, box: [10, 8, 5, 5], source: 'far.png' },
      { id: 2, box: [10, 14, 5, 5], source: 'h.png' },
    ],
    'p.png',
  )
  expect(
    pasted([{ id: 0, box: [0, 0, 4, 4] }], [], partner).sample.labels.instances?.map(({ id, source }) => [id, source]),
  ).toEqual([
    [0, undefined],
    [0, 'p.png'],
    [1, 'far.png'],
    [2, undefined],
  ])
  const nameless = plain([{ id: 5, box: [10, 0, 5, 5] }])
  expect(pasted([], [], nameless).sample.labels.instances).toEqual([{ id: 5, box: [10, 0, 5, 5] }])
})

test('records of what is lost later name the image that it came from, whose ids may be alike', () => {
  const mixed = pasted([{ id: 0, box: [0, 0, 4, 4] }], [{ id: 0, label: 'dog', box: [10, 0, 5, 5] }]).sample
  const left = warp({ width: 8, height: SIDE })
  expect(imageModality.apply(mixed, [left]).dropped).toEqual([
    { kind: 'instance', id: 0, label: 'dog', source: 'p.png', reason: 'nothing of it is left in the image' },
  ])
})

const areaAfter = (instance: Instance, ...steps: readonly ImageStep[]) =>
  imageModality.apply(plain([instance]), steps).sample.labels.instances?.[0]?.area
const doubled = warp({ matrix: [2, 0, 0, 0, 3, 0, 0, 0, 1], width: 40, height: 60 })

test('a given area without a shape grows as the plane does there, and shrinks by what is cut off', () => {
  expect(areaAfter({ box: [2, 2, 10, 10], area: 70.5 }, doubled)).toBe(70.5 * 6)
  expect(areaAfter({ box: [2, 2, 10, 10], area: 70.5 }, warp({ width: 7, height: SIDE }))).toBe(70.5 / 2)
  expect(areaAfter({ keypoints: [{ x: 3, y: 3, visibility: 2 }], area: 7 }, doubled)).toBe(42)
  expect(
    areaAfter({ rotatedBox: { centre: [10, 10], width: 6, height: 2, angle: 30 }, area: 11 }, doubled),
  ).toBeCloseTo(66, 9)
})

test('a given area stays to the bit where nothing is moved or cut; nobody gets one that had none', () => {
  const area = 70.123456789
  expect(areaAfter({ box: [2, 2, 10, 10], area }, warp({ width: SIDE, height: SIDE }))).toBe(area)
  expect(
    areaAfter(
      { box: [2, 2, 5, 10], polygons: [square], area },
      blendStep(plain([]), rectangles, { boxes: [[15, 0, 2, 2]] }, { labels: 'paste' }),
    ),
  ).toBe(area)
  expect(
    areaAfter({ box: [2, 2, 10, 10], area }, warp({ matrix: [1, 0, 3, 0, 1, 0, 0, 0, 1], width: 30, height: SIDE })),
  ).toBe(area)
  expect(areaAfter({ polygons: [square] }, doubled)).toBeUndefined()
})

test('with a mask or polygons that moved it is theirs, by the even-odd rule', () => {
  expect(areaAfter({ polygons: [square], area: 1 }, doubled)).toBe(600)
  // A bow tie: two triangles of 10 x 5.
  expect(areaAfter({ polygons: [[2, 2, 12, 12, 12, 2, 2, 12]], area: 1 }, doubled)).toBeCloseTo(300, 9)
  const mask = { width: SIDE, height: SIDE, data: new Uint8Array(SIDE * SIDE).fill(1, 0, 30) }
  expect(areaAfter({ mask, area: 1 }, doubled)).toBe(180)
})

test('an outline that crosses itself is not lost, though its halves cancel in the shoelace formula', () => {
  const { sample } = imageModality.apply(
    plain([{ id: 1, box: [2, 2, 10, 10], polygons: [[2, 2, 12, 12, 12, 2, 2, 12]] }]),
    [warp({ width: 7, height: SIDE })],
  )
  const [{ polygons, visible, box } = {}] = sample.labels.instances ?? []
  expect(polygons).toHaveLength(1)
  expect(box).toEqual([2, 2, 5, 10])
  expect(visible).toBeCloseTo(0.5, 9)
})

test('a region round a mix is refused, as it would show another picture without its labels', () => {
  const partner = plain([{ id: 0, box: [0, 0, 20, 20] }], 'p.png')
  const context = { ...emptyContext, partners: ['p.png'], lookup: () => partner }
  expect(() => run(within([cutmix()], { box: [0, 0, 0.5, 1] }), plain([], 'h.png'), { seed: 1, context })).toThrow(
    'Expected steps that bring no labels of other images for image/within but one of them mixes in image "p.png"; mix before or after it.',
  )
})
