import { run } from '@variegate/core'
import { describe, expect, test } from 'vitest'
import {
  cartoon,
  clouds,
  colorQuantization,
  frost,
  imageFrom,
  meanShiftBlur,
  oilPainting,
  pixelate,
  pooling,
  toRaster,
  voronoi,
  type Image,
} from '../src/index.js'

type Given = Parameters<typeof run<Image>>[0]
const greyOf = (width: number, height: number, values: ArrayLike<number>): Image =>
  imageFrom({ width, height, channels: 1, data: Float32Array.from(values), white: 255 }, {}, { id: 'grey' })
const valuesOf = (given: Given, image: Image, seed = 3): number[] =>
  Array.from(toRaster(run(given, image, { seed }).sample).data)
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

const SIDE = 96
const even = (level: number) => greyOf(SIDE, SIDE, new Float32Array(SIDE * SIDE).fill(level))
/** A bright disc on a dark slope, with fine noise over it. */
const disc = greyOf(
  SIDE,
  SIDE,
  Float32Array.from({ length: SIDE * SIDE }, (_, at) => {
    const [x, y] = [at % SIDE, Math.floor(at / SIDE)]
    return ((x - 48) ** 2 + (y - 48) ** 2 < 600 ? 200 : 40 + x / 4) + ((at * 7919) % 13) - 6
  }),
)

describe('by hand', () => {
  // 1 2 3 4 / 5 6 7 8 / 9 9 0 0, blocks of two, the last row's of one.
  const small = greyOf(4, 3, [1, 2, 3, 4, 5, 6, 7, 8, 9, 9, 0, 0])
  test.each([
    ['average', [3.5, 5.5, 9, 0]],
    ['max', [6, 8, 9, 0]],
    ['min', [1, 3, 9, 0]],
    ['median', [3.5, 5.5, 9, 0]],
  ] as const)('pooling takes the %s of blocks', (kind, [a, b, c, d]) => {
    expect(valuesOf(pooling({ kind, size: 2 }), small)).toEqual([a, a, b, b, a, a, b, b, c, c, d, d])
  })
  test('pixelate averages', () => expect(valuesOf(pixelate({ size: 4 }), small)).toEqual(Array<number>(12).fill(4.5)))
  test('uniform quantization takes the middles of bins', () =>
    expect(
      valuesOf(colorQuantization({ method: 'uniform', colors: 4 }), greyOf(5, 1, [0, 63.9, 64, 200, 255])),
    ).toEqual([32, 32, 96, 224, 224]))
  test('k-means finds two levels where there are two heaps', () => {
    const heaps = greyOf(8, 1, [10, 12, 14, 12, 200, 202, 198, 200])
    expect(valuesOf(colorQuantization({ colors: 2 }), heaps)).toEqual([12, 12, 12, 12, 200, 200, 200, 200])
  })
  test('oil takes the commonest step of brightness, not the mean', () => {
    const row = greyOf(5, 1, [10, 12, 240, 14, 12])
    expect(valuesOf(oilPainting({ radius: 2, levels: 8 }), row)[2]).toBe(12)
  })
  test('one Voronoi cell is the mean', () =>
    expect(valuesOf(voronoi({ cells: 1, replace: 1 }), small)).toEqual(Array<number>(12).fill(4.5)))
})

describe('what each texture is for', () => {
  test('Voronoi cells hold the pixels nearest to their points, and more of them keep more of the picture', () => {
    const difference = (cells: number) =>
      mean(
        valuesOf(voronoi({ cells, replace: 1 }), disc).map((value, at) =>
          Math.abs(value - (disc.source.data[at] ?? 0)),
        ),
      )
    expect(new Set(valuesOf(voronoi({ cells: 30, replace: 1 }), disc)).size).toBeLessThanOrEqual(30)
    expect(difference(10)).toBeGreaterThan(difference(100))
    expect(difference(100)).toBeGreaterThan(difference(2000))
    expect(mean(valuesOf(voronoi({ cells: 50, replace: 1 }), disc))).toBeCloseTo(mean(Array.from(disc.source.data)), 2)
  })
  test('k-means comes nearer with more colours', () => {
    const error = (colors: number) =>
      mean(valuesOf(colorQuantization({ colors }), disc).map((value, at) => (value - (disc.source.data[at] ?? 0)) ** 2))
    expect(error(2)).toBeGreaterThan(error(4))
    expect(error(4)).toBeGreaterThan(error(12))
    expect(new Set(valuesOf(colorQuantization({ colors: 5 }), disc)).size).toBe(5)
  })
  test('the mean shift flattens and keeps the edge', () => {
    const values = valuesOf(meanShiftBlur({ radius: 6, colorRadius: 20 }), disc)
    const patch = (from: ArrayLike<number>) =>
      Array.from({ length: 64 }, (_, at) => from[(44 + (at >> 3)) * SIDE + 44 + (at & 7)] ?? 0)
    const spread = (patched: number[]) => Math.sqrt(mean(patched.map((value) => (value - mean(patched)) ** 2)))
    expect(spread(patch(values))).toBeLessThan(spread(patch(disc.source.data)) / 2)
    const step = (values[48 * SIDE + 48] ?? 0) - (values[48 * SIDE + 4] ?? 0)
    expect(step).toBeGreaterThan(145)
  })
  test('a cartoon draws its outlines on edges and nowhere else', () => {
    const values = valuesOf(cartoon({ smoothing: 4, edges: 1, saturation: 1 }), disc)
    const rim = values[48 * SIDE + 48 + 24] ?? 255
    expect(rim).toBeLessThan(60)
    expect(values[48 * SIDE + 48]).toBeGreaterThan(180)
  })
  test('clouds cover the share they should, and whiten more where they are more opaque', () => {
    for (const cover of [0.2, 0.5, 0.8]) {
      const values = valuesOf(clouds({ cover, opacity: 1, brightness: 255 }), even(10))
      expect(Math.abs(values.filter((value) => value > 10).length / values.length - cover)).toBeLessThan(0.02)
    }
    const [thin, thick] = [0.3, 0.9].map((opacity) => mean(valuesOf(clouds({ opacity, cover: 0.5 }), even(10))))
    expect(thick).toBeGreaterThan(2 * (thin ?? 0))
  })
  test('frost grows from the edges inwards', () => {
    const whiteness = (cover: number) => mean(valuesOf(frost({ cover, opacity: 0.8 }), even(10)))
    expect(whiteness(0.3)).toBeLessThan(whiteness(0.6))
    expect(whiteness(0.6)).toBeLessThan(whiteness(1))
    const values = valuesOf(frost({ cover: 0.45, opacity: 0.8 }), even(10))
    const middle = values.filter(
      (_, at) => Math.max(Math.abs((at % SIDE) - 48), Math.abs(Math.floor(at / SIDE) - 48)) < 12,
    )
    const edge = values.filter((_, at) => at % SIDE < 6)
    expect(mean(edge)).toBeGreaterThan(mean(middle) + 10)
  })
})
