import type { Random } from '@variegate/core'
import type { Scene, Unit } from './analyse.js'

/** The synonyms of a word in its own form. */
export function synonymsOf(word: Unit, { units, language }: Scene): readonly string[] {
  const before = units[word.index - 1]
  return (language.synonyms?.(word) ?? []).flatMap((synonym) => {
    const inflected = language.inflect ? language.inflect(synonym, word, before) : synonym
    return inflected === undefined || inflected === word.text.toLowerCase() ? [] : [inflected]
  })
}

/** Draw a synonym of a word, or nothing where it has none. */
export function drawSynonym(random: Random, word: Unit, scene: Scene): string | undefined {
  const synonyms = synonymsOf(word, scene)
  return synonyms.length === 0 ? undefined : random.choice(synonyms)
}
