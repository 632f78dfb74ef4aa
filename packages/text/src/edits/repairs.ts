import type { Edit } from '../steps/text-map.js'
import type { Scene, Unit } from '../words/analyse.js'
import { isWord } from '../words/is-word.js'
import type { Done } from './changes.js'

/** What words before a change have to become, as "a" before a new "apple"; none where nobody knows the language. */
export function repairs({ units, language }: Scene, done: Done): readonly Edit[] {
  const { repair } = language
  if (!repair) return []
  const edits: Edit[] = []
  /** The last word that is left, and whether what follows it is what followed it before. */
  let before: Unit | undefined
  let isNew = false
  const mend = (next: string) => {
    const free =
      before &&
      isNew &&
      isWord(next) &&
      !before.fixed &&
      !done.replaced.has(before.index) &&
      !done.moved.has(before.index)
    if (!before || !free) return
    const { start, end } = before
    const text = repair(before, next)
    if (text !== undefined && text !== before.text)
      edits.push({ at: [start, end], by: [{ text, of: [start, end], labels: 'carry' }] })
  }
  for (const unit of units) {
    if (done.dropped.has(unit.index)) {
      isNew = true
      continue
    }
    const replacement = done.replaced.get(unit.index)
    isNew ||= replacement !== undefined
    if (!done.moved.has(unit.index)) mend(replacement?.text ?? unit.text)
    before = unit
    const [inserted] = done.inserted.get(unit.index) ?? []
    isNew = inserted !== undefined
    if (inserted === undefined) continue
    mend(inserted)
    before = undefined
  }
  return edits
}
