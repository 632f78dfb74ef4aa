import { run, type JsonObject } from '@variegate/core'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { imageFrom, toRaster, webpCompression } from '../src/index.js'

interface Case {
  readonly id: string
  readonly options: JsonObject
  readonly input: string
  readonly expected: readonly number[]
}
interface Input {
  readonly shape: readonly number[]
  readonly data: readonly number[]
}
const golden: { inputs: Record<string, Input>; cases: Case[] } = JSON.parse(
  readFileSync(new URL('golden/webp.json', import.meta.url), 'utf8'),
)

/** libwebp weighs the bits that a prediction takes, which nothing here does, so that blocks differ and only their measure is alike. */
describe('golden cases of libwebp', () => {
  test.each(golden.cases.map((one) => [one.id, one] as const))('%s', (_id, { input, options, expected }) => {
    const { shape: [height = 1, width = 1, channels = 1] = [], data = [] } = golden.inputs[input] ?? {}
    const image = imageFrom({ width, height, channels, data: Uint8Array.from(data) }, {}, { id: 'golden' })
    const made = toRaster(run(webpCompression.configure(options), image, { seed: 1 }).sample)
    const values = expected.map((_, at) => made.data[Math.floor(at / channels) * 4 + (at % channels)] ?? NaN)
    const ours = signalToNoise(values, data)
    const theirs = signalToNoise(expected, data)
    const apart = mean(values.map((value, at) => Math.abs(value - (expected[at] ?? NaN))))
    const lost = mean(expected.map((value, at) => Math.abs(value - (data[at] ?? NaN))))
    expect(Math.abs(ours - theirs), `${ours} dB, as libwebp's ${theirs} dB`).toBeLessThan(1)
    // Two pictures whose errors have nothing in common are sqrt(2) as far from one another as either is from what it was made of.
    expect(apart).toBeLessThan(lost * Math.SQRT2)
  })
})

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** Peak signal-to-noise ratio in dB. */
const signalToNoise = (values: readonly number[], of: readonly number[]): number =>
  10 * Math.log10(255 ** 2 / mean(values.map((value, at) => (value - (of[at] ?? NaN)) ** 2)))
