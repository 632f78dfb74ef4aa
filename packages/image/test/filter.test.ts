import { createRandom, run, type Transform } from '@variegate/core'
import { describe, expect, test } from 'vitest'
import { besselJ1 } from '../src/algorithms/bessel.js'
import {
  boxBlur,
  chromaticAberration,
  defocus,
  dithering,
  downscale,
  edgeOverlay,
  filterTransforms,
  glassBlur,
  halftone,
  imageFrom,
  jpegCompression,
  medianBlur,
  modeFilter,
  motionBlur,
  ringing,
  stochasticConvolution,
  superpixels,
  toRaster,
  webpCompression,
  zoomBlur,
  type Image,
} from '../src/index.js'

/** A grey picture of these rows. */
function greyOf(rows: readonly (readonly number[])[]): Image {
  const [height, width] = [rows.length, rows[0]?.length ?? 0]
  const data = Uint8ClampedArray.from(rows.flat().flatMap((level) => [level, level, level, 255]))
  return imageFrom({ width, height, channels: 4, data, layout: 'grey' }, {}, { id: 'grey' })
}

const even = (level: number, side: number) => greyOf(Array.from({ length: side }, () => Array(side).fill(level)))

const played = (transform: Transform<Image>, image: Image, seed = 1) => {
  const raster = toRaster(run(transform, image, { seed }).sample)
  const reds = Array.from(raster.data).filter((_, at) => at % raster.channels === 0)
  return Array.from({ length: raster.height }, (_, y) => reds.slice(y * raster.width, (y + 1) * raster.width))
}

const meanOf = (rows: readonly (readonly number[])[]) => {
  const values = rows.flat()
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** Waves with grain, in full colour. */
const noise = createRandom('filters')
const [width, height] = [53, 41]
const scene = Uint8ClampedArray.from({ length: width * height * 4 }, (_, at) => {
  const [pixel, channel] = [Math.floor(at / 4), at % 4]
  const [x, y] = [pixel % width, Math.floor(pixel / width)]
  return channel === 3 ? 255 : 128 + 90 * Math.sin(x / (5 + channel) + y / 9) + noise.integer([-25, 25])
})
const coloured = imageFrom({ width, height, channels: 4, data: scene, layout: 'rgb' }, {}, { id: 'coloured' })

/** What a float of full intensity 1 is in bytes. */
const wholeLevel = (value: number) => Math.min(255, Math.max(0, Math.floor(255 * value + 0.5)))

describe('by hand', () => {
  test('a box and a line average three pixels, mirrored at the edge', () => {
    expect(played(boxBlur({ size: 3 }), greyOf([[0, 90, 0]]))).toEqual([[60, 30, 60]])
    const line = motionBlur({ size: 3, angle: 0, direction: 0, allowShifted: false })
    expect(played(line, greyOf([[0, 90, 0]]))).toEqual([[60, 30, 60]])
  })
  test('a line that only looks ahead moves the picture back', () => {
    const line = motionBlur({ size: 3, angle: 0, direction: 1, allowShifted: false })
    // Points at 0, a half (to even: 0) and 1 beyond the middle.
    expect(played(line, greyOf([[0, 0, 100, 0, 0]]))).toEqual([[0, 50, 50, 0, 0]])
  })
  test('a disk of radius 1 is a plus of five', () => {
    const rows = played(
      defocus({ radius: 1, aliasBlur: 0 }),
      greyOf([0, 1, 2, 3, 4].map((y) => [0, 0, y === 2 ? 100 : 0, 0, 0])),
    )
    expect(rows).toEqual([
      [0, 0, 0, 0, 0],
      [0, 0, 20, 0, 0],
      [0, 20, 20, 20, 0],
      [0, 0, 20, 0, 0],
      [0, 0, 0, 0, 0],
    ])
  })
  test('a median wipes out a speck', () =>
    expect(played(medianBlur({ size: 3 }), greyOf([[7, 255, 7, 7, 9]]))).toEqual([[7, 7, 7, 7, 9]]))
  test('the most frequent of few levels is shown as the mean of what lies in it', () =>
    // Two levels: below 128 and from it on.
    expect(played(modeFilter({ size: 9, levels: 2 }), greyOf([[10, 20, 30, 200, 220]]))).toEqual([
      [20, 20, 20, 20, 20],
    ]))
  test('downscaling by half repeats every second pixel', () =>
    expect(played(downscale({ scale: 0.5 }), greyOf([[10, 20, 30, 40]]))).toEqual([[20, 20, 40, 40]]))
  test("Bayer's matrix of two sets half of a middle grey", () => {
    const bayer = dithering({ method: 'ordered', matrix: '2' })
    expect(played(bayer, even(128, 2))).toEqual([
      [0, 255],
      [255, 0],
    ])
  })
  test('errors are handed on to the right and below', () =>
    // 100 is black and leaves 7/16 of 100 to the right: 143.75 is white.
    expect(played(dithering(), greyOf([[100, 100]]))).toEqual([[0, 255]]))
  test('ink lies on an edge and nowhere else', () => {
    const step = greyOf(Array.from({ length: 5 }, () => [0, 0, 0, 200, 200, 200]))
    const rows = played(edgeOverlay({ opacity: 1, ink: [77, 77, 77] }), step)
    expect(rows).toEqual(Array.from({ length: 5 }, () => [0, 0, 77, 200, 200, 200]))
  })
  test("Bessel's function of order 1 is that of the tables", () => {
    // Abramowitz and Stegun, table 9.1.
    expect(besselJ1(1)).toBeCloseTo(0.4400505857449335, 14)
    expect(besselJ1(10)).toBeCloseTo(0.0434727461688614, 14)
    expect(besselJ1(60)).toBeCloseTo(0.0465983837581663, 14)
  })
})

describe('what filters do', () => {
  test.each(filterTransforms.map((definition) => [definition.name, definition] as const))(
    '%s means the same for bytes and for floats',
    (_name, definition) => {
      const data = Float32Array.from(scene, (value) => value / 255)
      const floats = imageFrom({ width, height, channels: 4, data, layout: 'rgba' }, {}, { id: 'coloured' })
      for (const seed of [1, 2, 3]) {
        const bytes = toRaster(run(definition.configure({}), coloured, { seed }).sample).data
        const exact = toRaster(run(definition.configure({}), floats, { seed }).sample).data
        let most = 0
        for (let at = 0; at < bytes.length; at++)
          most = Math.max(most, Math.abs((bytes[at] ?? 0) - wholeLevel(exact[at] ?? NaN)))
        expect(most).toBeLessThanOrEqual(1)
      }
    },
  )

  /** Mean distance of what comes out from what went in, in levels. */
  const effect = (transform: Transform<Image>) => {
    const after = toRaster(run(transform, coloured, { seed: 5 }).sample).data
    return scene.reduce((sum, value, at) => sum + Math.abs(value - (after[at] ?? 0)), 0) / scene.length
  }
  test.each([
    ['boxBlur', [3, 5, 9].map((size) => boxBlur({ size }))],
    ['medianBlur', [3, 5, 9].map((size) => medianBlur({ size }))],
    ['defocus', [1, 3, 8].map((radius) => defocus({ radius }))],
    ['zoomBlur', [1.05, 1.2, 1.5].map((factor) => zoomBlur({ factor, step: 0.01 }))],
    ['glassBlur', [1, 3, 6].map((maxDelta) => glassBlur({ maxDelta }))],
    ['jpegCompression', [95, 50, 10].map((quality) => jpegCompression({ quality }))],
    ['webpCompression', [95, 50, 10].map((quality) => webpCompression({ quality }))],
    ['downscale', [0.7, 0.4, 0.1].map((scale) => downscale({ scale, down: 'area', up: 'linear' }))],
    ['superpixels', [0.1, 0.5, 1].map((fraction) => superpixels({ fraction }))],
    ['chromaticAberration', [0.05, 0.15, 0.4].map((primary) => chromaticAberration({ primary, secondary: 0 }))],
    ['stochasticConvolution', [0.1, 0.4, 1].map((alpha) => stochasticConvolution({ alpha }))],
  ] as const)('%s changes more as it grows stronger', (_name, transforms) => {
    const effects = transforms.map(effect)
    expect(effects[0]).toBeGreaterThan(0)
    expect(effects).toEqual(effects.toSorted((a, b) => a - b))
    expect(new Set(effects).size).toBe(effects.length)
  })

  test.each([
    ['floydSteinberg', dithering()],
    ['ordered', dithering({ method: 'ordered', matrix: '8' })],
    ['halftone', halftone({ size: 6, angle: 20 })],
  ] as const)('%s keeps the mean of a grey', (_name, transform) => {
    for (const level of [40, 128, 200])
      expect(Math.abs(meanOf(played(transform, even(level, 96))) - level)).toBeLessThan(3)
  })
  test('a random kernel keeps the brightness', () => {
    for (const seed of [1, 2, 3])
      expect(new Set(played(stochasticConvolution({ alpha: 1 }), even(90, 9), seed).flat())).toEqual(new Set([90]))
  })
  test('a sharp low-pass filter overshoots beside an edge', () => {
    const step = greyOf(Array.from({ length: 32 }, () => Array.from({ length: 32 }, (_, x) => (x < 16 ? 60 : 180))))
    const values = played(ringing({ size: 15, cutoff: Math.PI / 2 }), step).flat()
    expect(Math.max(...values)).toBeGreaterThan(185)
    expect(Math.min(...values)).toBeLessThan(55)
  })
  test('swaps move colours no farther than asked and lose none', () => {
    const rows = Array.from({ length: 20 }, (_, y) => Array.from({ length: 20 }, (_column, x) => 12 * x + (y % 2)))
    const swapped = played(glassBlur({ sigma: 0, maxDelta: 2, iterations: 1 }), greyOf(rows))
    const sorted = (values: readonly (readonly number[])[]) => values.flat().toSorted((a, b) => a - b)
    expect(sorted(swapped)).toEqual(sorted(rows))
    expect(swapped).not.toEqual(rows)
    expect(swapped.map(([first]) => first)).toEqual(rows.map(([first]) => first))
  })
  test('superpixels keep two halves apart', () => {
    const halves = greyOf(Array.from({ length: 24 }, () => Array.from({ length: 24 }, (_, x) => (x < 12 ? 20 : 220))))
    expect(new Set(played(superpixels({ fraction: 1, segments: 9 }), halves).flat())).toEqual(new Set([20, 220]))
  })
})
