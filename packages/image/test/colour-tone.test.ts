import { emptyContext, run, type Transform } from '@variegate/core'
import { describe, expect, test } from 'vitest'
import {
  autoContrast,
  backgroundColor,
  bayerMosaic,
  brightnessContrast,
  channelDropout,
  channelShuffle,
  channelSwap,
  clahe,
  colorize,
  colorTemperature,
  deadPixels,
  equalize,
  exposureMatch,
  fancyPca,
  fromFloat,
  histogramMatch,
  hueSaturationValue,
  illumination,
  imageFrom,
  invert,
  normalize,
  photometricDistort,
  pixelDistribution,
  plasmaBrightness,
  plasmaShadow,
  rgbShift,
  stainJitter,
  toFloat,
  toneCurve,
  toRaster,
  toRgb,
  vignette,
  type Image,
  type ImageLabels,
} from '../src/index.js'

/** An opaque picture of one row, or of rows of a width. */
const picture = (colours: readonly (readonly number[])[], width = colours.length, labels: ImageLabels = {}): Image =>
  imageFrom(
    {
      width,
      height: colours.length / width,
      channels: 4,
      data: Uint8ClampedArray.from(colours.flatMap((colour) => [...colour, 255])),
    },
    labels,
    { id: 'p' },
  )

/** A photograph of sorts: smooth shades of all colours, 64x64. */
const shades = picture(
  Array.from({ length: 4096 }, (_, at) => {
    const [x, y] = [at % 64, Math.floor(at / 64)]
    return [40 + 2 * x, 60 + x + y, 30 + Math.floor((x * y) / 24)]
  }),
  64,
)
const even = picture(
  Array.from({ length: 4096 }, () => [100, 100, 100]),
  64,
)

const play = (transform: Transform<Image>, image: Image, seed = 1, partner = image): Image =>
  run(transform, image, { seed, context: { ...emptyContext, partners: ['q'], lookup: () => partner } }).sample

/** Colours pixel by pixel, alpha left out. */
function coloursOf(image: Image): number[][] {
  const { data } = toRaster(image)
  return Array.from({ length: data.length / 4 }, (_, at) => Array.from(data.subarray(at * 4, at * 4 + 3)))
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
const spread = (values: readonly number[]): number => {
  const middle = mean(values)
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)))
}
const change = (after: Image, before: Image): number => {
  const was = coloursOf(before).flat()
  return mean(
    coloursOf(after).flatMap((colour, at) => colour.map((value, c) => Math.abs(value - (was[at * 3 + c] ?? 0)))),
  )
}

describe('by hand', () => {
  const rows = picture([
    [10, 100, 200],
    [50, 50, 50],
  ])
  test.each<[string, Transform<Image>, number[][]]>([
    [
      'brightnessContrast',
      brightnessContrast({ brightness: 0.2, contrast: 0.5 }),
      [
        [66, 201, 255],
        [126, 126, 126],
      ],
    ],
    [
      'invert',
      invert(),
      [
        [245, 155, 55],
        [205, 205, 205],
      ],
    ],
    [
      'rgbShift',
      rgbShift({ red: 20, green: -60, blue: 60 }),
      [
        [30, 40, 255],
        [70, 0, 110],
      ],
    ],
    [
      'channelSwap',
      channelSwap({ order: [2, 0, 1] }),
      [
        [200, 10, 100],
        [50, 50, 50],
      ],
    ],
    [
      'colorize',
      colorize({ dark: [0, 0, 0], middle: [127.5, 0, 0], light: [255, 0, 0] }),
      [
        [84, 0, 0],
        [50, 0, 0],
      ],
    ],
    // A third of a turn takes red to green; grey has no hue.
    [
      'hueSaturationValue',
      hueSaturationValue({ hue: 120, saturation: 0, value: 0 }),
      [
        [200, 10, 100],
        [50, 50, 50],
      ],
    ],
    // All the saturation goes.
    [
      'hueSaturationValue',
      hueSaturationValue({ hue: 0, saturation: -255, value: 10 }),
      [
        [210, 210, 210],
        [60, 60, 60],
      ],
    ],
  ])('%s', (_name, transform, expected) => expect(coloursOf(play(transform, rows))).toEqual(expected))

  test('brightness by the mean adds a share of the mean luma', () =>
    // The luma of the first colour is 84.49, that of both 67.2: a tenth is added.
    expect(coloursOf(play(brightnessContrast({ brightness: 0.1, contrast: 0, byMean: true }), rows))[1]).toEqual([
      57, 57, 57,
    ]))
  test('channelShuffle keeps every pixel’s values', () => {
    for (const colour of coloursOf(play(channelShuffle(), rows)))
      expect(colour.reduce((a, b) => a + b)).toBeOneOf([310, 150])
  })
  test('channelDropout fills as many channels as it says, and leaves at least one', () => {
    const dropped = coloursOf(play(channelDropout({ count: 2, fill: 7 }), rows))
    expect(dropped[0]?.filter((value) => value === 7)).toHaveLength(2)
    expect(() => play(channelDropout({ count: 3 }), rows)).toThrow(
      'Expected an image of more than 3 channels for image/channelDropout but received 3; drop fewer.',
    )
  })
  test('channelSwap refuses an order of other channels', () =>
    expect(() => coloursOf(play(channelSwap({ order: [3, 1, 0] }), rows))).toThrow(
      'Expected an order of 3 channels, each of 0 to 2, but received [3, 1, 0]; name every channel of the result.',
    ))
  test('autoContrast brings the least to 0 and the greatest to 255', () =>
    expect(
      coloursOf(
        play(
          autoContrast(),
          picture([
            [10, 0, 5],
            [20, 51, 5],
            [30, 102, 5],
          ]),
        ),
      ),
    ).toEqual([
      [0, 0, 5],
      [127, 127, 5],
      [255, 255, 5],
    ]))
  test('equalize brings four levels to even steps', () =>
    expect(
      coloursOf(play(equalize(), picture([1, 2, 3, 9].map((level) => [level, level, level])))).map(([red]) => red),
    ).toEqual([0, 85, 170, 255]))
  test('exposureMatch doubles linear light where the partner has twice as much', () => {
    // 188 is half of full light, 137 a quarter.
    const matched = play(exposureMatch({ amount: 1 }), picture([[137, 137, 137]]), 1, picture([[188, 188, 188]]))
    expect(coloursOf(matched)).toEqual([[188, 188, 188]])
  })
  test('histogramMatch of one level gives the partner’s level, or goes half the way', () => {
    const partner = picture([[200, 0, 90]])
    expect(coloursOf(play(histogramMatch({ amount: 1 }), picture([[50, 60, 70]]), 1, partner))).toEqual([[200, 0, 90]])
    expect(coloursOf(play(histogramMatch({ amount: 0.5 }), picture([[50, 60, 70]]), 1, partner))).toEqual([
      [125, 30, 80],
    ])
  })
  test('backgroundColor paints where the mask says background, and labels stay', () => {
    const masks = { m: { width: 2, height: 1, data: Uint8Array.of(0, 3) } }
    const image = picture(
      [
        [1, 2, 3],
        [4, 5, 6],
      ],
      2,
      { masks },
    )
    const painted = play(backgroundColor({ with: 'colour', fill: [9, 8, 7] }), image)
    expect(coloursOf(painted)).toEqual([
      [9, 8, 7],
      [4, 5, 6],
    ])
    expect(painted.labels).toEqual(image.labels)
    expect(() => play(backgroundColor(), rows)).toThrow(
      'Expected a mask for image/backgroundColor but the image has no masks; give it one, or leave the transform out.',
    )
  })
  test('bayerMosaic without filling keeps one colour a pixel, and fills an even picture without a trace', () => {
    const four = picture(
      Array.from({ length: 4 }, () => [10, 20, 30]),
      2,
    )
    expect(coloursOf(play(bayerMosaic({ pattern: 'rggb', fill: false }), four))).toEqual([
      [10, 0, 0],
      [0, 20, 0],
      [0, 20, 0],
      [0, 0, 30],
    ])
    expect(coloursOf(play(bayerMosaic({ pattern: 'gbrg' }), four))).toEqual(coloursOf(four))
  })
  test('toFloat and fromFloat lead to floats, to 16 bits and back', () => {
    expect(Array.from(toRaster(play(toFloat(), picture([[255, 51, 0]]))).data)).toEqual([1, Math.fround(0.2), 0, 1])
    const deep = toRaster(run([toFloat(), fromFloat({ depth: 'uint16' })], picture([[255, 51, 0]]), { seed: 1 }).sample)
    expect(Array.from(deep.data)).toEqual([65535, 13107, 0, 65535])
    expect(coloursOf(run([toFloat(), fromFloat()], rows, { seed: 1 }).sample)).toEqual(coloursOf(rows))
  })
  test('toRgb leaves bytes as they are and shows one deep channel as three', () => {
    expect(play(toRgb(), rows).steps).toEqual([])
    const grey = imageFrom({ width: 2, height: 1, channels: 1, data: Uint16Array.of(7, 9) }, {}, { id: 'g' })
    expect(Array.from(toRaster(play(toRgb(), grey)).data)).toEqual([7, 7, 7, 9, 9, 9])
  })
  test('normalize takes grey by the mean of three numbers, and says how many it needs', () => {
    const grey = imageFrom({ width: 1, height: 1, channels: 1, data: Float32Array.of(0.449) }, {}, { id: 'g' })
    expect(toRaster(play(normalize(), grey)).data[0]).toBeCloseTo(0, 5)
    const five = imageFrom({ width: 1, height: 1, channels: 5, data: new Float32Array(5) }, {}, { id: 'f' })
    expect(() => toRaster(play(normalize(), five))).toThrow(
      'Expected 1 or 5 numbers for image/normalize.mean but received 3; give one for each channel.',
    )
  })
})

describe('measured', () => {
  test.each<[string, (strength: number) => Transform<Image>]>([
    ['toneCurve', (s) => toneCurve({ scale: s })],
    ['fancyPca', (s) => fancyPca({ alpha: s })],
    ['stainJitter', (s) => stainJitter({ scale: 1 + s, shift: 0, stains: 'ruifrok' })],
    ['illumination', (s) => illumination({ intensity: s })],
    ['illumination, from a corner', (s) => illumination({ shape: 'corner', intensity: s })],
    ['illumination, a spot', (s) => illumination({ shape: 'gaussian', intensity: s })],
    ['plasmaShadow', (s) => plasmaShadow({ intensity: s })],
    ['plasmaBrightness', (s) => plasmaBrightness({ brightness: s, contrast: -s })],
    ['vignette', (s) => vignette({ intensity: s })],
    ['deadPixels', (s) => deadPixels({ amount: s / 10 })],
    ['colorTemperature', (s) => colorTemperature({ temperature: 6500 - 6000 * s })],
  ])('%s changes more the stronger it is', (_name, at) => {
    const [little, some, much] = [0.05, 0.2, 0.5].map((strength) => change(play(at(strength), shades), shades))
    expect(little).toBeGreaterThan(0)
    expect(some).toBeGreaterThan(little ?? Infinity)
    expect(much).toBeGreaterThan(some ?? Infinity)
  })
  test('clahe spreads levels further the higher its limit', () => {
    const reach = (clipLimit: number) => spread(coloursOf(play(clahe({ clipLimit, tiles: 2 }), shades)).flat())
    expect(reach(4)).toBeGreaterThan(reach(1))
    expect(reach(40)).toBeGreaterThan(reach(4))
  })
  test('pixelDistribution gives each channel the partner’s mean and spread', () => {
    const partner = play(brightnessContrast({ brightness: 0.1, contrast: -0.4 }), shades)
    const moved = coloursOf(play(pixelDistribution({ by: 'standard', amount: 1 }), shades, 1, partner))
    for (const channel of [0, 1, 2]) {
      const [own, wanted] = [moved, coloursOf(partner)].map((colours) => colours.map((colour) => colour[channel] ?? 0))
      expect(mean(own ?? [])).toBeCloseTo(mean(wanted ?? []), 0)
      expect(spread(own ?? [])).toBeCloseTo(spread(wanted ?? []), 0)
    }
  })
  test('a colour temperature warms below 6500 K and keeps the luma of grey', () => {
    const [[red = 0, green = 0, blue = 0] = []] = coloursOf(play(colorTemperature({ temperature: 4000 }), even))
    expect(red).toBeGreaterThan(green)
    expect(green).toBeGreaterThan(blue)
    expect(0.299 * red + 0.587 * green + 0.114 * blue).toBeCloseTo(100, 0)
  })
  test('a shadow of plasma runs from none to all of its depth, coarse where it is not rough', () => {
    const reds = (roughness: number) =>
      coloursOf(play(plasmaShadow({ intensity: 0.5, roughness }), even)).map(([red = 0]) => red)
    expect([Math.min(...reds(0.5)), Math.max(...reds(0.5))]).toEqual([50, 100])
    const steps = (levels: number[]) => mean(levels.slice(1).map((level, at) => Math.abs(level - (levels[at] ?? 0))))
    expect(steps(reds(0.8))).toBeGreaterThan(2 * steps(reds(0.4)))
  })
  test('dead pixels stay where they are in every frame, as many as drawn', () => {
    const broken = play(deadPixels({ amount: 0.05, hot: 1 }), even)
    expect(coloursOf({ ...broken, frame: 3 })).toEqual(coloursOf(broken))
    const hot = coloursOf(broken).filter(([red]) => red === 255).length / 4096
    expect(hot).toBeGreaterThan(0.045)
    expect(hot).toBeLessThanOrEqual(0.0501)
  })
  test('stains that do not change leave the tissue as it is, and glass stays without the background', () => {
    expect(play(stainJitter({ scale: 1, shift: 0 }), shades).steps).toEqual([])
    const glass = picture([[240, 235, 245]])
    expect(coloursOf(play(stainJitter({ shift: 1 }), glass))).toEqual(coloursOf(glass))
    expect(change(play(stainJitter({ shift: 1, background: true }), glass), glass)).toBeGreaterThan(20)
  })
  test('photometricDistort does nothing by no chance, and something by all', () => {
    expect(play(photometricDistort({ chance: 0, shuffle: 0 }), shades).steps).toEqual([])
    expect(play(photometricDistort({ chance: 1, shuffle: 0 }), shades).steps).toHaveLength(4)
  })
})

describe('any depth and any number of channels', () => {
  const ANY = [
    autoContrast(),
    equalize(),
    clahe(),
    channelShuffle(),
    channelDropout(),
    fancyPca(),
    toneCurve({ perChannel: true }),
    vignette(),
    plasmaShadow(),
    plasmaBrightness(),
    illumination(),
    deadPixels(),
    histogramMatch(),
    pixelDistribution(),
    exposureMatch(),
    normalize({ rule: 'minMax' }),
  ]
  test.each([2, 5, 13])('%d bands of 16 bits and of floats', (channels) => {
    for (const data of [
      Uint16Array.from({ length: 63 * channels }, (_, at) => (at * 977) % 65536),
      Float32Array.from({ length: 63 * channels }, (_, at) => ((at * 977) % 65536) / 65535),
    ]) {
      const bands = imageFrom({ width: 9, height: 7, channels, data, layout: 'bands' }, {}, { id: 'b' })
      for (const transform of ANY) {
        const raster = toRaster(play(transform, bands))
        expect(raster.channels).toBe(channels)
        expect(raster.data.every((value) => Number.isFinite(value))).toBe(true)
      }
    }
  })
  test('what is about colour refuses bands in one sentence', () => {
    const bands = imageFrom(
      { width: 1, height: 1, channels: 2, data: Uint16Array.of(1, 2), layout: 'bands' },
      {},
      { id: 'b' },
    )
    expect(() => play(rgbShift(), bands)).toThrow(
      'Expected red, green and blue for image/rgbShift but image "b" has 2 bands; use a transform that has a meaning without colour.',
    )
    expect(() => play(hueSaturationValue(), bands)).toThrow('Expected red, green and blue for the step shiftHsv')
  })
  test('a float picture of whole levels changes as its bytes do', () => {
    const floats = run(toFloat(), shades, { seed: 1 }).sample
    const held = imageFrom(toRaster(floats), {}, { id: 'p' })
    for (const transform of [
      hueSaturationValue(),
      stainJitter(),
      fancyPca(),
      vignette(),
      plasmaBrightness(),
      illumination({ shape: 'gaussian' }),
      bayerMosaic(),
      deadPixels(),
    ]) {
      const [bytes, deep] = [toRaster(play(transform, shades)), toRaster(play(transform, held))]
      const off = Array.from(bytes.data, (value, at) => Math.abs(value - (deep.data[at] ?? 0) * 255))
      expect(Math.max(...off), transform.name).toBeLessThanOrEqual(1.01)
    }
  })
})
