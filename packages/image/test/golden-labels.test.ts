import { run, type Transform } from '@variegate/core'
import { describe, expect, test } from 'vitest'
import {
  blendStep,
  evenly,
  horizontalFlip,
  imageFrom,
  imageModality,
  rotate90,
  rotation,
  translation,
  multiply,
  scaling,
  transpose,
  verticalFlip,
  warp,
  type Image,
  type ImageLabels,
  type Matrix,
  type RotatedBox,
} from '../src/index.js'

/** 20 pixels wide, 10 high. */
const picture = (labels: ImageLabels): Image =>
  imageFrom({ width: 20, height: 10, channels: 1, data: new Uint8Array(200) }, labels, { id: 'p' })
const withBox = (rotatedBox: RotatedBox): Image => picture({ instances: [{ id: 1, rotatedBox }] })

const close = (box: RotatedBox | undefined, expected: RotatedBox) => {
  for (const [value = NaN, wanted = NaN] of [
    [box?.centre[0], expected.centre[0]],
    [box?.centre[1], expected.centre[1]],
    [box?.width, expected.width],
    [box?.height, expected.height],
    [box?.angle, expected.angle],
  ])
    expect(value).toBeCloseTo(wanted, 9)
}

describe('directions of keypoints', () => {
  const turned = (transform: Transform<Image>, angle: number) => {
    const image = picture({ instances: [{ id: 1, keypoints: [{ x: 5, y: 4, visibility: 2, angle }] }] })
    return run(transform, image, { seed: 1 }).sample.labels.instances?.[0]?.keypoints?.[0]
  }
  test.each([
    ['a flip left to right: 180 - a', horizontalFlip(), 30, 150, [14, 4]],
    ['the same beyond half a turn', horizontalFlip(), -30, -150, [14, 4]],
    ['a flip top to bottom: -a', verticalFlip(), 30, -30, [5, 5]],
    ['transposition: 90 - a', transpose(), 30, 60, [4, 5]],
    ['a quarter turn counter-clockwise: a - 90', rotate90({ quarters: 1 }), 30, -60, [4, 14]],
    ['three quarters: a + 90', rotate90({ quarters: 3 }), 30, 120, [5, 5]],
  ] as const)('%s', (_name, transform, angle, wanted, [x, y]) => {
    const point = turned(transform, angle)
    expect(point?.angle).toBeCloseTo(wanted, 9)
    expect([point?.x, point?.y]).toEqual([x, y])
  })
})

describe('rotated boxes', () => {
  const box: RotatedBox = { centre: [5, 4], width: 6, height: 2, angle: 30 }
  const moved = (matrix: Matrix, from: RotatedBox) =>
    imageModality.apply(withBox(from), [warp({ matrix, width: 40, height: 40 })]).sample.labels.instances?.[0]
      ?.rotatedBox
  test.each([
    ['a flip left to right', horizontalFlip(), { ...box, centre: [15, 4], angle: 150 }],
    ['a flip top to bottom', verticalFlip(), { ...box, centre: [5, 6], angle: -30 }],
    ['transposition', transpose(), { ...box, centre: [4, 5], angle: 60 }],
    ['a quarter turn counter-clockwise', rotate90({ quarters: 1 }), { ...box, centre: [4, 15], angle: -60 }],
  ] as const)('%s', (_name, transform, wanted) =>
    close(run(transform, withBox(box), { seed: 1 }).sample.labels.instances?.[0]?.rotatedBox, wanted),
  )
  test('a turn by 45 degrees from +x towards +y about (10, 10) keeps its sides', () => {
    const about = multiply(translation(10, 10), rotation(45), translation(-10, -10))
    const angle = moved(about, { centre: [14, 10], width: 6, height: 2, angle: 30 })
    const reach = 4 * Math.SQRT1_2
    const sign = (angle?.angle ?? 0) > 30 ? 1 : -1
    close(angle, { centre: [10 + reach, 10 + sign * reach], width: 6, height: 2, angle: 30 + sign * 45 })
  })
  test('twice as wide, an upright one grows along itself', () =>
    close(moved(scaling(2, 1), { centre: [5, 4], width: 6, height: 2, angle: 0 }), {
      centre: [10, 4],
      width: 12,
      height: 2,
      angle: 0,
    }))
  test('twice as wide, a square on its corner becomes the box around a rhombus', () => {
    // Corners (+-4, 0) and (0, +-2) about the centre; one side lies along (2, 1).
    const square = { centre: [5, 5], width: 2 * Math.SQRT2, height: 2 * Math.SQRT2, angle: 45 } as const
    close(moved(scaling(2, 1), square), {
      centre: [10, 5],
      width: 16 / Math.sqrt(5),
      height: 8 / Math.sqrt(5),
      angle: (Math.atan(0.5) * 180) / Math.PI,
    })
  })
})

describe('soft classes', () => {
  const mixed = (base: ImageLabels['label'], over: ImageLabels['label'], share: number) => {
    const layer = picture(over === undefined ? {} : { label: over })
    const step = blendStep(layer, evenly, { opacity: share }, { labels: 'mix', share })
    return imageModality.apply(picture(base === undefined ? {} : { label: base }), [step]).sample.labels.label
  }
  test('two names become shares, one name stays a name', () => {
    expect(mixed('cat', 'dog', 0.25)).toEqual({ cat: 0.75, dog: 0.25 })
    expect(mixed('cat', 'cat', 0.25)).toBe('cat')
    expect(mixed('cat', 'dog', 0)).toBe('cat')
    expect(mixed('cat', 'dog', 1)).toBe('dog')
  })
  test('shares are shared again, and add up to one', () => {
    expect(mixed({ cat: 0.5, bird: 0.5 }, 'dog', 0.25)).toEqual({ cat: 0.375, bird: 0.375, dog: 0.25 })
    expect(mixed({ cat: 0.5, bird: 0.5 }, { cat: 1 }, 0.5)).toEqual({ cat: 0.75, bird: 0.25 })
  })
})
