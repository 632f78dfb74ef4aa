import { run, type JsonObject } from '@variegate/core'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { convolve, imageFrom, imageModality, imageTransforms, toRaster, type Image } from '../src/index.js'

interface Case {
  readonly id: string
  readonly transform: string
  readonly options: JsonObject
  readonly input: string
  readonly expected: readonly number[]
  /** How many levels a value may be off. */
  readonly tolerance: number
}
interface Input {
  readonly shape: readonly number[]
  readonly data: readonly number[]
}
const golden: { inputs: Record<string, Input>; cases: Case[] } = JSON.parse(
  readFileSync(new URL('golden/filter.json', import.meta.url), 'utf8'),
)

const inputOf = (name: string): Input => {
  const found = golden.inputs[name]
  if (!found) throw new Error(`no input ${name}`)
  return found
}

function imageOf({ shape: [height = 1, width = 1, channels = 1], data }: Input): Image {
  const rgba = Uint8ClampedArray.from(
    { length: width * height * 4 },
    (_, at) => (at % 4 === 3 ? 255 : data[Math.floor(at / 4) * channels + Math.min(at % 4, channels - 1)]) ?? 0,
  )
  const layout = channels === 1 ? 'grey' : 'rgb'
  return imageFrom({ width, height, channels: 4, data: rgba, layout }, {}, { id: 'golden' })
}

function play({ transform, options }: Case, image: Image): Image {
  if (transform === 'convolve') {
    const kernel = options.kernel as readonly number[] // as the script wrote it
    return imageModality.apply(image, [convolve(kernel)]).sample
  }
  const definition = imageTransforms.find(({ name }) => name === transform)
  if (!definition) throw new Error(`no transform ${transform}`)
  return run(definition.configure(options), image, { seed: 1 }).sample
}

describe('golden cases of OpenCV, albumentations and Pillow', () => {
  test.each(golden.cases.map((one) => [one.id, one] as const))('%s', (_id, one) => {
    const input = inputOf(one.input)
    const channels = input.shape[2] ?? 1
    const raster = toRaster(play(one, imageOf(input)))
    const values = Array.from(
      { length: raster.width * raster.height * channels },
      (_, at) => raster.data[Math.floor(at / channels) * 4 + (at % channels)] ?? 0,
    )
    expect(values).toHaveLength(one.expected.length)
    const off = values.map((value, at) => Math.abs(value - (one.expected[at] ?? NaN)))
    expect(Math.max(...off)).toBeLessThanOrEqual(one.tolerance)
  })
})
