import { VariegateError } from '@variegate/core'
import type { Document } from '@variegate/text'
import { describe, expect, test } from 'vitest'
import { formatJson, parseJson, type FileObject } from '../files/json.js'
import { rowSpans } from './text-spans.js'

const rowOf = (json: string) => parseJson(json) as FileObject // the tests' own objects

/** Put "Hey " before the text, as an insertion would, and write the row. */
function shifted(json: string, added = 'Hey '): unknown {
  const row = rowOf(json)
  const text = String(row.text)
  const { spans, write } = rowSpans(text, row)
  const moved = (spans ?? []).map((span) => ({
    ...span,
    start: span.start + added.length,
    end: span.end + added.length,
  }))
  const document: Document = { text: added + text, labels: { spans: moved } }
  return JSON.parse(formatJson({ ...row, text: document.text, ...write(document) }))
}

describe('spans come back in the shape that they came in, moved', () => {
  // "Ada" is [0, 3), "Bob" is [8, 11); "Hey " moves both by four.
  test.each([
    ['doccano', 'label', '[[0, 3, "PER"], [8, 11, "PER"]]', '[[4, 7, "PER"], [12, 15, "PER"]]'],
    ['doccano, several', 'labels', '[[8, 11, "PER"]]', '[[12, 15, "PER"]]'],
    ['spaCy', 'entities', '[[0, 3, "PER", "kb"]]', '[[4, 7, "PER", "kb"]]'],
    [
      'our own',
      'spans',
      '[{"start": 0, "end": 3, "label": "PER", "by": 1}]',
      '[{"start": 4, "end": 7, "label": "PER", "by": 1}]',
    ],
    [
      'newer doccano',
      'entities',
      '[{"id": 9, "label": "PER", "start_offset": 8, "end_offset": 11}]',
      '[{"id": 9, "label": "PER", "start_offset": 12, "end_offset": 15}]',
    ],
    [
      'Label Studio',
      'label',
      '[{"start": 0, "end": 3, "text": "Ada", "labels": ["PER"]}]',
      '[{"start": 4, "end": 7, "text": "Ada", "labels": ["PER"]}]',
    ],
  ])('%s', (_, field, before, after) => {
    expect(shifted(`{"text": "Ada met Bob", "${field}": ${before}}`)).toEqual({
      text: 'Hey Ada met Bob',
      [field]: JSON.parse(after) as unknown,
    })
  })
  test('fields of both kinds beside each other', () => {
    expect(
      shifted(
        '{"text": "Ada", "spans": [{"start": 0, "end": 3, "label": "A"}], "entities": [[0, 3, "B"]], "label": "news"}',
      ),
    ).toEqual({
      text: 'Hey Ada',
      spans: [{ start: 4, end: 7, label: 'A' }],
      entities: [[4, 7, 'B']],
      label: 'news',
    })
  })
  test('a span that is gone takes its relations along, the others stay', () => {
    const row = rowOf(
      '{"text": "Ada met Bob", "entities": [{"id": 1, "start_offset": 0, "end_offset": 3, "label": "P"}, {"id": 2, "start_offset": 8, "end_offset": 11, "label": "P"}], "relations": [{"id": 7, "from_id": 1, "to_id": 2, "type": "met"}, {"id": 8, "from_id": 2, "to_id": 2, "type": "self"}]}',
    )
    const { spans = [], write } = rowSpans('Ada met Bob', row)
    const written = write({
      text: 'met Bob',
      labels: { spans: spans.slice(1).map((span) => ({ ...span, start: 4, end: 7 })) },
    })
    expect(JSON.parse(formatJson(written))).toEqual({
      entities: [{ id: 2, start_offset: 4, end_offset: 7, label: 'P' }],
      relations: [{ id: 8, from_id: 2, to_id: 2, type: 'self' }],
    })
    const twice = [...spans, ...spans]
    expect(() => write({ text: 'Ada met Bob', labels: { spans: twice } })).toThrow(
      'Expected each entity that relations name once but the copy has several of id 1.',
    )
  })
  test('places after an emoji are code points, or code units where the spans say so by their text', () => {
    // 😀 is one code point and two code units.
    expect(rowSpans('😀 Ada', rowOf('{"entities": [[2, 5, "P"]]}')).spans?.[0]).toMatchObject({ start: 3, end: 6 })
    const units = '{"text": "😀 Ada", "label": [{"start": 3, "end": 6, "text": "Ada", "labels": ["P"]}]}'
    expect(shifted(units)).toMatchObject({ label: [{ start: 7, end: 10, text: 'Ada' }] })
    expect(() => rowSpans('😀 Ada', rowOf('{"label": [{"start": 3, "end": 6, "labels": ["P"]}]}'))).toThrow(
      'Expected a text beside each span of "label", for places after characters such as emoji are counted in two ways, but received {"start":3,"end":6,"labels":["P"]}.',
    )
  })
  test('a span whose text is another is refused', () => {
    expect(() =>
      rowSpans('Ada met Bob', rowOf('{"entities": [{"start": 1, "end": 4, "label": "P", "text": "Ada"}]}')),
    ).toThrow('Expected the text "Ada" at [1, 4) of "entities" but the text has "da " there.')
  })
})

describe('what cannot follow is refused by name', () => {
  const unknown = (field: string) =>
    `Expected labels that can follow the text but the field "${field}" holds places in it in an unknown shape; take the field out, or write spans as [{"start", "end", "label"}].`
  const perWord = (field: string) =>
    `Expected labels that can follow the text but the field "${field}" has one item for each of its words, which would no longer fit; take the field out.`
  test.each([
    ['"mentions": [{"begin": 0, "stop": 3}]', unknown('mentions.begin')],
    ['"answers": {"text": ["Ada"], "answer_start": [0]}', unknown('answers.answer_start')],
    ['"notes": [[0, 3, "x"]]', unknown('notes')],
    ['"notes": [["x", 0, 3]]', unknown('notes')],
    ['"charSpan": [0, 3]', unknown('charSpan')],
    ['"meta": {"deep": [{"offsets": [[0, 3]]}]}', unknown('meta.deep.offsets')],
    ['"entities": {"span_list": [[0, 3]]}', unknown('entities.span_list')],
    ['"spans": [{"start": 0, "end": 3, "label": "P", "token_start": 0, "token_end": 0}]', unknown('spans.token_start')],
    ['"tokens": [{"text": "Ada", "start": 0, "end": 3, "id": 0}]', perWord('tokens')],
    ['"tokens": ["Ada", "met", "Bob"], "ner_tags": [1, 0, 1]', perWord('tokens')],
    ['"words": ["Ada"]', perWord('words')],
    ['"labels": ["B", "O", "B"]', perWord('labels')],
    ['"aspect": "met", "s": 4, "e": 7', unknown('s')],
    ['"terms": [{"term": "met", "s": 4, "e": 7}]', unknown('terms.s')],
    ['"from": 4, "to": 7, "polarity": "good"', unknown('from')],
    ['"pieces": ["Ada ", "met Bob"]', unknown('pieces')],
    [
      '"relations": [{"head": 1, "child": 2}]',
      'Expected relations { from_id, to_id } between ids of entities but the field "relations" holds others; take the field out.',
    ],
    [
      '"entities": [[0, 3, "P"], {"x": 1}]',
      'Expected entities as { start, end, label } or [start, end, label] but received {"x":1}.',
    ],
    [
      '"entities": [[0, 30, "P"]]',
      'Expected entities { start, end, label } within the 11 code points of the text but received [0,30,"P"].',
    ],
    [
      '"entities": [[3, 3, "P"]]',
      'Expected entities { start, end, label } within the 11 code points of the text but received [3,3,"P"].',
    ],
  ])('%s', (fields, reason) => {
    expect(() => rowSpans('Ada met Bob', rowOf(`{${fields}}`))).toThrow(new VariegateError(reason))
  })
  test.each([
    '"start_time": 3, "end_time": 5',
    '"start": 0.5, "end": 2.0',
    '"page": 3, "line": 4, "score": 1',
    '"tags": ["news", "people"]',
    '"label": ["good", "new"]',
    '"start": 100, "end": 200',
    '"embedding": [1, 0, 0.5]',
    '"id": 4, "stars": 7, "topic": "Bob"',
    '"grade": "A", "id": 0, "stars": 1',
    '"entities": [], "relations": []',
    '"tokens": []',
  ])('%s stays', (fields) => {
    const row = rowOf(`{"text": "Ada met Bob", ${fields}}`)
    expect(formatJson({ ...row, ...rowSpans('Ada met Bob', row).write({ text: 'Ada met Bob', labels: {} }) })).toBe(
      formatJson(row),
    )
  })
})
