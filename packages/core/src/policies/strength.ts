import type { Json, JsonObject } from '../json.js'
import type { Transform } from '../transform/transform.js'

/** Whether a strength sets anything of a transform. */
export const hasStrength = ({ definition }: Transform): boolean =>
  Object.values(definition.fields).some((field) => field.strength !== undefined)

/** The transform with every option that has a strength set by one from 0, nothing, to 1, all in good taste; others stay as given. */
export function atStrength<Sample>(transform: Transform<Sample>, strength: number): Transform<Sample> {
  const { definition, given, steps } = transform
  const set: JsonObject = Object.fromEntries(
    Object.entries(definition.fields).flatMap(
      ([name, field]) => (field.strength ? [[name, field.strength(strength) as Json]] : []), // a field's values are JSON
    ),
  )
  return { ...definition.configure({ ...given, ...set }, steps), p: transform.p }
}
