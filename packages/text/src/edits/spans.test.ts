import { describe, expect, test } from 'vitest'
import { withoutOverlaps, wouldGlue } from './spans.js'

const span = (start: number, end: number) => ({ start, end, label: 's' })

describe('new words would be glued', () => {
  test.each([
    ['to nothing', 'I met Bob.', 6, 9, 'Ann', false],
    ['to a word that marks kept the old ones from', 'cost:5€now', 6, 7, 'EUR', true],
    ['to nothing where a mark stays between', 'cost:5€ now', 6, 7, '$', false],
    ['to the rest of a word that the span cut already', 'ANEVER', 0, 1, 'B', false],
    ['to a mark that combines with the last old letter', 'cafe\u0301s', 0, 4, 'the', true],
    ['in the place of such a mark', 'cafe\u0301s', 4, 5, 'x', true],
  ])('%s', (_name, text, start, end, words, glued) => expect(wouldGlue(text, span(start, end), words)).toBe(glued))
})

test('of spans that overlap the first is taken, and of those that begin together the longest', () =>
  expect(withoutOverlaps([span(4, 6), span(0, 2), span(0, 5), span(5, 7)])).toEqual([span(0, 5), span(5, 7)]))
