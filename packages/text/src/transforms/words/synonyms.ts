import type { Random } from '@variegate/core'
import { articleFor, formOf, inflect, withCase } from '../../lexicon/inflect.js'
import { synonymsOf } from '../../lexicon/wordnet.js'
import type { Piece } from '../../text-map.js'
import type { Unit } from '../../tokens/tokens.js'

/** The synonyms of a word in its own form and letter case. */
export function synonymsInForm(word: string, unit: Unit, before: Unit | undefined): string[] {
  const form = formOf(word, unit.lemma, unit.part, before?.part === 'AUX')
  return synonymsOf(unit.lemma, unit.part).flatMap((synonym) => {
    const inflected = inflect(synonym, form)
    return inflected === undefined || inflected === word.toLowerCase() ? [] : [withCase(inflected, word)]
  })
}

/** Draw a synonym of a unit, or nothing where it has none. */
export function drawSynonym(random: Random, text: string, units: readonly Unit[], index: number): string | undefined {
  const unit = units[index]
  if (!unit) return undefined
  const synonyms = synonymsInForm(text.slice(unit.start, unit.end), unit, units[index - 1])
  return synonyms.length === 0 ? undefined : random.choice(synonyms)
}

/** The edit that brings "a" or "an" before a new word in line, where there is one to change. */
export function articleEdit(
  text: string,
  before: Unit | undefined,
  word: string,
): { start: number; end: number; by: Piece[] } | undefined {
  if (!before || before.fixed) return undefined
  const article = text.slice(before.start, before.end)
  const right = articleFor(word)
  if (!/^an?$/i.test(article) || article.toLowerCase() === right) return undefined
  // "A" alone is a capital first letter, not a shout.
  const written = article.charAt(0) === 'A' ? `A${right.slice(1)}` : right
  return { start: before.start, end: before.end, by: [written] }
}
