import { show, type Field, type Fields } from './field.js'

/**
 * Options that are several effects of one transform: with none given all have their defaults, and where some are given the others are neutral,
 * so that nobody gets an effect that was not asked for. `others` are further options that ask for one of the effects.
 */
export function effects<F extends Readonly<Record<string, Field & { readonly neutral?: unknown }>>>(
  fields: F,
  others: readonly string[] = [],
): F {
  const names = [...Object.keys(fields), ...others]
  const marked = Object.entries(fields).map(([name, field]) => {
    const beside = names.filter((other) => other !== name)
    const listed = beside.length === 1 ? beside[0] : `one of ${beside.join(', ')}`
    return [
      name,
      { ...field, beside, doc: `${field.doc} Neutral, ${show(field.neutral)}, where ${listed} is given without it.` },
    ]
  })
  return Object.fromEntries(marked) as Fields as F // the same fields, marked
}
