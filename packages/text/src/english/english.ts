import { defineLanguage } from '../language/language.js'
import { articleFor } from './articles.js'
import { formOf, inflect } from './inflect.js'
import { analyseEnglish } from './wink.js'
import { synonymsOf } from './wordnet.js'

/** English: parts of speech and sentences by wink-nlp, synonyms of WordNet 3.1, inflection and articles. */
export const english = defineLanguage({
  code: 'en',
  analyse: analyseEnglish,
  synonyms: ({ lemma = '', part = 'X' }) => synonymsOf(lemma, part),
  inflect: (lemma, { text, lemma: own = text, part = 'X' }, before) =>
    inflect(lemma, formOf(text, own, part, before?.part === 'AUX')),
  repair: ({ text }, next) => articleFor(text, next),
})
