import model from 'wink-eng-lite-web-model'
import winkNLP, { type WinkMethods } from 'wink-nlp'
import type { Analysis, Word } from '../language/language.js'
import type { Stretch } from '../sample.js'
import { plainWords } from '../words/plain.js'

let nlp: WinkMethods | undefined

/** The words of a text with their parts of speech and dictionary forms, and its sentences. */
export function analyseEnglish(text: string): Analysis {
  nlp ??= winkNLP(model, ['sbd', 'pos'])
  const { its } = nlp
  const read = nlp.readDoc(text)
  const tokens = read.tokens()
  const values = tokens.out(its.value) as string[]
  const parts = tokens.out(its.pos) as string[]
  const lemmas = tokens.out(its.lemma as unknown as typeof its.value) as string[] // declared for single tokens only
  const stops = tokens.out(its.stopWordFlag) as unknown as boolean[] // the declared types know texts alone
  const places = tokenOffsets(text, values)
  let next = 0
  const words = plainWords(text).map((word): Word => {
    while (next < places.length && (places[next]?.end ?? 0) <= word.start) next++
    const first = next
    let last = first
    while ((places[last + 1]?.start ?? Infinity) < word.end) last++
    const place = places[first]
    const isOne = first === last && place?.start === word.start && place.end === word.end
    const all = stops.slice(first, last + 1)
    return {
      ...word,
      part: parts[first] ?? 'X',
      lemma: isOne ? (lemmas[first] ?? word.text.toLowerCase()) : word.text.toLowerCase(),
      isStopWord: all.length > 0 && all.every((stop) => stop),
    }
  })
  const sentences = (read.sentences().out(its.span) as unknown as [number, number][]) // token indexes, which the declared types miss
    .map(([first, last]) => ({ start: places[first]?.start ?? 0, end: places[last]?.end ?? text.length }))
  return { words, sentences }
}

/** Where each token stands: tokens come in order, and the text between them is white space. */
function tokenOffsets(text: string, values: readonly string[]): readonly Stretch[] {
  let at = 0
  return values.map((value) => {
    const start = Math.max(at, text.indexOf(value, at))
    at = Math.min(text.length, start + value.length)
    return { start, end: at }
  })
}
