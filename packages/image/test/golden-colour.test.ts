import { emptyContext, replay, run, type JsonObject, type Transform } from '@variegate/core'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  autoContrast,
  brightnessContrast,
  channelSwap,
  clahe,
  colorize,
  enhance,
  equalize,
  grayscale,
  histogramMatch,
  hueSaturationValue,
  imageFrom,
  imageModality,
  invert,
  normalize,
  pixelDistribution,
  planckianJitter,
  posterize,
  rgbShift,
  sepia,
  solarize,
  stainJitter,
  tone,
  toRaster,
  type Image,
  type Raster,
} from '../src/index.js'

interface Case {
  readonly id: string
  readonly op: string
  readonly params: Readonly<Record<string, any>> // oxlint-disable-line typescript/no-explicit-any -- parameters as the peer names them
  readonly input: string
  readonly other?: string
  /** How far a value may be off, and the share of values that may be farther off. */
  readonly tolerance: number
  readonly exempt: number
  readonly expected: readonly number[]
}
interface Input {
  readonly shape: readonly number[]
  readonly data: readonly number[]
}
const golden: { inputs: Record<string, Input>; cases: Case[] } = JSON.parse(
  readFileSync(new URL('golden/colour.json', import.meta.url), 'utf8'),
)

/** The picture at a depth, grey ones with one channel; full intensity is 255 levels at every depth. */
function imageOf(name: string, depth: Depth): Image {
  const { shape: [height = 1, width = 1, channels = 1] = [], data } = golden.inputs[name] ?? { data: [] }
  const samples =
    depth === 'uint8'
      ? Uint8Array.from(data)
      : depth === 'uint16'
        ? Uint16Array.from(data, (value) => value * 257)
        : Float32Array.from(data, (value) => value / 255)
  return imageFrom({ width, height, channels, data: samples }, {}, { id: name })
}

function transformOf({ op, params }: Case): Transform<Image> {
  switch (op) {
    case 'linear':
      return brightnessContrast({ brightness: params.beta, contrast: Number((params.alpha - 1).toFixed(6)) })
    case 'hsv':
      return hueSaturationValue({ hue: 2 * params.hue, saturation: params.saturation, value: params.value })
    case 'rgb_shift':
      return rgbShift({ red: params.shift[0], green: params.shift[1], blue: params.shift[2] })
    case 'channel_shuffle':
      return channelSwap({ order: params.order })
    case 'grey':
      return grayscale({ weights: params.weights })
    case 'planckian':
      return planckianJitter({
        temperature: params.temperature,
        light: params.mode === 'cied' ? 'daylight' : 'blackbody',
      })
    case 'clahe':
      return clahe({ clipLimit: params.limit, tiles: params.tiles })
    case 'enhance':
      return enhance({ color: 1, contrast: 1, brightness: 1, sharpness: 1, [params.part]: params.factor })
    default:
      return SAME[op]?.configure(params as JsonObject) ?? unknown(op)
  }
}

const unknown = (op: string): never => {
  throw new Error(`no transform for ${op}`)
}

const SAME: Readonly<Record<string, { configure(given: JsonObject): Transform<Image> }>> = {
  invert,
  sepia,
  equalize,
  auto_contrast: autoContrast,
  posterize,
  solarize,
  colorize,
  normalize,
  histogram_match: { configure: () => histogramMatch({ amount: 1 }) },
  pixel_distribution: { configure: ({ by }) => pixelDistribution({ by: by as 'pca', amount: 1 }) },
}

type Depth = 'uint8' | 'uint16' | 'float32'

function play(one: Case, depth: Depth): Raster {
  const image = imageOf(one.input, depth)
  const { params } = one
  if (one.op === 'tone_curve')
    return toRaster(
      imageModality.apply(image, [tone({ name: 'bezier', first: params.low, second: params.high })]).sample,
    )
  if (one.op === 'stain') {
    const recipe = [{ name: 'stainJitter', drawn: { ...params, background: true } }]
    return toRaster(replay(recipe, image, { transforms: [stainJitter] }))
  }
  const partner = one.other ?? ''
  const context = { ...emptyContext, partners: [partner], lookup: () => imageOf(partner, depth) }
  return toRaster(run(transformOf(one), image, { seed: 1, context }).sample)
}

/** The values that the library has: one channel of grey, three of colour, on its own scale. */
function valuesOf({ op, expected }: Case, { width, height, channels, data }: Raster): number[] {
  const scale = op === 'normalize' ? 1 : 255 / WHITE[kindOf(data)]
  const count = expected.length / (width * height)
  return Array.from({ length: width * height }, (_, at) =>
    Array.from({ length: count }, (_channel, channel) => (data[at * channels + channel] ?? NaN) * scale),
  ).flat()
}

const WHITE: Readonly<Record<Depth, number>> = { uint8: 255, uint16: 65535, float32: 1 }
const kindOf = (data: Raster['data']): Depth =>
  data instanceof Float32Array ? 'float32' : data instanceof Uint16Array ? 'uint16' : 'uint8'

function farthest(actual: readonly number[], { expected, exempt }: Case): number {
  expect(actual.length).toBe(expected.length)
  const off = actual.map((value, at) => Math.abs(value - (expected[at] ?? NaN))).sort((a, b) => a - b)
  return off[Math.ceil(off.length * (1 - exempt)) - 1] ?? 0
}

describe('golden cases of albumentations, OpenCV, Pillow and scikit-image', () => {
  test.each(golden.cases.map((one) => [one.id, one] as const))('%s', (_id, one) => {
    expect(farthest(valuesOf(one, play(one, 'uint8')), one)).toBeLessThanOrEqual(one.tolerance)
  })

  // Cutting to whole numbers is for bytes alone: one level more. Lightness is rounded as OpenCV does for bytes alone.
  const deep = golden.cases.filter(({ op, input }) => op !== 'clahe' || input === 'grey32')
  test.each(deep.map((one) => [one.id, one] as const))('%s, at 16 bits and as floats', (_id, one) => {
    for (const depth of ['uint16', 'float32'] as const)
      expect(farthest(valuesOf(one, play(one, depth)), one)).toBeLessThanOrEqual(one.tolerance + 1)
  })
})
