import { defineService, show, VariegateError, type Context } from '@variegate/core'
import type { Part, Stretch } from '../sample.js'
import { plainWords } from '../words/plain.js'

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

/** The languages that a runner hands out, by code. */
export const languages = defineService<Readonly<Record<string, Language>>>(
  'languages',
  'languages by code, for transforms that need more of a text than its words',
)

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

const ENGLISH = 'en'

export const codeOf = ({ language = ENGLISH }: Pick<Part, 'language'>): string => language

/** What a transform may need of a language beside its words. */
export type Skill = 'inflect' | 'neighbours' | 'synonyms'

/** What there is without any language: words that white space and marks keep apart. */
export type Words = Pick<Language, 'inflect' | 'neighbours' | 'repair' | 'synonyms'> & {
  words(text: string): readonly Word[]
}

/** The language handed in for a code, or nothing. */
export function handedIn(code: string, context: Pick<Context, 'services'>): Language | undefined {
  if (!Object.hasOwn(context.services, languages.name)) return undefined
  const known = languages.of(context)
  return Object.hasOwn(known, code) ? known[code] : undefined
}

/** The language of a part for a transform that cannot do without: handed in, else English, which is loaded when it is needed first. */
export function languageOf(
  part: Pick<Part, 'language'>,
  context: Pick<Context, 'services'>,
  who: string,
): Language | Promise<Language> {
  const code = codeOf(part)
  const given = handedIn(code, context)
  if (given) return given
  if (code === ENGLISH) return import('../english/index.js').then(({ english }) => english)
  throw new VariegateError(
    `Expected a language "${code}" for ${who}; give one as \`context: { services: { languages: { ${code}: { code, analyse, … } } } }\`, or say which of the known ones the text is in.`,
  )
}

/** The words of a part for a transform that needs no more: of the language handed in, else those of white space and marks. */
export const wordsOf = (part: Pick<Part, 'language'>, context: Pick<Context, 'services'>): Words => {
  const given = handedIn(codeOf(part), context)
  return given ? withWords(given) : { words: plainWords }
}

export const withWords = (language: Language): Words => ({
  ...language,
  words: (text) => language.analyse(text).words,
})
