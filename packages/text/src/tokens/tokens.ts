import model from 'wink-eng-lite-web-model'
import winkNLP, { type WinkMethods } from 'wink-nlp'
import type { Document } from '../sample.js'
import { joinCompounds } from './compounds.js'

/** A word with all that belongs to it, a mark, or a labelled span as a whole: what transforms replace, move or drop. */
export interface Unit {
  /** UTF-16 offsets [start, end). */
  readonly start: number
  readonly end: number
  /** Whether it is a word, or holds one. */
  readonly isWord: boolean
  /** Whether its text has to stay as it is: it is labelled or protected. */
  readonly fixed: boolean
  /** Universal part of speech, e.g. NOUN. */
  readonly part: string
  /** Dictionary form in lower case. */
  readonly lemma: string
  readonly isStopWord: boolean
}

export interface Analysis {
  readonly units: readonly Unit[]
  /** Sentences as [start, end) with white space between them; none splits a labelled span. */
  readonly sentences: readonly (readonly [start: number, end: number])[]
}

let nlp: WinkMethods | undefined
const known = new WeakMap<Document, Analysis>()

/** Find the words and sentences of a document; whatever lies between units is kept as it is. */
export function analyse(document: Document, protect: readonly string[] = []): Analysis {
  if (protect.length > 0) return analyseNow(document, protect)
  const before = known.get(document)
  if (before) return before
  const analysis = analyseNow(document, [])
  known.set(document, analysis)
  return analysis
}

function analyseNow(document: Document, protect: readonly string[]): Analysis {
  const { text } = document
  nlp ??= winkNLP(model, ['sbd', 'pos'])
  const { its } = nlp
  const read = nlp.readDoc(text)
  const tokens = read.tokens()
  const values = tokens.out(its.value) as string[]
  const parts = tokens.out(its.pos) as string[]
  const lemmas = tokens.out(its.lemma as unknown as typeof its.value) as string[] // declared for single tokens only
  const stops = tokens.out(its.stopWordFlag) as unknown as boolean[] // the declared types know texts alone
  const guarded = new Set([...protect, ...(document.protect ?? [])].map(plainForm))
  const units: Unit[] = []
  const places = tokenOffsets(text, values)
  for (const [index, [start, end]] of places.entries()) {
    const value = text.slice(start, end)
    if (value.trim() === '') continue
    const unit: Unit = {
      start,
      end,
      isWord: /[\p{L}\p{N}]/u.test(value),
      fixed: guarded.has(plainForm(value)),
      part: parts[index] ?? 'X',
      lemma: lemmas[index] ?? value.toLowerCase(),
      isStopWord: stops[index] ?? false,
    }
    const last = units.at(-1)
    if (last && last.end === start && joins(text, start))
      units[units.length - 1] = join(last, unit, last.fixed || unit.fixed)
    else units.push(unit)
  }
  const sentences = (read.sentences().out(its.span) as unknown as [number, number][]) // token indexes, which the declared types miss
    .map(([first, last]): [number, number] => [places[first]?.[0] ?? 0, places[last]?.[1] ?? text.length])
  const words = joinCompounds(units, text).map((unit) =>
    guarded.has(plainForm(text.slice(unit.start, unit.end))) ? { ...unit, fixed: true } : unit,
  )
  // A span that ends with a mark may touch the next word.
  return {
    units: joinCompounds(protectSpans(words, document), text),
    sentences: joinSentences(text, sentences, document),
  }
}

/** Protected words are found in any letter case and with either apostrophe. */
const plainForm = (word: string): string => word.toLowerCase().replaceAll('’', "'")

/** Where each token stands: tokens come in order, and the text between them is white space. */
function tokenOffsets(text: string, values: readonly string[]): [start: number, end: number][] {
  let at = 0
  return values.map((value) => {
    const start = Math.max(at, text.indexOf(value, at))
    at = Math.min(text.length, start + value.length)
    return [start, at]
  })
}

/** A combining mark, a joiner or a skin tone belongs to the character before it. */
function joins(text: string, offset: number): boolean {
  const after = String.fromCodePoint(text.codePointAt(offset) ?? 32)
  return /^(\p{M}|\u200d|[\u{1f3fb}-\u{1f3ff}])/u.test(after) || text.charCodeAt(offset - 1) === 0x200d
}

const join = (first: Unit, last: Unit, fixed: boolean): Unit => ({
  ...first,
  end: Math.max(first.end, last.end),
  isWord: first.isWord || last.isWord,
  fixed,
})

/** A labelled span is one unit, together with the units that it cuts into. */
function protectSpans(units: readonly Unit[], { labels }: Document): Unit[] {
  const spans = (labels.spans ?? []).toSorted((a, b) => a.start - b.start)
  let merged: Unit[] = [...units]
  for (const { start, end } of spans) {
    const inside = merged.filter((unit) => unit.start < end && unit.end > start)
    const [first] = inside
    const last = inside.at(-1)
    if (!first || !last) continue
    const whole = {
      ...join(first, last, true),
      start: Math.min(first.start, start),
      end: Math.max(last.end, end),
      part: 'PROPN',
    }
    merged = [
      ...merged.filter((unit) => unit.end <= whole.start),
      whole,
      ...merged.filter((unit) => unit.start >= whole.end),
    ]
  }
  return merged
}

/** Sentences without the white space around them; two that share a span or have no white space between them are one. */
function joinSentences(text: string, sentences: readonly [number, number][], { labels }: Document): [number, number][] {
  const joined: [number, number][] = []
  for (const [from, to] of sentences) {
    const filled = [from + leading(text.slice(from, to)), to - trailing(text.slice(from, to))] as const
    if (filled[0] >= filled[1]) continue
    const cut = (labels.spans ?? []).filter((span) => span.start < filled[1] && span.end > filled[0])
    const start = Math.min(filled[0], ...cut.map((span) => span.start))
    const end = Math.max(filled[1], ...cut.map((span) => span.end))
    const last = joined.at(-1)
    const shared = last && (labels.spans ?? []).some((span) => span.start < last[1] && span.end > start)
    if (last && (shared || start <= last[1])) joined[joined.length - 1] = [last[0], Math.max(end, last[1])]
    else joined.push([start, end])
  }
  return joined
}

const leading = (text: string): number => /^\s*/.exec(text)?.[0].length ?? 0

const trailing = (text: string): number => /\s*$/.exec(text)?.[0].length ?? 0
