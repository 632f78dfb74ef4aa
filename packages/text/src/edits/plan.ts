import type { Edit } from '../steps/text-map.js'
import type { Scene, Unit } from '../words/analyse.js'
import type { Change, Done } from './changes.js'
import { withCase } from './case.js'
import { permute } from './permute.js'
import { repairs } from './repairs.js'
import { dropEdits } from './without.js'

/** Takes the changes that a transform wants, and makes edits of them. */
export interface Plan {
  /** Make a change; false, and nothing done, where the unit is protected or labelled, or something else is done to it already. */
  make(change: Change): boolean
  /** All edits, spaces and articles and capitals mended. */
  edits(): readonly Edit[]
}

/** Begin to change a text. */
export function planEdits(scene: Scene): Plan {
  const replaced = new Map<number, Extract<Change, { kind: 'replace' }>>()
  const dropped = new Set<number>()
  const inserted = new Map<number, string[]>()
  const moved = new Map<number, number>()
  const isGone = ({ index }: Unit) => replaced.has(index) || dropped.has(index)
  const isFree = (unit: Unit) => !isGone(unit) && !moved.has(unit.index)
  return {
    make(change) {
      const { unit } = change
      if (change.kind === 'swap') {
        const { other } = change
        if (unit === other || [unit, other].some((one) => one.isProtected || isGone(one))) return false
        const [there, here] = [moved.get(unit.index) ?? unit.index, moved.get(other.index) ?? other.index]
        moved.set(unit.index, here).set(other.index, there)
        return true
      }
      if (change.kind === 'insertAfter') {
        if (dropped.has(unit.index) || change.text === '') return false
        inserted.set(unit.index, [...(inserted.get(unit.index) ?? []), change.text])
        return true
      }
      if (unit.fixed || !isFree(unit)) return false
      if (change.kind === 'replace') {
        if (change.text === '' || change.text === unit.text) return false
        replaced.set(unit.index, { ...change, text: withCase(change.text, unit.text) })
        return true
      }
      if (inserted.has(unit.index)) return false
      dropped.add(unit.index)
      return true
    },
    edits: () => writeEdits(scene, { replaced, dropped, inserted, moved }),
  }
}

function writeEdits(scene: Scene, done: Done): readonly Edit[] {
  const { text, units, isSpaced } = scene
  const replacements = [...done.replaced.values()].map(({ unit: { start, end }, text: by, labels }): Edit => {
    const of = [start, end] as const
    return { at: of, by: [{ text: by, of, labels }] }
  })
  const insertions = [...done.inserted].flatMap(([index, words]) => {
    const end = units[index]?.end ?? text.length
    return words.map((word): Edit => ({ at: [end, end], by: [{ text: isSpaced ? ` ${word}` : word }] }))
  })
  const order = units.map(({ index }) => done.moved.get(index) ?? index)
  return [
    ...replacements,
    ...insertions,
    ...dropEdits(text, units, done.dropped),
    ...permute(units, order),
    ...repairs(scene, done),
  ]
}
