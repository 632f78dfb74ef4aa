import { VariegateError } from '@variegate/core'
import type { Word, Words } from '../language/language.js'
import { chunksOf } from '../run/tags.js'
import type { Part, Stretch } from '../sample.js'
import { joinCompounds } from './compounds.js'
import { isWord } from './is-word.js'

/** A word with all that belongs to it, a mark, or a labelled stretch as a whole: what transforms replace, move or drop. */
export interface Unit extends Word {
  /** Its place among the units of its text. */
  readonly index: number
  /** Whether it is a word, or holds one. */
  readonly isWord: boolean
  /** Whether it is one of the words that stay as they are. */
  readonly isProtected: boolean
  /** Whether a span or the chunk of a token tag is on it: it moves as a whole and keeps its words. */
  readonly isLabelled: boolean
  /** Whether its text has to stay as it is, for either reason. */
  readonly fixed: boolean
}

/** A text as word transforms see it. */
export interface Scene {
  readonly text: string
  readonly part: Part
  readonly units: readonly Unit[]
  /** The units that are words. */
  readonly words: readonly Unit[]
  /** Words that may change places: labelled ones as a whole, protected ones not. */
  readonly movable: readonly Unit[]
  /** Words that are neither labelled, protected nor, where the language is known, stop words. */
  readonly open: readonly Unit[]
  /** Whether white space or marks stand between words, as they do not in Japanese. */
  readonly isSpaced: boolean
  readonly language: Words
}

/** Find the units of a text. */
export function analyse(part: Part, language: Words, protect: readonly string[] = []): Scene {
  const { text, labels = {} } = part
  const words = language.words(text)
  checkWords(words, text)
  const guarded = new Set([...protect, ...(part.protect ?? [])].map(plainForm))
  const single = words.map((word, index) => {
    const isProtected = isGuarded(word.text, guarded)
    return { ...word, index, isWord: isWord(word.text), isProtected, isLabelled: false, fixed: isProtected }
  })
  const isSpaced = !words.some((word, index) => isJoined(words[index - 1], word))
  const labelled = labelStretches(single, [...(labels.spans ?? []), ...chunksOf(labels.tokens ?? [])], text)
  // A span that ends with a mark may touch the next word.
  const whole = isSpaced ? joinCompounds(labelled, text).map((pieces) => wholeOf(pieces, text)) : labelled
  const units = whole.map((unit, index) => ({ ...unit, index }))
  const all = units.filter((unit) => unit.isWord)
  return {
    text,
    part,
    units,
    words: all,
    movable: all.filter((word) => !word.isProtected),
    open: all.filter((word) => !word.fixed && word.isStopWord !== true),
    isSpaced,
    language,
  }
}

const isJoined = (before: Word | undefined, word: Word): boolean =>
  before !== undefined && before.end === word.start && isWord(before.text) && isWord(word.text)

/** A user's language may say anything. */
function checkWords(words: readonly Word[], text: string): void {
  let at = 0
  for (const { start, end, text: said } of words) {
    if (!(start >= at && end > start) || text.slice(start, end) !== said)
      throw new VariegateError(
        `Expected the words of a language in order, each with its own text, but received "${said}" at [${start}, ${end}), where "${text.slice(start, end)}" stands.`,
      )
    at = end
  }
}

/** Protected words are found in any letter case and with either apostrophe, and as parts of longer words. */
function isGuarded(word: string, guarded: ReadonlySet<string>): boolean {
  if (guarded.size === 0) return false
  const form = plainForm(word)
  return [form, form.replace(/n't$/, ''), ...form.split(/[^\p{L}\p{N}\p{M}]+/u)].some((one) => guarded.has(one))
}

const plainForm = (word: string): string => word.toLowerCase().replaceAll('’', "'")

/** A labelled stretch is one unit, together with the units that it cuts into and the stretches that overlap it. */
function labelStretches(units: readonly Unit[], stretches: readonly Stretch[], text: string): readonly Unit[] {
  const all = [
    ...units.map((unit) => ({ ...unit, unit })),
    ...stretches.map(({ start, end }) => ({ start, end, unit: undefined })),
  ]
  const groups: { start: number; end: number; units: Unit[]; isLabelled: boolean }[] = []
  for (const { start, end, unit } of all.sort((a, b) => a.start - b.start || a.end - b.end)) {
    let group = groups.at(-1)
    if (!group || start >= group.end) groups.push((group = { start, end, units: [], isLabelled: false }))
    group.end = Math.max(group.end, end)
    if (unit) group.units.push(unit)
    else group.isLabelled = true
  }
  return groups.flatMap(({ start, end, units: pieces, isLabelled }) => {
    if (pieces.length === 0) return []
    const whole = wholeOf(pieces, text)
    return isLabelled
      ? { ...whole, start, end, text: text.slice(start, end), isLabelled, fixed: true, part: 'PROPN' }
      : whole
  })
}

/** Units as one; its dictionary form is its own, so that no synonym of a piece stands for it. */
function wholeOf(pieces: readonly Unit[], text: string): Unit {
  const [first] = pieces
  const last = pieces.at(-1)
  if (!first || !last) throw new RangeError('no pieces to join')
  if (first === last) return first
  const start = first.start
  const end = Math.max(...pieces.map((piece) => piece.end))
  const joined = text.slice(start, end)
  return {
    ...first,
    end,
    text: joined,
    isWord: pieces.some((piece) => piece.isWord),
    isProtected: pieces.some((piece) => piece.isProtected),
    isLabelled: pieces.some((piece) => piece.isLabelled),
    fixed: pieces.some((piece) => piece.fixed),
    lemma: joined.toLowerCase(),
    isStopWord: pieces.every((piece) => piece.isStopWord === true),
  }
}
