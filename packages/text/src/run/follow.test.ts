import { describe, expect, test } from 'vitest'
import { textModality } from '../engine.js'
import type { Document, TextLabels } from '../sample.js'
import type { PartEdit } from '../steps/edit.js'

const text = 'Ada met old Bob. He left.'
const of = (labels: TextLabels, more: Partial<Document> = {}): Document => ({ id: 'x', text, labels, ...more })
const after = (document: Document, ...edits: PartEdit[]) => textModality.apply(document, [{ kind: 'edit', edits }])
const person = { start: 8, end: 15, label: 'person', id: 1 }
const carry = (start: number, end: number, by: string): PartEdit => ({
  at: [start, end],
  by: [{ text: by, of: [start, end], labels: 'carry' }],
})
const gone = { kind: 'span', label: 'person', id: 1, reason: 'its words are no longer in the text' }

describe('a span', () => {
  const words = (...edits: PartEdit[]) => {
    const { sample, dropped } = after(of({ spans: [person] }), ...edits)
    expect(dropped).toEqual(sample.labels.spans?.length === 0 ? [gone] : [])
    return (sample.labels.spans ?? []).map(({ start, end }) => sample.text.slice(start, end))
  }

  test.each<[string, PartEdit[], string[]]>([
    ['goes on where words before it change', [{ at: [0, 3], by: [{ text: 'Grace' }] }], ['old Bob']],
    ['stays on words that stand for it', [carry(8, 15, 'young Ann')], ['young Ann']],
    ['stays where a word in it is replaced', [carry(8, 11, 'young')], ['young Bob']],
    ['stays where both words are', [carry(8, 11, 'young'), carry(12, 15, 'Ann')], ['young Ann']],
    ['stays where a word in it goes on purpose', [carry(8, 12, '')], ['Bob']],
    ['is gone with words that stand for no label', [{ at: [8, 15], by: [{ text: 'Ann' }] }], []],
    ['is gone where a word in it is', [{ at: [8, 12], by: [] }], []],
    ['is gone where a word comes into it', [{ at: [11, 11], by: [{ text: ' big' }] }], []],
    ['stays where that is on purpose', [carry(11, 11, ' big')], ['old big Bob']],
    ['is gone where new words stand for more than it', [carry(4, 15, 'saw Ann')], []],
    ['is gone where new words stand for a part and more', [carry(12, 18, 'Ann. She')], []],
    ['is gone where nothing is left', [carry(8, 15, '')], []],
    ['keeps out what comes before and behind it', [carry(8, 8, 'X'), carry(15, 15, 'Y')], ['old Bob']],
    [
      'moves with its words',
      [
        { at: [0, 3], by: [{ from: [8, 15] }] },
        { at: [8, 15], by: [{ from: [0, 3] }] },
      ],
      ['old Bob'],
    ],
    ['comes as often as its words', [{ at: [0, 3], by: [{ from: [8, 15] }] }], ['old Bob', 'old Bob']],
    [
      'is gone where its words are turned round',
      [{ at: [8, 15], by: [{ from: [12, 15] }, { from: [11, 12] }, { from: [8, 11] }] }],
      [],
    ],
  ])('%s', (_name, edits, left) => expect(words(...edits)).toEqual(left))

  test('that touches another, or is in another, follows for itself', () => {
    const spans = [person, { start: 12, end: 15, label: 'name' }, { start: 15, end: 16, label: 'mark' }]
    const { sample, dropped } = after(of({ spans }), carry(12, 15, 'Robert'))
    expect(sample.labels.spans).toEqual([
      { start: 8, end: 18, label: 'person', id: 1 },
      { start: 12, end: 18, label: 'name' },
      { start: 18, end: 19, label: 'mark' },
    ])
    expect(dropped).toEqual([])
  })
})

describe('tokens', () => {
  const token = (start: number, end: number, ner: string) => ({ start, end, tags: { ner } })
  const tokens = [token(0, 3, 'B-PER'), token(4, 7, 'O'), token(8, 11, 'O'), token(12, 15, 'B-PER'), token(15, 16, 'O')]
  const tagged = (...edits: PartEdit[]) => {
    const { sample, dropped } = after(of({ tokens }), ...edits)
    return {
      words: (sample.labels.tokens ?? []).map(
        ({ start, end, tags: { ner } }) => `${sample.text.slice(start, end)}/${ner}`,
      ),
      lost: dropped.map(({ kind, label, reason }) => `${kind} ${label}: ${reason}`),
    }
  }
  const lost = (label: string) => `token ${label}: its word is no longer in the text`

  test.each<[string, PartEdit[], string[], string[]]>([
    [
      'move',
      [
        { at: [0, 3], by: [{ from: [12, 15] }] },
        { at: [12, 15], by: [{ from: [0, 3] }] },
      ],
      ['Bob/B-PER', 'met/O', 'old/O', 'Ada/B-PER', './O'],
      [],
    ],
    [
      'give their tags to words that stand for them',
      [carry(12, 15, 'Bob Ross')],
      ['Ada/B-PER', 'met/O', 'old/O', 'Bob/B-PER', 'Ross/I-PER', './O'],
      [],
    ],
    ['are gone with their words', [{ at: [8, 12], by: [] }], ['Ada/B-PER', 'met/O', 'Bob/B-PER', './O'], [lost('O')]],
    [
      'are outside where they are new',
      [{ at: [7, 7], by: [{ text: ' a big' }] }],
      ['Ada/B-PER', 'met/O', 'a/O', 'big/O', 'old/O', 'Bob/B-PER', './O'],
      [],
    ],
    [
      'are gone where nobody knows whose tag is whose',
      [carry(8, 15, 'dear young Ann')],
      ['Ada/B-PER', 'met/O', './O'],
      [lost('O'), lost('B-PER')],
    ],
    [
      'grow with letters that stand in them',
      [carry(13, 14, '00')],
      ['Ada/B-PER', 'met/O', 'old/O', 'B00b/B-PER', './O'],
      [],
    ],
  ])('%s', (_name, edits, words, gone_) => expect(tagged(...edits)).toEqual({ words, lost: gone_ }))
})

describe('sentences', () => {
  const sentences = [
    { start: 0, end: 16 },
    { start: 17, end: 25 },
  ]
  const said = (...edits: PartEdit[]) => {
    const { sample, dropped } = after(of({ sentences }), ...edits)
    expect((sample.labels.sentences ?? []).length + dropped.length).toBe(2)
    return (sample.labels.sentences ?? []).map(({ start, end }) => sample.text.slice(start, end))
  }
  test.each<[string, PartEdit[], string[]]>([
    [
      'are places that words stand in',
      [
        { at: [0, 3], by: [{ from: [17, 19] }] },
        { at: [17, 19], by: [{ from: [0, 3] }] },
      ],
      ['He met old Bob.', 'Ada left.'],
    ],
    [
      'grow at their ends',
      [
        { at: [16, 16], by: [{ text: '!' }] },
        { at: [25, 25], by: [{ text: ' Bye' }] },
      ],
      ['Ada met old Bob.!', 'He left. Bye'],
    ],
    [
      'begin with a new word',
      [
        { at: [0, 0], by: [{ text: 'So ' }] },
        { at: [17, 17], by: [{ text: 'Then ' }] },
      ],
      ['So Ada met old Bob.', 'Then He left.'],
    ],
    ['lose words and the space beside them', [{ at: [16, 19], by: [] }], ['Ada met old Bob.', 'left.']],
    [
      'change places',
      [
        { at: [0, 16], by: [{ from: [17, 25] }] },
        { at: [17, 25], by: [{ from: [0, 16] }] },
      ],
      ['He left.', 'Ada met old Bob.'],
    ],
    ['are gone where their end is written over', [{ at: [12, 19], by: [{ text: 'Bob, who' }] }], []],
    ['are gone with all of their words', [{ at: [16, 25], by: [] }], ['Ada met old Bob.']],
  ])('%s', (_name, edits, left) => expect(said(...edits)).toEqual(left))
})

describe('a document of parts', () => {
  const pair: Document = {
    id: 'nli',
    role: 'premise',
    text: 'Ada met Bob.',
    labels: {
      label: 'entailment',
      spans: [{ start: 8, end: 11, label: 'person', id: 'b' }],
      relations: [{ from: 'b', to: 'h', label: 'same' }],
    },
    others: {
      hypothesis: { text: 'She saw Bob.', labels: { spans: [{ start: 8, end: 11, label: 'person', id: 'h' }] } },
      note: { text: 'n' },
    },
  }

  test('changes where an edit says, and nowhere else', () => {
    const { sample, dropped } = after(pair, { part: 'hypothesis', at: [0, 3], by: [{ text: 'Ada Lovelace' }] })
    expect(sample).toEqual({
      ...pair,
      others: {
        hypothesis: {
          text: 'Ada Lovelace saw Bob.',
          labels: { spans: [{ start: 17, end: 20, label: 'person', id: 'h' }] },
        },
        note: { text: 'n' },
      },
    })
    expect(dropped).toEqual([])
    expect(after(pair, { part: 'premise', at: [11, 12], by: [] }).sample.text).toBe('Ada met Bob')
  })

  test('loses a relation with a span of it, and says so', () => {
    const { sample, dropped } = after(pair, { part: 'hypothesis', at: [8, 11], by: [] })
    expect(sample.labels).toEqual({ ...pair.labels, relations: [] })
    expect(dropped).toEqual([
      { kind: 'span', label: 'person', id: 'h', reason: 'its words are no longer in the text' },
      { kind: 'relation', label: 'same', reason: 'a span that it names is no longer in the text' },
    ])
  })

  test('refuses edits of a part that it has not, and places outside of a text', () => {
    expect(() => after(pair, { part: 'question', at: [0, 1], by: [] })).toThrow(
      'Expected edits of a part of the document, one of premise, hypothesis, note, but received question.',
    )
    expect(() => after(pair, { at: [0, 99], by: [] })).toThrow(
      'Expected edits of "premise" in order within its 12 code units, none over another, but received one of [0, 99).',
    )
    expect(() => after(pair, { at: [0, 4], by: [] }, { at: [3, 5], by: [] })).toThrow(
      'Expected edits of "premise" in order within its 12 code units, none over another, but received one of [3, 5).',
    )
    expect(() => after(pair, { at: [0, 1], by: [{ from: [4, 99] }] })).toThrow(
      'Expected edits of "premise" with stretches of its 12 code units but received [4, 99).',
    )
  })
})
