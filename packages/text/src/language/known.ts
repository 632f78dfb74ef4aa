import { defineService, VariegateError, type Context } from '@variegate/core'
import type { Part } from '../sample.js'
import { plainWords } from '../words/plain.js'
import { withWords, type Language, type Words } from './language.js'

/** The languages that a runner hands out, by code. */
export const languages = defineService<Readonly<Record<string, Language>>>(
  'languages',
  'languages by code, for transforms that need more of a text than its words',
)

const ENGLISH = 'en'

const codeOf = ({ language = ENGLISH }: Pick<Part, 'language'>): string => language

/** The language handed in for a code, or nothing. */
function handedIn(code: string, context: Pick<Context, 'services'>): Language | undefined {
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
