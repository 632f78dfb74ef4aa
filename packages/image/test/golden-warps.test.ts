import { emptyContext, replay, type JsonObject } from '@variegate/core'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { imageModality } from '../src/engine.js'
import { imageFrom, imageTransforms, toRaster, type Field, type Image } from '../src/index.js'
import { displace } from '../src/steps/steps.js'
import { rasterOf, type Input } from './golden-runner.js'

interface Case {
  readonly id: string
  readonly transform: string
  readonly drawn: JsonObject
  readonly input: string
  readonly partner?: string
  readonly mask?: string
  readonly width: number
  readonly height: number
  readonly expected: readonly number[]
  readonly expectedMask?: readonly number[]
  /** How many levels a value may be off, and why. */
  readonly tolerance: number
  readonly why: string
}
const golden: { inputs: Record<string, Input>; cases: Case[] } = JSON.parse(
  readFileSync(new URL('golden/warps.json', import.meta.url), 'utf8'),
)

const inputOf = (name: string): Input => {
  const found = golden.inputs[name]
  if (!found) throw new Error(`no input ${name}`)
  return found
}

/** A field whose positions a case gives: x and y from the edges for every pixel. */
const given: Field<readonly number[]> = {
  name: 'given',
  positions: (positions, { width, height }) => ({ width, height, data: Float32Array.from(positions) }),
}

function imageOf({ input, mask }: Case): Image {
  const raster = rasterOf(inputOf(input))
  const { width, height } = raster
  const labels = mask ? { masks: { m: { width, height, data: Uint8Array.from(inputOf(mask).data) } } } : {}
  return imageFrom(raster, labels, { id: input })
}

function play(one: Case): Image {
  const { transform, drawn, width, height } = one
  if (transform === 'given') {
    const { positions, ...settings } = drawn
    // The numbers are as the script wrote them.
    const step = displace(given, positions as readonly number[], { width, height, ...settings })
    return imageModality.apply(imageOf(one), [step]).sample
  }
  const context = { ...emptyContext, lookup: (name: string) => imageFrom(rasterOf(inputOf(name)), {}, { id: name }) }
  return replay([{ name: transform, drawn }], imageOf(one), { transforms: imageTransforms, context })
}

const farthest = (actual: readonly number[], expected: readonly number[]): number =>
  expected.reduce((most, value, at) => Math.max(most, Math.abs((actual[at] ?? Infinity) - value)), 0)

describe('golden cases of OpenCV and formulas for warps, holes and mixing', () => {
  test.each(golden.cases.map((one) => [one.id, one] as const))('%s', (_id, one) => {
    const result = play(one)
    expect([result.width, result.height]).toEqual([one.width, one.height])
    const colours = Array.from(toRaster(result).data).filter((_, at) => at % 4 !== 3)
    expect(farthest(colours, one.expected), one.why).toBeLessThanOrEqual(one.tolerance)
    if (one.expectedMask) expect([...(result.labels.masks?.m?.data ?? [])]).toEqual(one.expectedMask)
  })
})
