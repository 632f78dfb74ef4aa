import { VariegateError } from '@variegate/core'
import { describe, expect, test } from 'vitest'
import {
  brightness,
  framingTransforms,
  gaussianBlur,
  geometryTransforms,
  horizontalFlip,
  imageTransforms,
  mixingTransforms,
  packRaster,
  type Raster,
} from '../src/index.js'
import { pictureOf, play, type Definition, type Kind } from './every-transform.js'

/** Transforms that make another depth on purpose. */
const CONVERTS = new Set(['toFloat', 'fromFloat', 'normalize'])

interface Tolerance {
  /** Levels of 255 by which depths may differ; 1 unless stated. */
  readonly levels: number
  /** The share of values that may differ by more than one level. */
  readonly share: number
  readonly options?: Record<string, number>
}
const rounded = (levels: number, share: number): Tolerance => ({ levels, share })
/** What differs by more than one level, and why. */
const TOLERANCES: Readonly<Record<string, Tolerance>> = {
  // Several passes in turn: bytes are rounded after each of them, and some of them stretch values.
  colorJitter: rounded(4, 0.1),
  photometricDistort: rounded(4, 0.05),
  enhance: rounded(3, 0.12),
  threeAugment: rounded(4, 0.1),
  // As below, policies solarise and posterise after another operation.
  randAugment: rounded(128, 0.1),
  autoAugment: rounded(128, 0.1),
  trivialAugmentWide: rounded(128, 0.1),
  uniformAugment: rounded(128, 0.1),
  cartoon: rounded(4, 0.12),
  // Solarising and posterising after another operation: a rounded value may lie across a threshold.
  augMix: rounded(16, 0.02),
  // Eight bits a channel hold other colour spaces coarsely, and noise inside of them is added before the way back.
  inColorSpace: rounded(8, 0.15),
  // Rain is laid over in two passes, the first of which is rounded in bytes.
  rain: rounded(1.1, 0.01),
  // Sums of absolute slopes, one product of a colour, and differences that are made stronger.
  sobel: rounded(2, 0.04),
  colorize: rounded(1.5, 0.02),
  unsharpMask: rounded(2, 0.01),
  // Whole levels of lightness pass a curve that is up to as steep as its limit; one tile, as tiles of few pixels are steps.
  clahe: { levels: 8, share: 0.8, options: { tiles: 1 } },
}

const kind = (settings: Partial<Kind>): Kind => ({ width: 32, height: 24, channels: 3, depth: 'uint8', ...settings })
const scaleOf = ({ data }: Raster): number =>
  data instanceof Float32Array ? 255 : data instanceof Uint16Array ? 1 / 257 : 1

/** The largest difference of two rasters in levels, and the share of values that differ by more than one. */
function difference(first: Raster, second: Raster): { levels: number; share: number } {
  const [a, b] = [packRaster(first), packRaster(second)]
  expect([b.width, b.height, b.channels]).toEqual([a.width, a.height, a.channels])
  const [scaleA, scaleB] = [scaleOf(a), scaleOf(b)]
  let [levels, more] = [0, 0]
  for (let at = 0; at < a.data.length; at++) {
    const off = Math.abs((a.data[at] ?? NaN) * scaleA - (b.data[at] ?? NaN) * scaleB)
    if (!(off <= levels)) levels = off
    if (!(off <= 1.01)) more++
  }
  return { levels, share: more / a.data.length }
}

const each = (definitions: readonly Definition[]) =>
  definitions.map((definition) => [definition.name, definition] as const)
const sameDepth = imageTransforms.filter(({ name }) => !CONVERTS.has(name))

describe('8 bits, 16 bits and floats agree', () => {
  test.each(each(sameDepth))('%s', (name, definition) => {
    const { levels, share, options = {} } = TOLERANCES[name] ?? { levels: 1.01, share: 0 }
    for (const [seed, channels] of [
      [1, 3],
      [2, 3],
      [3, 4],
    ] as const) {
      const [bytes, shorts, floats] = (['uint8', 'uint16', 'float32'] as const).map((depth) =>
        play(definition, pictureOf(kind({ depth, channels })), seed, options),
      )
      if (!bytes || !shorts || !floats) throw new Error('three pictures')
      for (const off of [difference(bytes, shorts), difference(bytes, floats)]) {
        expect(off.levels).toBeLessThanOrEqual(levels)
        expect(off.share).toBeLessThanOrEqual(share)
      }
    }
  })
  test('what makes another depth makes the same of all', () => {
    for (const definition of imageTransforms.filter(({ name }) => CONVERTS.has(name))) {
      const [bytes, shorts, floats] = (['uint8', 'uint16', 'float32'] as const).map((depth) =>
        play(definition, pictureOf(kind({ depth })), 1),
      )
      if (!bytes || !shorts || !floats) throw new Error('three pictures')
      for (const other of [shorts, floats]) {
        expect(other.data.constructor).toBe(bytes.data.constructor)
        expect(difference(bytes, other).levels).toBeLessThan(0.01)
      }
    }
  })
})

/** What has no meaning for bands without red, green and blue. */
const COLOUR_ONLY = new Set(
  `bayerMosaic chromaticAberration colorJitter colorTemperature colorize enhance grayscale hue hueSaturationValue inColorSpace
  photometricDistort planckianJitter rgbShift saturation sepia stainJitter`.split(/\s+/),
)
/** Policies draw among operations; those about colour are left out where there is none, so that nothing fails by chance. */
const BY_CHANCE = new Set('augMix autoAugment randAugment threeAugment trivialAugmentWide uniformAugment'.split(' '))
/** How many channels are refused besides. */
const REFUSED: Readonly<Record<string, readonly number[]>> = {
  // One number for all channels, or one for each; there are three by default.
  normalize: [2, 4, 5, 13],
  channelSwap: [2, 4, 5, 13],
  // The last channel cannot go.
  channelDropout: [1],
}
const CHANNELS = [1, 2, 3, 4, 5, 13]

describe('any number of channels', () => {
  test.each(each(imageTransforms))('%s', (name, definition) => {
    for (const depth of ['float32', 'uint16'] as const) {
      for (const channels of CHANNELS) {
        const layout = channels === 4 ? { layout: 'bands' as const } : {}
        const raster = pictureOf(kind({ width: 16, height: 12, depth, channels, ...layout }))
        const refused = REFUSED[name]?.includes(channels) ?? (COLOUR_ONLY.has(name) && channels !== 3 && channels !== 1)
        try {
          const made = play(definition, raster, 1)
          if (BY_CHANCE.has(name)) for (let seed = 2; seed < 40; seed++) play(definition, raster, seed)
          expect(refused, `${name} of ${channels} channels`).toBe(false)
          expect(made.data.length).toBe(made.width * made.height * made.channels)
          expect(made.data.some(Number.isNaN)).toBe(false)
          if (name === 'toRgb')
            expect(made).toMatchObject(channels === 1 ? { channels: 3, layout: 'rgb' } : { channels })
          // Grey is three equal channels to what is about colour, and stays grey unless it was given one.
          else if (channels === 1 && name !== 'fromFloat') expect([1, 3]).toContain(made.channels)
          else if (name !== 'fromFloat') expect(made.channels).toBe(channels)
        } catch (error) {
          if (!(error instanceof VariegateError) || !refused) throw error
          expect(error.message).toMatch(/^Expected .*(red, green and blue|channels?|numbers)\b.* but .*; .*\.$/)
        }
      }
    }
  })
})

const SIZES = [
  [1, 1],
  [1, 9],
  [2, 3],
  [7, 9],
  [64, 1],
] as const
/** Labels, masks and fields of so wide an image cost more than its pixels, so that it is tried once. */
const WIDE = [4096, 3] as const

describe('any size', () => {
  test.each(each(imageTransforms))('%s', (_name, definition) => {
    for (const [width, height] of SIZES) {
      for (const depth of ['uint8', 'float32'] as const) {
        const made = play(definition, pictureOf(kind({ width, height, depth })), 1)
        expect(made.data.some(Number.isNaN), `${width}x${height} ${depth}`).toBe(false)
      }
    }
    expect(play(definition, pictureOf(kind({ width: WIDE[0], height: WIDE[1] })), 1).width).toBeGreaterThan(0)
  })
})

describe('floats stay floats', () => {
  // A thousand values from 0.2 to 0.8, none of them a whole level.
  const ramp: Raster = {
    width: 40,
    height: 25,
    channels: 3,
    data: Float32Array.from({ length: 3000 }, (_, index) => 0.2003 + (0.6 * Math.floor(index / 3)) / 1000),
  }
  test('flips, factors and blurs keep a thousand values apart', () => {
    for (const definition of [horizontalFlip, brightness, gaussianBlur])
      expect(new Set(play(definition, ramp, 1).data).size).toBeGreaterThan(900)
  })
  /** What makes few values on purpose, paints much of the picture, or posterises by chance. */
  const FEW = new Set(
    `fromFloat posterize poissonNoise quantizationNoise sobel laplacian canny jpegCompression webpCompression dithering
    halftone
    timeMasking frequencyMasking fenceMask backgroundColor
    autoAugment randAugment trivialAugmentWide uniformAugment`.split(/\s+/),
  )
  test.each(each(imageTransforms.filter(({ name }) => !FEW.has(name))))(
    '%s does not round to levels',
    (_name, definition) => {
      const { data } = play(definition, ramp, 1)
      const whole = data.filter(
        (value) => value > 0 && value < 1 && Math.abs(value * 255 - Math.round(value * 255)) < 1e-3,
      )
      expect(whole.length / data.length).toBeLessThan(0.3)
    },
  )

  const MOVING = [...geometryTransforms, ...framingTransforms, ...mixingTransforms].filter(
    ({ name }) => name !== 'fourierDomainAdaptation',
  )
  test.each(each(MOVING))('%s leaves values outside [0, 1] what they are', (_name, definition) => {
    const wide = { ...ramp, data: ramp.data.map((_value, index) => 5 + Math.floor(index / 3) / 500) }
    // Black shows outside; all else lies between 5 and 7.
    const { data } = play(
      definition,
      wide,
      1,
      'width' in definition.fields && definition.name.includes('rop') ? { width: 8, height: 8 } : {},
    )
    const kept = data.filter((value) => value !== 0)
    expect(kept.length).toBeGreaterThan(0)
    expect(Math.max(...kept)).toBeLessThanOrEqual(7)
    expect(kept.filter((value) => value >= 5).length / kept.length).toBeGreaterThan(0.8)
  })
})
