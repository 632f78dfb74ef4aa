import { number, optional, parseOptions, text, type Fields } from '../fields/index.js'
import type { JsonObject } from '../json.js'

/** The options that every step understands; the JSON Schema and the docs read them here. */
export const commonFields: Fields = {
  p: number({ default: 1, min: 0, max: 1, doc: 'The chance to apply.' }),
  id: optional(text({}), "A name for the step's random stream, so that it stays when other steps come or go."),
  share: optional(text({}), 'Steps of several modalities with the same share draw the same numbers.'),
}

export const commonNames: readonly string[] = Object.keys(commonFields)

/** Read `p`, `id` and `share` from a step's options. */
export function common(owner: string, given: JsonObject, p = 1): { p: number; id?: string; share?: string } {
  const own = Object.fromEntries(Object.entries(given).filter(([name]) => commonNames.includes(name)))
  const parsed = parseOptions(owner, commonFields, own)
  return {
    p: 'p' in given ? Number(parsed.p) : p,
    ...(parsed.id === undefined ? {} : { id: String(parsed.id) }),
    ...(parsed.share === undefined ? {} : { share: String(parsed.share) }),
  }
}

/** Options without `p`, `id` and `share`. */
export const withoutCommon = (given: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(given).filter(([name]) => !commonNames.includes(name)))
