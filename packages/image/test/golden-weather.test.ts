import { replay, type JsonObject } from '@variegate/core'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { imageFrom, imageTransforms, toRaster } from '../src/index.js'

interface Case {
  readonly id: string
  readonly transform: string
  readonly drawn: JsonObject
  readonly input: string
  readonly expected: readonly number[]
  /** How many levels a value may be off, and why. */
  readonly tolerance: number
  readonly reason: string
}
interface Input {
  readonly shape: readonly number[]
  readonly data: readonly number[]
}
const golden: { inputs: Record<string, Input>; cases: Case[] } = JSON.parse(
  readFileSync(new URL('golden/weather.json', import.meta.url), 'utf8'),
)

describe('golden cases of albumentations', () => {
  test.each(golden.cases.map((one) => [one.id, one] as const))('%s', (_id, { transform, drawn, input, ...one }) => {
    const { shape: [height = 1, width = 1] = [], data = [] } = golden.inputs[input] ?? {}
    const image = imageFrom({ width, height, channels: 3, data: Uint8Array.from(data) }, {}, { id: 'golden' })
    const played = toRaster(replay([{ name: transform, drawn }], image, { transforms: imageTransforms }))
    const values = Array.from(played.data).filter((_, at) => at % 4 !== 3)
    const worst = values.reduce((most, value, at) => Math.max(most, Math.abs(value - (one.expected[at] ?? 0))), 0)
    expect(worst, one.reason).toBeLessThanOrEqual(one.tolerance)
  })
})
