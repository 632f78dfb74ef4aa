import { emptyContext, run } from '@variegate/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Document } from '../src/sample.js'
import { english } from '../src/english/english.js'
import { withWords } from '../src/language/language.js'
import { mapText, editMap } from '../src/steps/text-map.js'
import { analyse as analysePart } from '../src/words/analyse.js'
import { plainWords } from '../src/words/plain.js'
import { dropEdits } from '../src/edits/without.js'
import { sentenceShuffle } from '../src/transforms/sentences/sentence-shuffle.js'
import { randomDeletion } from '../src/transforms/words/random-deletion.js'
import { randomInsertion } from '../src/transforms/words/random-insertion.js'
import { randomSwap } from '../src/transforms/words/random-swap.js'
import { synonymReplacement } from '../src/transforms/words/synonym-replacement.js'
import { wordShuffle } from '../src/transforms/words/word-shuffle.js'

const only = (text: string, spans: Document['labels']['spans'] = []): Document => ({ id: 'x', text, labels: { spans } })
const context = { ...emptyContext, services: { languages: { en: english } } }
const analyse = (document: Document) => analysePart(document, { words: plainWords })
const unitsOf = (document: Document) => analyse(document).units.map(({ start, end }) => document.text.slice(start, end))

describe('one word', () => {
  test.each([
    ["I don't think it isn't.", ['I', "don't", 'think', 'it', "isn't", '.']],
    ['I don’t, we’ll’ve', ['I', 'don’t', ',', 'we’ll’ve']],
    ["I'm we'll've rock'n'roll", ["I'm", "we'll've", "rock'n'roll"]],
    ["shouldn't've cannot", ["shouldn't've", 'cannot']],
    ["the dog's bone", ['the', "dog's", 'bone']],
    ["the dogs' bones", ['the', "dogs'", 'bones']],
    ["'the dogs' barked", ["'", 'the', 'dogs', "'", 'barked']],
    ['O’Neill’s 3km', ['O’Neill’s', '3km']],
    ['a well-known and/or 1990–95', ['a', 'well-known', 'and/or', '1990–95']],
    ['see http://a.b/c?d, (ok)', ['see', 'http://a.b/c?d', ',', '(', 'ok', ')']],
    ['one—two', ['one', '—', 'two']],
    ['I.don’t', ['I.don’t']],
    ["a\u00a0don't\r\nb", ['a', "don't", 'b']],
    ["I do n't think it 's good", ['I', "do n't", 'think', "it 's", 'good']],
    ['we ’ll say they ’ve', ['we ’ll', 'say', 'they ’ve']],
    ["ca n't\nn't", ["ca n't", "n't"]],
    ["she said 'don't'", ['she', 'said', "'", "don't", "'"]],
  ])('%j', (text, words) => {
    expect(unitsOf(only(text))).toEqual(words)
    expect(analysePart(only(text), withWords(english)).units.map((unit) => unit.text)).toEqual(words)
  })

  test('a contraction that is protected is found with either apostrophe, as is a part of it', () => {
    const fixed = (protect: string[]) => analyse({ ...only('I don’t'), protect }).units.map((unit) => unit.fixed)
    expect(fixed(["DON'T"])).toEqual([false, true])
    expect(fixed(['do'])).toEqual([false, true])
    expect(fixed(['i'])).toEqual([true, false])
  })

  test('a span that ends with a mark goes with the word that touches it', () =>
    expect(unitsOf(only('Bob.Ann left', [{ start: 0, end: 4, label: 'p' }]))).toEqual(['Bob.Ann', 'left']))

  test('no synonym of a piece stands for a contraction', () => {
    for (let seed = 0; seed < 20; seed++)
      expect(run(synonymReplacement({ fraction: 1 }), only("The dog's."), { seed, context }).sample.text).toBe(
        "The dog's.",
      )
  })
})

describe('words that go leave no piece behind', () => {
  const without = (text: string, ...words: string[]) => {
    const document = only(text)
    const { units } = analyse(document)
    const gone = units.flatMap(({ start, end }, index) => (words.includes(text.slice(start, end)) ? [index] : []))
    return mapText(editMap(text.length, dropEdits(text, units, new Set(gone))), text)
  }
  test.each([
    ['one two three', ['two'], 'one three'],
    ['one two three', ['one', 'two'], 'three'],
    ['one two three', ['two', 'three'], 'one'],
    ['  one two ', ['one'], '  two '],
    ['  one two ', ['two'], '  one '],
    ["I don't know.", ["don't"], 'I know.'],
    ['one two, three', ['two'], 'one, three'],
    ['say “one two”', ['one'], 'say “two”'],
    ['say "one two" now', ['one'], 'say "two" now'],
    ['say "one two" now', ['two'], 'say "one" now'],
    ['one (two) three', ['two'], 'one three'],
    ['one two(three)', ['two'], 'one (three)'],
    ['"one" two "three"', ['two'], '"one" "three"'],
    ['one two\r\nthree', ['two'], 'one\r\nthree'],
    ['one\r\ntwo three', ['two'], 'one\r\nthree'],
    ['one two\n\nthree four', ['two', 'three'], 'one\n\nfour'],
    ['one\ntwo', ['two'], 'one'],
    ['one\u00a0two\u00a0three', ['two'], 'one\u00a0three'],
    ['one — two', ['two'], 'one —'],
    ['one. two', ['one'], '. two'],
  ])('%j without %j', (text, words, left) => expect(without(text, ...words)).toBe(left))
})

test('sentences that touch are one, and line breaks stay where they are', () => {
  const results = new Set(
    Array.from(
      { length: 30 },
      (_, seed) => run(sentenceShuffle(), only('One came.\r\n\r\nTwo left.  Three'), { seed, context }).sample.text,
    ),
  )
  expect(results).toContain('Three\r\n\r\nTwo left.  One came.')
  for (const text of results) expect(text.split(/[^\s]+(?: [^\s]+)*/)).toEqual(['', '\r\n\r\n', '  ', ''])
})

test.each(['', ' ', '\r\n\t', '.', 'one', ' one ', 'שלום עולם', '😀'])('%j is left as it is by every order', (text) => {
  for (const transform of [randomInsertion({ fraction: 1 }), randomDeletion({ fraction: 1 }), sentenceShuffle()]) {
    const { sample } = run(transform, only(text), { seed: 3, context })
    if (text !== 'שלום עולם') expect(sample.text).toBe(text)
    else expect(['שלום עולם', 'שלום', 'עולם']).toContain(sample.text)
  }
  expect(run(randomSwap({ fraction: 1 }), only(text), { seed: 3 }).sample.text.length).toBe(text.length)
})

// Words of one kind each, so that they are found again whatever stands beside them.
const word = fc.constantFrom<string>(
  "don't",
  'I’m',
  'dogs',
  "dog's",
  'cannot',
  'well-known',
  'Ada',
  'the',
  'naïve',
  'cafe\u0301',
  'שלום',
  'and/or',
  '3km',
)
const space = fc.constantFrom(' ', '  ', '\r\n', '\n\n', '\u00a0', '\t')
const between = fc.oneof(
  { weight: 4, arbitrary: space },
  fc.tuple(fc.constantFrom(',', '.', '!', ';', '😀'), space).map(([mark, blank]) => mark + blank),
  fc.tuple(space, fc.constantFrom('(', '“', '— ', '👩‍👧 ')).map(([blank, mark]) => blank + mark),
)
const documents = fc.tuple(word, fc.array(fc.tuple(between, word), { maxLength: 12 })).map(([first, rest]) => {
  const text = first + rest.map(([gap, next]) => gap + next).join('')
  return { words: [first, ...rest.map(([, next]) => next)], document: only(text) }
})
// The family of emoji holds a joiner (U+200D).
const pieces = /[^\s,.!;(“—\p{Extended_Pictographic}\u200d]+/gu
const wordsOf = (text: string): string[] => text.match(pieces) ?? []
const edges = (text: string) => [/^\s*/.exec(text)?.[0], /\s*$/.exec(text)?.[0]]

describe('properties', () => {
  test('words that change places are the same words, and what lies between them stays', () => {
    fc.assert(
      fc.property(
        documents,
        fc.integer(),
        fc.constantFrom(randomSwap, wordShuffle),
        ({ words, document }, seed, definition) => {
          const { text } = run(definition.configure({ fraction: 1 }), document, { seed }).sample
          expect(wordsOf(text).toSorted()).toEqual(words.toSorted())
          expect(text.split(pieces)).toEqual(document.text.split(pieces))
        },
      ),
      { numRuns: 300 },
    )
  })

  test('sentences that change places keep their words and the white space between them', () => {
    fc.assert(
      fc.property(documents, fc.integer(), ({ words, document }, seed) => {
        const { text } = run(sentenceShuffle(), document, { seed, context }).sample
        expect(wordsOf(text).toSorted()).toEqual(words.toSorted())
        expect(edges(text)).toEqual(edges(document.text))
        expect((text.match(/\s/g) ?? []).toSorted()).toEqual((document.text.match(/\s/g) ?? []).toSorted())
      }),
      { numRuns: 200 },
    )
  })

  test('words that are left keep their order, apart, and no white space is new', () => {
    fc.assert(
      fc.property(
        documents,
        fc.integer(),
        fc.double({ min: 0, max: 1, noNaN: true }),
        ({ words, document }, seed, fraction) => {
          const { text } = run(randomDeletion({ fraction }), document, { seed }).sample
          const left = wordsOf(text)
          expect(left.length).toBeGreaterThan(0)
          // In order: each is found behind the one before it.
          let at = -1
          for (const one of left) {
            at = words.indexOf(one, at + 1)
            expect(at, JSON.stringify([document.text, text])).toBeGreaterThanOrEqual(0)
          }
          expect(edges(text)).toEqual(edges(document.text))
          const stretches = document.text.match(/\s+/g) ?? []
          for (const stretch of text.match(/\s+/g) ?? []) expect(stretches).toContain(stretch)
        },
      ),
      { numRuns: 300 },
    )
  })

  test('words that come in stand behind a word and a space, and all others stay', () => {
    fc.assert(
      fc.property(documents, fc.integer(), ({ words, document }, seed) => {
        const { text } = run(randomInsertion({ fraction: 1 }), document, { seed, context }).sample
        let at = -1
        const all = wordsOf(text)
        for (const one of words) {
          at = all.indexOf(one, at + 1)
          expect(at).toBeGreaterThanOrEqual(0)
        }
        expect(edges(text)).toEqual(edges(document.text))
      }),
      { numRuns: 100 },
    )
  })
})
