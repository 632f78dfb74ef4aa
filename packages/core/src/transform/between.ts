import type { Json, JsonObject } from '../json.js'
import { isJsonObject } from '../json.js'
import type { RecipeStep } from './transform.js'

/** A step between two that were drawn alike, `share` of the way from the first: numbers on a straight line, all else as in the first. */
export function between(first: RecipeStep, second: RecipeStep, share: number): RecipeStep {
  if (first.name !== second.name) return first
  const steps = first.steps?.map((step, index) => {
    const other = second.steps?.[index]
    return other ? between(step, other, share) : step
  })
  return {
    ...first,
    ...(first.drawn === undefined || second.drawn === undefined
      ? {}
      : { drawn: valueBetween(first.drawn, second.drawn, share, '') }),
    ...(steps ? { steps } : {}),
  }
}

/** Keys of noise are names, not amounts. */
const NAMES = /key|seed/i

function valueBetween(first: Json, second: Json, share: number, name: string): Json {
  if (NAMES.test(name)) return first
  if (typeof first === 'number' && typeof second === 'number') return first + (second - first) * share
  if (Array.isArray(first) && Array.isArray(second) && first.length === second.length) {
    const others = second as readonly Json[]
    return first.map((value: Json, index) => valueBetween(value, others[index] ?? value, share, name))
  }
  if (isJsonObject(first) && isJsonObject(second)) return objectBetween(first, second, share)
  return first
}

const objectBetween = (first: JsonObject, second: JsonObject, share: number): JsonObject =>
  Object.fromEntries(
    Object.entries(first).map(([name, value]) => [name, valueBetween(value, second[name] ?? value, share, name)]),
  )
