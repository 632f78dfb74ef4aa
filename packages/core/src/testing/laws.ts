import { describe, expect, test } from 'vitest'
import type { Field } from '../fields/index.js'
import type { Json, JsonObject } from '../json.js'
import { createRandom, type Random } from '../random/index.js'
import { sequence } from '../policies/policies.js'
import type { Context } from '../transform/context.js'
import { checksum, type Modality } from '../transform/modality.js'
import { replayAsync, runAsync } from '../transform/run.js'
import type { Recipe, Transform, TransformDefinition } from '../transform/transform.js'

export interface LawOptions<Sample> {
  /** Samples to try, each with an id; cover every kind of label. */
  readonly samples: readonly Sample[]
  readonly context?: Context<Sample>
  /** Options to try beside the defaults and what the kit draws from the fields. */
  readonly options?: readonly JsonObject[]
  /** Options given in every case beside the definition's own example, e.g. a size that fits the samples. */
  readonly base?: JsonObject
  /** The steps of a transform that is made of others. */
  readonly steps?: readonly Transform<Sample>[]
  /** The definitions that recipes are replayed with, beside the one that is tested. */
  readonly transforms?: readonly TransformDefinition<Sample>[]
  /** How many sets of options to draw from the fields' whole ranges; 8 unless stated. 0 where a range is too large to try. */
  readonly draws?: number
}

/** Check, with vitest, the laws that every transform keeps. */
export function testTransform<Sample, Facts, Step>(
  modality: Modality<Sample, Facts, Step>,
  definition: TransformDefinition<Sample>,
  { samples, context, options = [], base = {}, steps, transforms = [], draws = 8 }: LawOptions<Sample>,
): void {
  const around = context === undefined ? {} : { context }
  const configure = (given: JsonObject) => definition.configure({ ...definition.example, ...base, ...given }, steps)
  const play = (given: JsonObject, sample: Sample, seed = 1) =>
    runAsync(configure(given), sample, { seed, id: 'law', ...around })
  const sum = async (sample: Sample) => checksum(await modality.snapshot(sample))
  const cases: readonly JsonObject[] = [{}, ...options]

  describe(`${definition.modality}/${definition.name} keeps the laws`, () => {
    test('the same seed gives the same sample and recipe', async () => {
      for (const [given, sample] of pairs(cases, samples)) {
        const first = await play(given, sample)
        await play(given, sample, 2)
        const second = await play(given, sample)
        expect(second.recipe).toEqual(first.recipe)
        expect(await sum(second.sample)).toBe(await sum(first.sample))
      }
    })

    test('a recipe written as JSON and read again replays the same sample', async () => {
      for (const [given, sample] of pairs(cases, samples)) {
        const { sample: expected, recipe } = await play(given, sample)
        const read: Recipe = JSON.parse(JSON.stringify(recipe))
        expect(read).toEqual(recipe)
        const again = await replayAsync(read, sample, { transforms: [definition, ...transforms], ...around })
        expect(await sum(again)).toBe(await sum(expected))
      }
    })

    test('the input stays as it was', async () => {
      for (const [given, sample] of pairs(cases, samples)) {
        const before = await sum(sample)
        await sum((await play(given, sample)).sample)
        expect(await sum(sample)).toBe(before)
      }
    })

    test('a step skipped by chance returns the very same sample', async () => {
      for (const sample of samples) expect((await play({ p: 0 }, sample)).sample).toBe(sample)
    })

    test('what it draws does not depend on the steps around it', async () => {
      for (const sample of samples) {
        const alone = await play({}, sample)
        const never = configure({ p: 0, id: 'never' })
        const beside = await runAsync([never, configure({})], sample, { seed: 1, id: 'law', ...around })
        expect(beside.recipe).toEqual(alone.recipe)
        const nested = await runAsync(sequence([configure({})]), sample, { seed: 1, id: 'law', ...around })
        expect(nested.recipe[0]?.steps).toHaveLength(1)
      }
    })

    const neutral = neutralOptions(definition)
    if (neutral !== undefined)
      test('neutral options change nothing', async () => {
        for (const sample of samples) expect(await sum((await play(neutral, sample)).sample)).toBe(await sum(sample))
      })

    if (definition.changes === 'values')
      test('it changes values alone: every label stays', async () => {
        for (const [given, sample] of pairs(cases, samples)) {
          const labels = (await modality.snapshot((await play(given, sample)).sample)).labels
          expect(labels).toEqual((await modality.snapshot(sample)).labels)
        }
      })

    if (draws > 0)
      test('any options in range run, no NaN comes out, and the numbers of labels are finite', async () => {
        const random = createRandom('laws').child(definition.name)
        for (let index = 0; index < draws; index++) {
          const given = drawOptions(definition, random.child(index))
          for (const sample of samples) {
            const before = await modality.snapshot(sample)
            const after = await modality.snapshot((await play(given, sample)).sample)
            if (!before.data.some(hasNaN)) expect(after.data.some(hasNaN), JSON.stringify(given)).toBe(false)
            expect(isFinite(after.labels), `labels after ${JSON.stringify(given)}`).toBe(true)
          }
        }
      })

    test('options outside their range are refused by name', () => {
      for (const [name, field] of Object.entries(definition.fields)) {
        for (const value of outside(field)) {
          expect(() => configure({ [name]: value })).toThrow(`${definition.name}.${name}`)
        }
      }
    })
  })
}

const pairs = <A, B>(some: readonly A[], others: readonly B[]): [A, B][] =>
  some.flatMap((one) => others.map((other): [A, B] => [one, other]))

/** The neutral value of every field that has one, or nothing where none has. */
function neutralOptions({ fields }: { readonly fields: Readonly<Record<string, Field>> }): JsonObject | undefined {
  const entries = Object.entries(fields).filter(([, field]) => field.neutral !== undefined)
  return entries.length === 0
    ? undefined
    : Object.fromEntries(entries.map(([name, field]) => [name, field.neutral as Json]))
}

/** Draw about half of the options: where all are drawn from their whole ranges, some always hide what the others do. */
function drawOptions({ fields }: { readonly fields: Readonly<Record<string, Field>> }, random: Random): JsonObject {
  const given: Record<string, Json> = {}
  for (const [name, field] of Object.entries(fields)) {
    const own = random.child(name)
    if (own.chance(0.5)) continue
    const value = drawValue(field, own)
    if (value !== undefined) given[name] = value
  }
  return given
}

function drawValue(field: Field, random: Random): Json | undefined {
  const { kind, min = 0, max = 1 } = field
  if (field.default === undefined) return undefined
  if (kind === 'number') return random.uniform([min, max])
  if (kind === 'integer') return random.integer([min, max])
  if (kind === 'flag') return random.chance(0.5)
  if (kind === 'choice' && 'values' in field) return random.choice(field.values as readonly string[])
  if (kind === 'range') {
    const whole = 'integer' in field && field.integer === true
    const ends = [0, 1].map(() => (whole ? random.integer([min, max]) : random.uniform([min, max])))
    return ends.sort((a, b) => a - b)
  }
  return undefined
}

/** Values just outside a numeric field's limits, and of the wrong kind. */
function outside({ kind, min, max }: Field): Json[] {
  const wrong: Json[] = kind === 'text' ? [1] : ['no such value']
  if (min !== undefined) wrong.push(min - 1)
  if (max !== undefined) wrong.push(max + 1)
  if (kind === 'range' && min !== undefined && max !== undefined) wrong.push([max, min], [min], [min, max + 1])
  return wrong
}

/** Whether every number in plain data is finite. */
const isFinite = (value: Json): boolean =>
  typeof value === 'number'
    ? Number.isFinite(value)
    : typeof value !== 'object' || value === null || Object.values(value).every(isFinite)

function hasNaN(part: ArrayBufferView): boolean {
  return (
    (part instanceof Float32Array || part instanceof Float64Array) && part.some((value: number) => Number.isNaN(value))
  )
}
