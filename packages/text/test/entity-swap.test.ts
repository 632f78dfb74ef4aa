import { emptyContext, list, replay, run, text } from '@variegate/core'
import { testTransform } from '@variegate/core/testing'
import { expect, test } from 'vitest'
import { english } from '../src/english/index.js'
import { defineSpanTransform, textModality, type Document } from '../src/index.js'

const NAMES: Readonly<Record<string, readonly string[]>> = {
  person: ['Grace Hopper', 'Alan Turing', 'Émilie du Châtelet'],
  place: ['Aachen', 'New York'],
}

/** Put another name of the same kind in the place of a name. */
const entitySwap = defineSpanTransform({
  name: 'entitySwap',
  doc: 'Put another name of the same kind in the place of a name.',
  options: { kinds: list({ default: [], of: text({ default: '', doc: '' }), doc: 'Which kinds; all where none.' }) },
  change(random, { label }, words, _part, { kinds }) {
    if (kinds.length > 0 && !kinds.includes(label)) return undefined
    const others = (NAMES[label] ?? []).filter((name) => name !== words)
    return others.length === 0 ? undefined : random.choice(others)
  },
})

const document: Document = {
  id: 'x',
  text: 'A London paper praised Ada Lovelace, the Countess.',
  labels: {
    spans: [
      { start: 2, end: 8, label: 'place', id: 'p' },
      { start: 23, end: 35, label: 'person', id: 'a' },
      { start: 23, end: 26, label: 'given' },
    ],
    tokens: [
      { start: 0, end: 1, tags: { ner: 'O' } },
      { start: 2, end: 8, tags: { ner: 'B-LOC' } },
      { start: 23, end: 26, tags: { ner: 'B-PER' } },
      { start: 27, end: 35, tags: { ner: 'I-PER' } },
      { start: 35, end: 36, tags: { ner: 'O' } },
    ],
    relations: [{ from: 'p', to: 'a', label: 'about' }],
  },
}
const context = { ...emptyContext, services: { languages: { en: english } } }

testTransform(textModality, entitySwap, { samples: [document, { id: 'none', text: 'Nobody.', labels: {} }] })

test('a name that is replaced by another keeps its span, its relation and its tags', () => {
  const { sample, recipe } = run(entitySwap(), document, { seed: 2 })
  const words = (sample.labels.spans ?? []).map(({ start, end, label }) => [label, sample.text.slice(start, end)])
  expect(words).toEqual([
    ['place', expect.stringMatching(/^(Aachen|New York)$/)],
    ['person', expect.stringMatching(/^(Grace Hopper|Alan Turing|Émilie du Châtelet)$/)],
  ])
  expect(sample.labels.relations).toEqual(document.labels.relations)
  // A span within the name has no words of its own any more.
  expect(recipe[0]?.dropped).toEqual([{ kind: 'span', label: 'given', reason: 'its words are no longer in the text' }])
  const tags = (sample.labels.tokens ?? []).map(({ start, end, tags: { ner } }) => [sample.text.slice(start, end), ner])
  const expected = words.flatMap(([label, name]) =>
    (name ?? '').split(' ').map((word, at) => [word, `${at === 0 ? 'B' : 'I'}-${label === 'place' ? 'LOC' : 'PER'}`]),
  )
  expect(tags).toEqual([['A', 'O'], ...expected, [',', 'O']])
  expect(replay(recipe, document, { transforms: [entitySwap] })).toEqual(sample)
})

test('the article before a name follows it where the language is at hand', () => {
  const texts = Array.from(
    { length: 12 },
    (_, seed) => run(entitySwap({ kinds: ['place'] }), document, { seed, context }).sample.text,
  )
  expect(new Set(texts)).toEqual(
    new Set(['An Aachen', 'A New York'].map((name) => `${name} paper praised Ada Lovelace, the Countess.`)),
  )
})

test('a protected name stays', () => {
  const { sample } = run(entitySwap({ protect: ['lovelace'] }), document, { seed: 2 })
  expect(sample.text).toContain('praised Ada Lovelace, the')
})
