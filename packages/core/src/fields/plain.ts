import * as v from 'valibot'
import type { Json } from '../json.js'
import type { Field, Item } from './field.js'

/** One of a few words. */
export function choice<const Value extends string>(settings: {
  readonly doc: string
  readonly default: NoInfer<Value>
  readonly values: readonly Value[]
  readonly neutral?: NoInfer<Value>
}): Field<Value, Value> & { readonly values: readonly Value[] } {
  return {
    ...settings,
    kind: 'choice',
    expected: `one of ${settings.values.join(', ')}`,
    jsonSchema: { enum: settings.values },
    schema: v.picklist(settings.values),
  }
}

/** True or false. */
export function flag(settings: {
  readonly doc: string
  readonly default: boolean
  readonly neutral?: boolean
}): Field<boolean, boolean> {
  return { ...settings, kind: 'flag', expected: 'true or false', jsonSchema: { type: 'boolean' }, schema: v.boolean() }
}

/** Any text. */
export function text(settings: { readonly doc: string; readonly default: string }): Field<string, string>
export function text(settings: Readonly<Record<string, never>>): Item<string, string>
export function text(settings: object): Item<string, string> {
  return { ...settings, kind: 'text', expected: 'a text', jsonSchema: { type: 'string' }, schema: v.string() }
}

/** Several values of one field, in order. */
export function list<Value, Input>(settings: {
  readonly doc: string
  /** Absent where the option may stay absent. */
  readonly default?: readonly NoInfer<Input>[]
  readonly of: Item<Value, Input>
  readonly minLength?: number
  readonly maxLength?: number
  readonly neutral?: readonly NoInfer<Input>[]
}): Field<readonly Value[], readonly Input[]> {
  const { of, minLength = 0, maxLength = Infinity } = settings
  const count =
    maxLength === Infinity
      ? `at least ${minLength}`
      : minLength === maxLength
        ? `${minLength}`
        : `${minLength} to ${maxLength}`
  const sizes: Record<string, Json> = {
    minItems: minLength,
    ...(maxLength === Infinity ? {} : { maxItems: maxLength }),
  }
  return {
    ...settings,
    kind: 'list',
    expected: `a list of ${count} items, each ${of.expected},`,
    jsonSchema: { type: 'array', items: of.jsonSchema, ...sizes },
    schema: v.pipe(v.array(of.schema), v.minLength(minLength), v.maxLength(maxLength)),
  }
}

/** Red, green and blue, each from 0 to 255. */
export function color(settings: {
  readonly doc: string
  readonly default: readonly [red: number, green: number, blue: number]
}): Field<readonly [red: number, green: number, blue: number], readonly [red: number, green: number, blue: number]> {
  const part = v.pipe(v.number(), v.finite(), v.minValue(0), v.maxValue(255))
  const item = { type: 'number', minimum: 0, maximum: 255 }
  return {
    ...settings,
    kind: 'color',
    unit: 'of 255',
    expected: 'a color [red, green, blue], each within [0, 255],',
    jsonSchema: { type: 'array', items: item, minItems: 3, maxItems: 3 },
    schema: v.strictTuple([part, part, part]),
  }
}

/** An option that may stay absent, in which case the transform sees no such key. */
export function optional<Value, Input>(
  item: Item<Value, Input> & { readonly doc?: string },
  doc = item.doc ?? '',
): Field<Value | undefined, Input | undefined> {
  const { default: _default, neutral: _neutral, strength: _strength, ...rest } = item
  return { ...rest, doc }
}
