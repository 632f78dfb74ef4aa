import { expect, test } from 'vitest'
import { wholeSentences } from './sentences.js'

const whole = (text: string, found: readonly [number, number][], spans: readonly [number, number][] = []) =>
  wholeSentences(
    { text, labels: { spans: spans.map(([start, end]) => ({ start, end, label: 's' })) } },
    found.map(([start, end]) => ({ start, end })),
  ).map(({ start, end }) => text.slice(start, end))

test('sentences stand without the white space around them', () =>
  expect(
    whole('One.  Two. ', [
      [0, 6],
      [6, 11],
    ]),
  ).toEqual(['One.', 'Two.']))

test('a space that a mark combines with is a part of the sentence', () =>
  expect(
    whole('One. \u0301Two.', [
      [0, 5],
      [5, 10],
    ]),
  ).toEqual(['One. \u0301Two.']))

test('sentences that touch, or that a span reaches over or lies between, are one', () => {
  expect(
    whole('One.Two. Six.', [
      [0, 4],
      [4, 8],
      [9, 13],
    ]),
  ).toEqual(['One.Two.', 'Six.'])
  expect(
    whole(
      'Dr. Who came. Bye.',
      [
        [0, 3],
        [4, 13],
        [14, 18],
      ],
      [[0, 7]],
    ),
  ).toEqual(['Dr. Who came.', 'Bye.'])
  expect(
    whole(
      'One. Two.',
      [
        [0, 4],
        [5, 9],
      ],
      [[4, 6]],
    ),
  ).toEqual(['One. Two.'])
  expect(
    whole(
      'One. Two.',
      [
        [0, 4],
        [5, 9],
      ],
      [[4, 5]],
    ),
  ).toEqual(['One.', 'Two.'])
})
