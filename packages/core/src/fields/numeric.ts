import * as v from 'valibot'
import type { Range } from '../json.js'
import type { Field, Item } from './field.js'

interface Limits {
  /** The smallest value allowed, itself included. */
  readonly min: number
  /** The largest value allowed, itself included. */
  readonly max: number
  readonly unit?: string
}

interface NumericSettings<Input> extends Limits {
  readonly doc: string
  readonly default: Input
  readonly neutral?: Input
  readonly strength?: (strength: number) => Input
}

type RangeLimits = Limits & { readonly integer?: boolean }

/** A single number; without doc and default for the items of lists and for options that may stay absent. */
export function number(settings: NumericSettings<number>): Field<number, number>
export function number(settings: Limits): Item<number, number>
export function number(settings: Limits): Item<number, number> {
  return numeric('number', settings, false)
}

/** A whole number. */
export function integer(settings: NumericSettings<number>): Field<number, number>
export function integer(settings: Limits): Item<number, number>
export function integer(settings: Limits): Item<number, number> {
  return numeric('integer', settings, true)
}

/** A number that is fixed, or a [low, high] pair to draw from; transforms always receive the pair. */
export function range(settings: NumericSettings<number | Range> & RangeLimits): Field<Range, number | Range>
export function range(settings: RangeLimits): Item<Range, number | Range>
export function range(settings: RangeLimits): Item<Range, number | Range> {
  const whole = settings.integer ?? false
  const single = within(settings, whole)
  const pair = v.pipe(
    v.strictTuple([single, single]),
    v.check(([low, high]) => low <= high),
  )
  const item = numberSchema(settings, whole)
  const kind = whole ? 'whole number' : 'number'
  return {
    ...settings,
    kind: 'range',
    expected: `a ${kind} or a [low, high] pair within ${limits(settings)}`,
    jsonSchema: { anyOf: [item, { type: 'array', items: item, minItems: 2, maxItems: 2 }] },
    schema: v.pipe(
      v.union([single, pair]),
      v.transform((value): Range => (typeof value === 'number' ? [value, value] : value)),
    ),
  }
}

function numeric(kind: 'number' | 'integer', settings: Limits, whole: boolean): Item<number, number> {
  return {
    ...settings,
    kind,
    expected: `a ${whole ? 'whole number' : 'number'} within ${limits(settings)}`,
    jsonSchema: numberSchema(settings, whole),
    schema: within(settings, whole),
  }
}
const limits = ({ min, max, unit }: Limits): string => `[${min}, ${max}]${unit ? ` ${unit}` : ''}`

const numberSchema = ({ min, max }: Limits, whole: boolean) => ({
  type: whole ? 'integer' : 'number',
  minimum: min,
  maximum: max,
})

function within({ min, max }: Limits, whole: boolean) {
  return v.pipe(
    v.number(),
    v.finite(),
    v.minValue(min),
    v.maxValue(max),
    v.check((value) => !whole || Number.isInteger(value)),
  )
}
