import { run, type Transform } from '@variegate/core'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  affine,
  gridDistortion,
  gridShuffle,
  imageFrom,
  jigsaw,
  mirrorHalf,
  morphology,
  pixelSpread,
  rollingShutter,
  rotate,
  safeRotate,
  scale,
  shear,
  shiftScaleRotate,
  squareSymmetry,
  toRaster,
  translate,
  zoomOut,
  type Image,
  type ImageLabels,
} from '../src/index.js'

/** A picture of one red value a pixel. */
const reddish = (width: number, reds: readonly number[], labels: ImageLabels = {}): Image =>
  imageFrom(
    {
      width,
      height: reds.length / width,
      channels: 4,
      data: Uint8ClampedArray.from(reds.flatMap((red) => [red, 0, 0, 255])),
    },
    labels,
  )
const done = (transform: Transform<Image>, image: Image, seed = 1) => run(transform, image, { seed, id: 'h' }).sample
const reds = (image: Image) => Array.from(toRaster(image).data).filter((_, at) => at % 4 === 0)
const counting = (width: number, height: number, labels?: ImageLabels) =>
  reddish(
    width,
    Array.from({ length: width * height }, (_, at) => at + 1),
    labels,
  )

describe('named affine transforms', () => {
  test('squareSymmetry shows all eight symmetries and nothing else', () => {
    const shown = new Set<string>()
    for (let seed = 0; seed < 100; seed++) {
      const moved = done(squareSymmetry(), counting(3, 2), seed)
      shown.add(`${moved.width} ${reds(moved).join()}`)
    }
    expect([...shown].toSorted()).toEqual([
      '2 1,4,2,5,3,6',
      '2 3,6,2,5,1,4',
      '2 4,1,5,2,6,3',
      '2 6,3,5,2,4,1',
      '3 1,2,3,4,5,6',
      '3 3,2,1,6,5,4',
      '3 4,5,6,1,2,3',
      '3 6,5,4,3,2,1',
    ])
    expect(squareSymmetry.aliases).toEqual(['d4'])
  })

  test('safeRotate holds all of the image on the tightest canvas', () => {
    const quarter = done(safeRotate({ angle: 90 }), counting(3, 2))
    expect([quarter.width, quarter.height]).toEqual([2, 3])
    expect(reds(quarter)).toEqual([3, 6, 2, 5, 1, 4])
    const corners = [0, 1, 2, 3].map((index) => ({
      x: index % 2 ? 99 : 0,
      y: index > 1 ? 49 : 0,
      visibility: 2 as const,
    }))
    const image = counting(100, 50, { instances: [{ id: 1, keypoints: corners }] })
    const turned = done(safeRotate({ angle: 30 }), image)
    // 100 cos 30 + 50 sin 30 and 100 sin 30 + 50 cos 30, rounded up.
    expect([turned.width, turned.height]).toEqual([112, 94])
    const points = turned.labels.instances?.[0]?.keypoints ?? []
    expect(points.map(({ visibility }) => visibility)).toEqual([2, 2, 2, 2])
    expect(done(affine({ rotate: 30, scale: 1, shear: 0, fitOutput: true }), image).width).toBe(112)
  })

  test('translate moves by pixels where they are given, and by shares of the sides otherwise', () => {
    expect(reds(done(translate({ xPixels: 1, yPixels: 0 }), counting(3, 2)))).toEqual([0, 1, 2, 0, 4, 5])
    expect(reds(done(translate({ x: 0, y: -0.5 }), counting(3, 2)))).toEqual([4, 5, 6, 0, 0, 0])
    const still = { rotate: 0, scale: 1, shear: 0 }
    expect(reds(done(affine({ ...still, translatePixels: 1 }), counting(3, 2)))).toEqual([0, 0, 0, 0, 1, 2])
  })

  test('scale, shear and shiftScaleRotate are the affine transform with the same numbers', () => {
    const image = counting(13, 12)
    const still = { rotate: 0, scale: 1, shear: 0, translate: 0 }
    const same = (one: Transform<Image>, other: Transform<Image>) =>
      expect(reds(done(one, image))).toEqual(reds(done(other, image)))
    same(scale({ factor: 1.5 }), affine({ ...still, scale: 1.5 }))
    same(shear({ x: 12, y: 12 }), affine({ ...still, shear: 12 }))
    same(
      shiftScaleRotate({ shift: 0.1, scale: 1.2, rotate: 20 }),
      affine({ ...still, rotate: 20, scale: 1.2, translate: 0.1 }),
    )
    same(shiftScaleRotate({ shift: 0, scale: 1, rotate: 33 }), rotate({ angle: 33 }))
  })

  test('without keepAspect each axis has a factor of its own', () => {
    const drawn = (transform: Transform<Image>) =>
      JSON.stringify(run(transform, counting(4, 4), { seed: 3, id: 'h' }).recipe[0]?.drawn)
    const { x, y } = JSON.parse(drawn(scale({ keepAspect: false, factor: [0.5, 2] })))
    expect(x).not.toBe(y)
    const [first, second] = JSON.parse(drawn(affine({ keepAspect: false }))).scale
    expect(first).not.toBe(second)
    const alike = JSON.parse(drawn(affine())).scale
    expect(alike[0]).toBe(alike[1])
  })

  test('zoomOut puts the image on a larger canvas of the fill or mean colour, boxes with it', () => {
    const image = reddish(2, [10, 20, 30, 40], { instances: [{ id: 1, box: [0, 0, 2, 2] }] })
    const grown = done(zoomOut({ side: 2, background: 'mean' }), image)
    expect([grown.width, grown.height]).toEqual([4, 4])
    const [x = 0, y = 0] = grown.labels.instances?.[0]?.box ?? []
    const expected = Array<number>(16).fill(25)
    for (const [index, red] of [10, 20, 30, 40].entries())
      expected[(y + Math.floor(index / 2)) * 4 + x + (index % 2)] = red
    expect(reds(grown)).toEqual(expected)
    const kept = done(zoomOut({ side: 2, keepSize: true }), image)
    expect([kept.width, kept.height]).toEqual([2, 2])
    expect(kept.labels.instances?.[0]?.box?.slice(2)).toEqual([1, 1])
  })
})

describe('pieces', () => {
  test('gridShuffle gives cells other places, equal cells only among each other, and labels go with them', () => {
    const image = counting(6, 4, { instances: [{ id: 1, keypoints: [{ x: 1, y: 1, visibility: 2 }] }] })
    for (let seed = 0; seed < 20; seed++) {
      const shuffled = done(gridShuffle({ columns: 3, rows: 2 }), image, seed)
      expect(reds(shuffled).toSorted((a, b) => a - b)).toEqual(reds(image))
      const point = shuffled.labels.instances?.[0]?.keypoints?.[0]
      expect(reds(shuffled)[(point?.y ?? 0) * 6 + (point?.x ?? 0)]).toBe(8)
    }
    // Columns of 2, 2 and 3 pixels: the last one has nobody to change with.
    for (let seed = 0; seed < 20; seed++)
      expect(reds(done(gridShuffle({ rows: 1 }), counting(7, 1), seed)).slice(4)).toEqual([5, 6, 7])
  })

  test('a lone box is cut with the cells', () => {
    const image = counting(4, 2, { instances: [{ id: 1, box: [1, 0, 2, 2] }] })
    const seed = Array.from({ length: 50 }, (_, index) => index).find(
      (index) => reds(done(gridShuffle({ columns: 2, rows: 1 }), image, index))[0] === 3,
    )
    const { instances = [] } = done(gridShuffle({ columns: 2, rows: 1 }), image, seed).labels
    expect(instances.map(({ box }) => box)).toEqual([
      [0, 0, 1, 2],
      [3, 0, 1, 2],
    ])
  })

  test('jigsaw moves no cell farther than its steps, and leaves what the grid leaves over', () => {
    const image = counting(11, 9)
    for (let seed = 0; seed < 30; seed++) {
      const moved = reds(done(jigsaw({ columns: 5, rows: 4, steps: 2 }), image, seed))
      expect(moved.toSorted((a, b) => a - b)).toEqual(reds(image))
      for (const [at, red] of moved.entries()) {
        const [x, y, fromX, fromY] = [at % 11, Math.floor(at / 11), (red - 1) % 11, Math.floor((red - 1) / 11)]
        expect(Math.abs(x - fromX) / 2 + Math.abs(y - fromY) / 2).toBeLessThanOrEqual(2)
        if (x === 10 || y === 8) expect([fromX, fromY]).toEqual([x, y])
      }
    }
  })

  test('mirrorHalf shows one half and its mirror image; its boxes come twice, those of the other half go', () => {
    const image = counting(5, 2, {
      instances: [
        { id: 'left', box: [0, 0, 1, 2] },
        { id: 'right', box: [3, 0, 2, 2] },
        { id: 'point', keypoints: [{ x: 1, y: 0, visibility: 2 }] },
      ],
    })
    const left = done(mirrorHalf({ keep: 'left' }), image)
    expect(reds(left)).toEqual([1, 2, 3, 2, 1, 6, 7, 8, 7, 6])
    expect(left.labels.instances?.map(({ id, box }) => [id, box])).toEqual([
      ['left', [0, 0, 1, 2]],
      ['left', [4, 0, 1, 2]],
      ['point', undefined],
    ])
    expect(left.labels.instances?.[2]?.keypoints?.[0]).toEqual({ x: 1, y: 0, visibility: 2 })
    expect(reds(done(mirrorHalf({ keep: 'right' }), image))).toEqual([5, 4, 3, 4, 5, 10, 9, 8, 9, 10])
    expect(reds(done(mirrorHalf({ keep: 'top' }), image))).toEqual([1, 2, 3, 4, 5, 1, 2, 3, 4, 5])
    expect(reds(done(mirrorHalf({ keep: 'bottom' }), image))).toEqual([6, 7, 8, 9, 10, 6, 7, 8, 9, 10])
  })
})

describe('fields by hand', () => {
  test('rollingShutter shifts rows in proportion to their time', () => {
    // A pan of the whole width over four rows: -3/8, -1/8, 1/8 and 3/8 of eight pixels.
    const image = reddish(8, Array.from({ length: 4 }, () => [0, 0, 0, 255, 0, 0, 0, 0]).flat())
    const shifted = reds(done(rollingShutter({ pan: 1, shake: 0 }), image))
    expect([0, 1, 2, 3].map((row) => shifted.slice(row * 8, row * 8 + 8).indexOf(255))).toEqual([0, 2, 4, 6])
  })

  test('gridDistortion shows the whole image whatever it draws, and every cell where it came from', () => {
    const image = counting(12, 12, { instances: [{ id: 1, box: [0, 0, 12, 12] }] })
    for (let seed = 0; seed < 10; seed++) {
      const box = done(gridDistortion({ limit: 0.9 }), image, seed).labels.instances?.[0]?.box ?? []
      for (const [index, value] of [0, 0, 12, 12].entries()) expect(box[index]).toBeCloseTo(value, 4)
    }
  })
})

describe('local values', () => {
  test('pixelSpread takes every colour from within its reach, evenly', () => {
    const width = 200
    const image = reddish(
      width,
      Array.from({ length: width * 100 }, (_, at) => at % width),
    )
    const offsets = reds(done(pixelSpread({ reach: 2 }), image)).flatMap((red, at) =>
      at % width > 1 && at % width < width - 2 ? [red - (at % width)] : [],
    )
    for (const offset of [-2, -1, 0, 1, 2]) {
      const share = offsets.filter((one) => one === offset).length / offsets.length
      expect(Math.abs(share - 0.2)).toBeLessThan(0.01)
    }
    expect(Math.max(...offsets.map(Math.abs))).toBe(2)
  })

  test('pixelSpread gives bytes and deeper pixels the same neighbours', () => {
    const values = Array.from({ length: 91 }, (_, at) => at)
    const bytes = done(pixelSpread({ reach: 3 }), reddish(13, values))
    const deep = imageFrom({
      width: 13,
      height: 7,
      channels: 1,
      data: Float32Array.from(values, (value) => value / 255),
    })
    const spread = Array.from(toRaster(done(pixelSpread({ reach: 3 }), deep)).data, (value) => Math.round(value * 255))
    expect(spread).toEqual(reds(bytes))
  })

  test('morphology grows what is bright or dark', () => {
    const image = reddish(5, [9, 9, 9, 9, 9, 9, 9, 0, 9, 9, 9, 9, 9, 9, 9])
    expect(reds(done(morphology({ operation: 'erode', size: 3 }), image))).toEqual([
      9, 0, 0, 0, 9, 9, 0, 0, 0, 9, 9, 0, 0, 0, 9,
    ])
    expect(new Set(reds(done(morphology({ operation: 'close', size: 3 }), image)))).toEqual(new Set([9]))
  })

  interface Case {
    readonly operation: 'dilate' | 'erode' | 'open' | 'close'
    readonly size: number
    readonly expected: readonly number[]
  }
  const golden: { width: number; height: number; image: number[]; cases: Case[] } = JSON.parse(
    readFileSync(new URL('golden/morphology.json', import.meta.url), 'utf8'),
  )
  test.each(golden.cases.map((one) => [one.operation, one.size, one] as const))(
    'morphology agrees with OpenCV: %s %d',
    (operation, size, { expected }) => {
      const { width, height, image } = golden
      const colour = imageFrom({ width, height, channels: 3, data: Uint8Array.from(image) })
      const made = Array.from(toRaster(done(morphology({ operation, size }), colour)).data)
      expect(made.filter((_, at) => at % 4 !== 3)).toEqual(expected)
      const deep = imageFrom({ width, height, channels: 3, data: Uint16Array.from(image, (value) => value * 257) })
      const wide = Array.from(toRaster(done(morphology({ operation, size }), deep)).data)
      expect(wide).toEqual(expected.map((value) => value * 257))
    },
  )
  test.each(['open', 'close'] as const)('an even window has no place of its own to %s about', (operation) => {
    // A block as large as the window stays where it is.
    const [ground, block] = operation === 'open' ? [0, 9] : [9, 0]
    const values = Array.from({ length: 49 }, (_, at) =>
      at % 7 >= 2 && at % 7 < 6 && Math.floor(at / 7) >= 1 && Math.floor(at / 7) < 5 ? block : ground,
    )
    expect(reds(done(morphology({ operation, size: 4 }), reddish(7, values)))).toEqual(values)
  })
})
