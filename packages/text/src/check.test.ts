import { emptyContext, replay, run, type Transform } from '@variegate/core'
import { expect, test } from 'vitest'
import { checkDocument } from './check.js'
import type { Document } from './sample.js'
import { backTranslation, randomSwap, textTransforms } from './transforms/index.js'

// As JavaScript may give it, past the types.
const given = (sample: unknown) => sample as Document
const text = 'Ada left'
const span = { start: 0, end: 3, label: 'person' }

test.each([
  [null, 'Expected a text as { id, text, labels } but received null.'],
  [{ text: 5, labels: {} }, 'Expected a string as the text of a document but received 5.'],
  [
    { text },
    'Expected the labels of a text as an object that may have label, spans, tokens, sentences, relations but received undefined.',
  ],
  [
    { text, labels: { entities: [span] } },
    'Unknown key "entities" in the labels of a text; the nearest right name is "spans" (it may have label, spans, tokens, sentences, relations).',
  ],
  [
    { text, labels: { span: [span] } },
    'Unknown key "span" in the labels of a text; the nearest right name is "spans" (it may have label, spans, tokens, sentences, relations).',
  ],
  [
    { text, labels: {}, spans: [span] },
    'Expected "spans" of a text within its labels, { labels: { … } }, but it stands beside them.',
  ],
  [{ text, labels: { spans: span } }, `Expected a list of spans but received ${JSON.stringify(span)}.`],
  [
    { text, labels: { spans: [[0, 3, 'person']] } },
    'Expected a span as an object that may have start, end, label, id but received a list.',
  ],
  [
    { text, labels: { spans: [{ begin: 0, end: 3, label: 'x' }] } },
    'Unknown key "begin" in a span; the nearest right name is "start" (it may have start, end, label, id).',
  ],
  [
    { text, labels: { spans: [{ start: 0, end: 3 }] } },
    'Expected a text as the label of the span [0, 3) but received undefined.',
  ],
  [
    { text, labels: { spans: [{ ...span, end: 9 }] } },
    'Expected a span within the 8 code units of its text but "person" is [0, 9).',
  ],
  [
    { text, labels: { tokens: [{ start: 0, end: 3, tag: 'B-PER' }] } },
    'Unknown key "tag" in a token; the nearest right name is "tags" (it may have start, end, tags).',
  ],
  [
    { text, labels: { tokens: [{ start: 0, end: 3, tags: { ner: 1 } }] } },
    'Expected a text as the tag "ner" of the token [0, 3) but received 1.',
  ],
  [
    {
      text,
      labels: {
        tokens: [
          { start: 0, end: 3, tags: {} },
          { start: 2, end: 8, tags: {} },
        ],
      },
    },
    'Expected tokens in order, none over another, but [2, 8) comes after one that ends at 3.',
  ],
  [
    { text, labels: { sentences: [{ start: 0, end: 20 }] } },
    'Expected a sentence within the 8 code units of its text but "sentence" is [0, 20).',
  ],
  [
    { text, labels: { spans: [{ ...span, id: 1 }], relations: [{ from: 1, to: 2 }] } },
    'Expected relations between the ids of spans (1) but received 2.',
  ],
  [
    { text, labels: {}, others: { text: { text } } },
    'Expected a role of its own for each text of a document but "text" is there twice; say `role`.',
  ],
  [
    { text, labels: {}, others: { hypothesis: { text, spans: [] } } },
    'Unknown key "spans" in the text "hypothesis"; the nearest right name is "labels" (it may have text, language, protect, labels).',
  ],
  [
    { text, labels: {}, others: { hypothesis: {} } },
    'Expected a string as the text of "hypothesis" but received undefined.',
  ],
  [
    { text, labels: {}, others: { hypothesis: { text: 'x', labels: { spans: [span] } } } },
    'Expected a span within the 1 code units of its text but "person" is [0, 3).',
  ],
])('%j is refused before anything is drawn', (sample, said) => {
  expect(() => checkDocument(given(sample))).toThrow(expect.objectContaining({ message: said }))
  for (const definition of textTransforms) {
    if (definition === backTranslation) continue // has to wait for a translator
    expect(() => run(definition.configure({}), given(sample), { seed: 1, id: 'x' })).toThrow(said)
  }
})

test('a recipe is not replayed on a wrong sample either', () => {
  const { recipe } = run(randomSwap({ fraction: 1 }), { id: 'x', text, labels: {} }, { seed: 1 })
  expect(() => replay(recipe, given({ text, labels: { events: [] } }), { transforms: textTransforms })).toThrow(
    'Unknown key "events" in the labels of a text; the nearest right name is "spans"',
  )
})

test('what a checked document became is not checked again, but a new one is', () => {
  const steps: Transform<Document>[] = [randomSwap({ fraction: 1 }), randomSwap({ fraction: 1 })]
  let reads = 0
  const labels = {
    get spans() {
      reads++
      return [span]
    },
  }
  const once = { id: 'x', text: 'Ada left home early', labels }
  const count = (work: () => unknown) => {
    const before = reads
    work()
    return reads - before
  }
  const first = count(() => run(steps, once, { seed: 1, context: emptyContext }))
  const second = count(() => run(steps, once, { seed: 1, context: emptyContext }))
  expect(second).toBeLessThan(first)
})
