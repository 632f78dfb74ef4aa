import { copyId, copyNumber, copyNamer } from '../../files/names.js'
import type { RowId } from './document.js'

/** The greatest whole number among ids, or 0. */
function greatestOf(ids: Iterable<RowId | undefined>): bigint {
  let greatest = 0n
  // Numbers that a double holds exactly are compared as such: there may be millions.
  let small = 0
  for (const id of ids) {
    if (!id || id.isText) continue
    const value = Number(id.text)
    if (Number.isSafeInteger(value)) small = Math.max(small, value)
    else if (Number.isFinite(value)) {
      const large = /^-?\d+$/.test(id.text) ? BigInt(id.text) : BigInt(Math.ceil(value))
      if (large > greatest) greatest = large
    }
  }
  return BigInt(small) > greatest ? BigInt(small) : greatest
}

/** Give ids to annotations of copies, in order: numbers go on after the greatest of the sources, texts get the first ending that is free. */
export function freshIds(sources: readonly (RowId | undefined)[]): { number(): string; text(name: string): string } {
  let last = greatestOf(sources)
  const taken = new Set(sources.flatMap((id) => (id?.isText ? [id.text] : [])))
  const next = new Map<string, number>()
  return {
    number: () => String(++last),
    text(name) {
      for (let number = next.get(name) ?? 1; ; number++) {
        const candidate = number === 1 ? name : `${name}-${number}`
        if (taken.has(candidate)) continue
        taken.add(candidate)
        next.set(name, number + 1)
        return candidate
      }
    },
  }
}

/** Name the images of copies by number or text: unique for every index and copy, whoever asks first. */
export function imageIds(
  sources: readonly (RowId | undefined)[],
  pictures: number,
): (id: RowId, index: number, copy: number) => string {
  const greatest = greatestOf(sources)
  const texts = copyNamer([...new Set(sources.flatMap((id) => (id?.isText ? [id.text] : [])))], copyId)
  return (id, index, copy) =>
    id.isText ? texts(id.text, copy) : String(greatest + BigInt(copyNumber(index, copy, pictures)))
}
