import * as v from 'valibot'
import { VariegateError, suggestion } from '../error.js'
import type { Json, JsonObject } from '../json.js'

/** One option of a transform: its default, limits, unit, neutral value and sentence, stated once. */
export interface Field<Value = unknown, Input = unknown> {
  readonly kind: string
  /** One sentence for people. */
  readonly doc: string
  /** What the option is when it is not given; absent where the option may stay absent. */
  readonly default?: Input
  readonly unit?: string
  readonly min?: number
  readonly max?: number
  /** The value at which the transform changes nothing. */
  readonly neutral?: Input
  /** Options that are effects beside this one: where one of them is given and this is not, it is neutral, not its default. */
  readonly beside?: readonly string[]
  /** The value that a strength from 0 (nothing) to 1 (all the field allows in good taste) sets. */
  readonly strength?: (strength: number) => Input
  /** What is allowed, as it reads after "Expected". */
  readonly expected: string
  readonly jsonSchema: JsonObject
  readonly schema: v.GenericSchema<unknown, Value>
}

/** What a field is apart from its place among options: what the items of lists are made of, and options that may stay absent. */
export type Item<Value, Input> = Omit<Field<Value, Input>, 'doc'>

/** The named options of a transform. */
export type Fields = Readonly<Record<string, Field>>

/** What `draw` receives: every option filled in, but for the optional ones. */
export type OptionsOf<F extends Fields> = {
  readonly [K in keyof F]: F[K] extends Field<infer Value, infer _Input> ? Value : never
}

/** What a caller may give. */
export type InputOf<F extends Fields> = {
  readonly [K in keyof F]?: F[K] extends Field<infer _Value, infer Input> ? Input : never
}

/** Fill in defaults and check every value; throws a `VariegateError` that names the option, what is allowed and what came. */
export function parseOptions(
  owner: string,
  fields: Fields,
  given: JsonObject,
  others: readonly string[] = [],
): JsonObject {
  const names = [...Object.keys(fields), ...others]
  for (const name of Object.keys(given)) {
    if (names.includes(name)) continue
    throw new VariegateError(
      `Unknown option "${name}" for ${owner}${suggestion(name, names)} (it has ${names.join(', ')}).`,
      [name],
    )
  }
  const options: Record<string, Json> = {}
  for (const [name, field] of Object.entries(fields)) {
    const value = name in given ? given[name] : standardOf(field, given)
    if (value !== undefined) options[name] = parseField(`${owner}.${name}`, field, value, [name])
  }
  return options
}

/** What an option is that was not given: its default, or neutral beside an effect that was asked for by name. */
const standardOf = ({ default: standard, neutral, beside = [] }: Field, given: JsonObject): unknown =>
  beside.some((other) => Object.hasOwn(given, other)) ? neutral : standard

function parseField(owner: string, field: Field, value: unknown, path: readonly string[]): Json {
  const result = v.safeParse(field.schema, value)
  if (result.success) return result.output as Json // fields are defined over JSON values alone
  throw new VariegateError(`Expected ${field.expected} for ${owner} but received ${show(value)}.`, path)
}

/** Write a received value so that a person recognises it, however large it is. */
export function show(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value))
  return text.length > 120 ? `${text.slice(0, 117)}…` : text
}
