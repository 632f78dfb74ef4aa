import { irregularNouns, irregularVerbs } from './irregular.js'

/** What has been done to a dictionary form. */
export type Form = 'base' | 'plural' | 'third' | 'gerund' | 'past' | 'participle' | 'comparative' | 'superlative'

/** Tell the form of a word from its part of speech and lemma; `afterAuxiliary` tells participles from pasts. */
export function formOf(word: string, lemma: string, part: string, afterAuxiliary: boolean): Form {
  const lower = word.toLowerCase()
  if (lower === lemma) return 'base'
  if (part === 'NOUN') return 'plural'
  if (part === 'VERB') {
    if (lower.endsWith('ing')) return 'gerund'
    if (lower.endsWith('s') && !lower.endsWith('ss')) return 'third'
    return afterAuxiliary ? 'participle' : 'past'
  }
  return lower.endsWith('est') ? 'superlative' : lower.endsWith('er') ? 'comparative' : 'base'
}

/** Put a dictionary form into another form; nothing where English has no one word for it. */
export function inflect(lemma: string, form: Form): string | undefined {
  const verb = irregularVerbs.get(lemma)
  switch (form) {
    case 'base':
      return lemma
    case 'plural':
      return irregularNouns.get(lemma)?.[0] ?? withS(lemma)
    case 'third':
      return lemma === 'have' ? 'has' : lemma === 'be' ? 'is' : withS(lemma)
    case 'gerund':
      return gerund(lemma)
    case 'past':
      return verb?.[0] ?? withSuffix(lemma, 'ed')
    case 'participle':
      return verb?.[1] ?? withSuffix(lemma, 'ed')
    case 'comparative':
      return syllables(lemma) === 1 ? withSuffix(lemma, 'er') : undefined
    case 'superlative':
      return syllables(lemma) === 1 ? withSuffix(lemma, 'est') : undefined
  }
}

function withS(lemma: string): string {
  if (/(s|x|z|ch|sh)$/.test(lemma)) return `${lemma}es`
  if (/[^aeiou]y$/.test(lemma)) return `${lemma.slice(0, -1)}ies`
  return /[^aeiou]o$/.test(lemma) ? `${lemma}es` : `${lemma}s`
}

function gerund(lemma: string): string {
  if (lemma.endsWith('ie')) return `${lemma.slice(0, -2)}ying`
  if (/[^aeioy]e$/.test(lemma)) return `${lemma.slice(0, -1)}ing`
  return doubles(lemma) ? `${lemma}${lemma.at(-1)}ing` : `${lemma}ing`
}

function withSuffix(lemma: string, suffix: 'ed' | 'er' | 'est'): string {
  if (lemma.endsWith('e')) return `${lemma}${suffix.slice(1)}`
  if (/[^aeiou]y$/.test(lemma)) return `${lemma.slice(0, -1)}i${suffix}`
  return doubles(lemma) ? `${lemma}${lemma.at(-1)}${suffix}` : `${lemma}${suffix}`
}

/** One syllable that ends in consonant, vowel, consonant doubles the last. */
const doubles = (lemma: string): boolean => syllables(lemma) === 1 && /[^aeiou][aeiou][^aeiouwxy]$/.test(lemma)

const syllables = (lemma: string): number => lemma.replace(/e$/, '').match(/[aeiouy]+/g)?.length ?? 1
