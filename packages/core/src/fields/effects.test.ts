import { expect, test } from 'vitest'
import { effects, integer, parseOptions, range } from './index.js'

const fields = {
  ...effects(
    {
      turn: range({ default: [-15, 15], min: -180, max: 180, neutral: 0, doc: 'Angle.' }),
      size: range({ default: [0.9, 1.1], min: 0.1, max: 10, neutral: 1, doc: 'Factor.' }),
    },
    ['turnBack'],
  ),
  tries: integer({ default: 3, min: 1, max: 9, doc: 'How often.' }),
}

test('without any of them all effects have their defaults, also where other options are given', () => {
  expect(parseOptions('x', fields, {})).toEqual({ turn: [-15, 15], size: [0.9, 1.1], tries: 3 })
  expect(parseOptions('x', fields, { tries: 2 })).toEqual({ turn: [-15, 15], size: [0.9, 1.1], tries: 2 })
})

test('where one is given the others are neutral', () => {
  expect(parseOptions('x', fields, { turn: 30 })).toEqual({ turn: [30, 30], size: [1, 1], tries: 3 })
  expect(parseOptions('x', fields, { size: [1, 2] })).toEqual({ turn: [0, 0], size: [1, 2], tries: 3 })
  expect(parseOptions('x', fields, { turn: 0, size: 1 })).toEqual({ turn: [0, 0], size: [1, 1], tries: 3 })
})

test('an option that asks for an effect in other words counts as given', () => {
  expect(fields.size.beside).toEqual(['turn', 'turnBack'])
})

test('the sentence says so', () => {
  expect(fields.size.doc).toBe('Factor. Neutral, 1, where one of turn, turnBack is given without it.')
  expect(effects({ a: fields.turn, b: fields.size }).a.doc).toContain('Neutral, 0, where b is given without it.')
})
