import { emptyContext, run, runAsync, type Context } from '@variegate/core'
import { testTransform } from '@variegate/core/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { english } from '../src/english/english.js'
import { textModality } from '../src/engine.js'
import { checkDocument } from '../src/check.js'
import type { Document } from '../src/sample.js'
import type { Translator } from '../src/transforms/translation/translators.js'
import {
  backTranslation,
  randomDeletion,
  randomInsertion,
  randomSwap,
  sentenceShuffle,
  synonymReplacement,
  textTransforms,
  wordShuffle,
} from '../src/transforms/index.js'

const plain: Document = {
  id: 'plain',
  text: 'The quick dogs happily jumped over a big fence. Ada Lovelace wrote the first program!  She lived in London.',
  labels: { label: 'x' },
}
const labelled: Document = {
  ...plain,
  id: 'labelled',
  labels: {
    label: 'x',
    spans: [
      { start: 48, end: 60, label: 'person', id: 1 },
      { start: 100, end: 106, label: 'place' },
    ],
  },
}
const odd: Document = {
  id: 'odd',
  text: '👩‍👩‍👧 cafe\u0301 naïve 😀😀 — “Dr. Who”\n\n\tend',
  labels: { spans: [{ start: 9, end: 14, label: 'drink' }] },
}
const empty: Document = { id: 'empty', text: '', labels: {} }
const samples = [plain, labelled, odd, empty]
const shouting: Translator = {
  translate: async (texts, from) => texts.map((text) => (from === 'en' ? text.toUpperCase() : text.toLowerCase())),
}
const echo: Context<Document> = {
  ...emptyContext,
  services: { translators: { apertium: shouting }, languages: { en: english } },
}

for (const definition of textTransforms) testTransform(textModality, definition, { samples, context: echo })

describe('by hand', () => {
  const only = (text: string, spans: Document['labels']['spans'] = []): Document => ({
    id: 'x',
    text,
    labels: { spans },
  })

  test('a synonym keeps inflection, letter case and article', () => {
    const texts = (text: string) =>
      new Set(
        Array.from(
          { length: 60 },
          (_, seed) => run(synonymReplacement({ fraction: 0.25 }), only(text), { seed, context: echo }).sample.text,
        ),
      )
    expect(texts('I saw a car.')).toContain('I saw an automobile.')
    expect(texts('An automobile came.')).toContain('A car came.')
    expect(texts('The dog jumped.')).toContain('The dog leaped.')
  })

  test('labelled and protected words are never replaced or deleted', () => {
    for (let seed = 0; seed < 30; seed++) {
      const replaced = run(synonymReplacement({ fraction: 1, protect: ['BIG'] }), labelled, {
        seed,
        context: echo,
      }).sample
      expect(replaced.text).toContain('big')
      expect(replaced.labels.spans?.map(({ start, end }) => replaced.text.slice(start, end))).toEqual([
        'Ada Lovelace',
        'London',
      ])
      const deleted = run(randomDeletion({ fraction: 1 }), labelled, { seed }).sample
      expect(deleted.text.replaceAll(/\s+/g, ' ').trim()).toBe('. Ada Lovelace! London.')
    }
  })

  test('swapped words change places and nothing else moves', () => {
    const results = new Set(
      Array.from(
        { length: 30 },
        (_, seed) => run(randomSwap({ fraction: 0.1 }), only('one,  two'), { seed }).sample.text,
      ),
    )
    expect([...results]).toEqual(['two,  one'])
  })

  test('a span moves as a whole when its sentence does', () => {
    const document = only('I met Bob. He left.', [{ start: 6, end: 9, label: 'person' }])
    const results = Array.from(
      { length: 20 },
      (_, seed) => run(sentenceShuffle(), document, { seed, context: echo }).sample,
    )
    const moved = results.find(({ text }) => text === 'He left. I met Bob.')
    expect(moved?.labels.spans).toEqual([{ start: 15, end: 18, label: 'person' }])
  })

  test('deleting every word leaves one', () => {
    expect(run(randomDeletion({ fraction: 1 }), only('one two three'), { seed: 1 }).sample.text.trim()).toMatch(
      /^(one|two|three)$/,
    )
  })

  test('the words of a window stay in it', () => {
    const text = 'a1 a2 a3 b1 b2 b3'
    for (let seed = 0; seed < 20; seed++) {
      const shuffled = run(wordShuffle({ fraction: 1, window: 3 }), only(text), { seed }).sample.text.split(' ')
      expect(shuffled.slice(0, 3).toSorted()).toEqual(['a1', 'a2', 'a3'])
    }
  })

  test('insertions add one synonym for ten words', () => {
    const { sample } = run(randomInsertion({ fraction: 0.1 }), plain, { seed: 2, context: echo })
    expect(sample.text.split(/\s+/)).toHaveLength(plain.text.split(/\s+/).length + 1)
  })

  test('a translator that loses a placeholder loses the span, and says so', async () => {
    const careful: Translator = { translate: async (texts) => texts.map((text) => text.replace(/Zqx\w+ /, '')) }
    const careless: Context<Document> = {
      ...emptyContext,
      services: { translators: { apertium: careful } },
    }
    const { sample, recipe } = await runAsync(backTranslation(), labelled, { seed: 1, context: careless })
    expect(sample.labels.spans?.map(({ start, end }) => sample.text.slice(start, end))).toEqual(['London'])
    expect(recipe[0]?.dropped).toEqual([
      { kind: 'span', label: 'person', id: 1, reason: 'its words are no longer in the text' },
    ])
  })

  test('a protected word comes through a translation, or the text stays as it is', async () => {
    const guarded: Document = { id: 'x', text: 'never say so', labels: {}, protect: ['never'] }
    const careful: Translator = { translate: async (texts) => texts.map((text) => text.replace('say', 'tell')) }
    const careless: Translator = { translate: async (texts) => texts.map((text) => text.replace(/Zqx\w+ /, '')) }
    const said = async (apertium: Translator) => {
      const context = { ...emptyContext, services: { translators: { apertium } } }
      return (await runAsync(backTranslation(), guarded, { seed: 1, context })).sample.text
    }
    expect(await said(careful)).toBe('never tell so')
    expect(await said(careless)).toBe('never say so')
  })

  test('a translator that is not there is named', async () => {
    await expect(runAsync(backTranslation({ translator: 'deepl' }), plain, { seed: 1, context: echo })).rejects.toThrow(
      'Expected a translator named "deepl" for text/backTranslation but the runner provides apertium.',
    )
  })
})

// Words, marks, emoji, joiners and combining marks, in any order.
const anyText = fc
  .array(
    fc.constantFrom(
      'the ',
      'happy dog',
      ' big',
      '. ',
      ', ',
      '👩‍👧',
      '😀',
      'e\u0301',
      '\n\n',
      'Ä',
      ' walked',
      "don't ",
      '4.5 ',
      '\u200d',
      '“',
    ),
    { maxLength: 25 },
  )
  .map((parts) => parts.join(''))
const withSpans = fc
  .tuple(anyText, fc.array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 12 })), { maxLength: 4 }))
  .map(([text, pairs]): Document => {
    const boundaries = [...new Intl.Segmenter('en').segment(text)].map(({ index }) => index)
    boundaries.push(text.length)
    const spans = pairs.flatMap(([at, length]) => {
      const start = boundaries[at % boundaries.length] ?? 0
      const end = boundaries[Math.min(boundaries.length - 1, (at % boundaries.length) + length)] ?? 0
      return start < end ? [{ start, end, label: 's' }] : []
    })
    return checkDocument({ id: 'p', text, labels: { spans } })
  })

test('whatever is done, spans keep their words or are gone and recorded, and no character is split', async () => {
  await fc.assert(
    fc.asyncProperty(
      withSpans,
      fc.integer(),
      fc.constantFrom(...textTransforms),
      fc.double({ min: 0, max: 1, noNaN: true }),
      async (document, seed, definition, fraction) => {
        const given = 'fraction' in definition.fields ? { fraction } : {}
        const { sample, recipe } = await runAsync(definition.configure(given), document, { seed, context: echo })
        const before = document.labels.spans ?? []
        const after = sample.labels.spans ?? []
        const dropped = recipe[0]?.dropped?.length ?? 0
        expect(after.length + dropped).toBe(before.length)
        const words = before.map(({ start, end }) => document.text.slice(start, end))
        for (const { start, end } of after) expect(words).toContain(sample.text.slice(start, end))
        if (definition !== backTranslation) expect(dropped).toBe(0)
        expect(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/.test(sample.text)).toBe(false)
        checkDocument(sample)
      },
    ),
    { numRuns: 300 },
  )
})
