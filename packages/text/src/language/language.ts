import { show, VariegateError } from '@variegate/core'
import type { Stretch } from '../sample.js'

/** What transforms have to know of a language. The package knows English; any other is handed in as such an object. */
export interface Language {
  /** An ISO 639 code, e.g. `en`. */
  readonly code: string
  /** The words, marks and sentences of a text, in order; what lies between them is white space. */
  analyse(text: string): Analysis
  /** Words that can stand for a word, in dictionary form. */
  synonyms?(word: Word): readonly string[]
  /** The letters beside one on its keyboard. */
  neighbours?(letter: string): readonly string[]
  /** Put a dictionary form into the form of a word that stands behind another; nothing where there is no one word for it. */
  inflect?(lemma: string, like: Word, before: Word | undefined): string | undefined
  /** What a word has to be when it comes to stand before a text, as "a" before "apple"; nothing where it may stay. */
  repair?(word: Word, next: string): string | undefined
}

/** A word or a mark. */
export interface Word extends Stretch {
  readonly text: string
  /** Universal part of speech, e.g. NOUN. */
  readonly part?: string
  /** Dictionary form in lower case. */
  readonly lemma?: string
  /** Whether it is one of the small words that hold a sentence together. */
  readonly isStopWord?: boolean
}

export interface Analysis {
  readonly words: readonly Word[]
  readonly sentences: readonly Stretch[]
}

/** What a transform may need of a language beside its words. */
export type Skill = 'inflect' | 'neighbours' | 'synonyms'

/** What there is without any language: words that white space and marks keep apart. */
export type Words = Pick<Language, 'inflect' | 'neighbours' | 'repair' | 'synonyms'> & {
  words(text: string): readonly Word[]
}

/** Make a language of what it can do. */
export function defineLanguage(language: Language): Language {
  const { code, analyse } = language
  // From JavaScript, where no compiler looks.
  if (typeof code !== 'string' || typeof analyse !== 'function')
    throw new VariegateError(
      `Expected a language as { code, analyse, … } but received ${show(code)} and ${show(typeof analyse)} for these.`,
    )
  return language
}

/** A language as those see it who need words alone. */
export const withWords = (language: Language): Words => ({
  ...language,
  words: (text) => language.analyse(text).words,
})
