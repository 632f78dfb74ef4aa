import { describe, expect, test } from 'vitest'
import { chunksOf, outsideTags, spreadTags } from './tags.js'

const tokens = (...tags: string[]) =>
  tags.map((ner, index) => ({ start: index * 2, end: index * 2 + 1, tags: { ner } }))

describe('tags of tokens for other words', () => {
  test.each([
    ['one for one', ['B-A', 'O'], 2, ['B-A', 'O']],
    ['BIO', ['B-A'], 3, ['B-A', 'I-A', 'I-A']],
    ['BIO shorter', ['B-A', 'I-A', 'I-A'], 1, ['B-A']],
    ['the middle of a chunk', ['I-A'], 2, ['I-A', 'I-A']],
    ['BIOES', ['S-A'], 3, ['B-A', 'I-A', 'E-A']],
    ['BIOES shorter', ['B-A', 'I-A', 'E-A'], 1, ['S-A']],
    ['the end of a chunk', ['E-A'], 2, ['I-A', 'E-A']],
    ['BILOU', ['U-A'], 2, ['B-A', 'L-A']],
    ['BILOU shorter', ['B-A', 'L-A'], 1, ['U-A']],
    ['outside', ['O'], 2, ['O', 'O']],
    ['of one kind', ['NOUN', 'NOUN'], 3, ['NOUN', 'NOUN', 'NOUN']],
    ['of two kinds', ['DET', 'NOUN'], 3, undefined],
    ['of two chunks', ['B-A', 'B-B'], 3, undefined],
  ])('%s: %j for %d', (_name, before, count, after) => {
    expect(spreadTags(tokens(...before), count)).toEqual(after?.map((ner) => ({ ner })))
  })

  test('a layer that some tokens lack is no kind of its own', () => {
    const [first] = tokens('O')
    expect(first && spreadTags([first, { start: 2, end: 3, tags: {} }], 3)).toBe(undefined)
  })

  test('a new word is outside where there is an outside', () => {
    expect(outsideTags([{ start: 0, end: 1, tags: { ner: 'O', pos: 'NOUN' } }])).toEqual({ ner: 'O' })
    expect(outsideTags(tokens('NOUN'))).toEqual({})
  })
})

test('chunks are the stretches that belong together', () => {
  const found = (...tags: string[]) => chunksOf(tokens(...tags)).map(({ start, end }) => [start, end])
  expect(found('B-A', 'I-A', 'O', 'S-A', 'B-A', 'E-A')).toEqual([
    [0, 3],
    [6, 7],
    [8, 11],
  ])
  expect(found('I-A', 'I-A', 'I-B')).toEqual([
    [0, 3],
    [4, 5],
  ])
  expect(found('O', 'NOUN', 'X-')).toEqual([])
})
