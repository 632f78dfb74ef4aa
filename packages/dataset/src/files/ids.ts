import { copyId, copyNamer, copyNumber } from './names.js'

/** The ids of the copies of rows. */
export interface RowIds {
  /** The id of a copy of the row at a place, from copy 1. */
  copyOf(index: number, copy: number): string
}

const NUMBER = /^(0|[1-9]\d*)$/

/**
 * Give copies of rows their ids: whole numbers count on after the greatest, of however many digits; a text gets the copy at its end. `isNumber` says
 * which ids are numbers; rows without an id have ''.
 */
export function rowIds(
  ids: readonly string[],
  isNumber: (index: number) => boolean = (index) => NUMBER.test(ids[index] ?? ''),
): RowIds {
  let most = 0n
  for (const id of ids) {
    if (!NUMBER.test(id)) continue
    const number = BigInt(id)
    if (number > most) most = number
  }
  const seen = new Set<string>()
  // A text that stands in several rows is told apart by the row, so that no two copies have one id.
  const texts = ids.map((id, index) => {
    if (id === '' || isNumber(index)) return ''
    const own = seen.has(id) ? `${id}-${index + 1}` : id
    seen.add(id)
    return own
  })
  const nameOf = copyNamer(
    [...new Set([...texts, ...ids])].filter((text) => text !== ''),
    copyId,
  )
  return {
    copyOf: (index, copy) => {
      const text = texts[index] ?? ''
      return text === '' ? String(most + BigInt(copyNumber(index, copy, ids.length))) : nameOf(text, copy)
    },
  }
}
