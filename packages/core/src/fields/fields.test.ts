import { expect, expectTypeOf, test } from 'vitest'
import type { Range } from '../json.js'
import {
  choice,
  color,
  flag,
  integer,
  list,
  number,
  optional,
  parseOptions,
  range,
  text,
  type InputOf,
  type OptionsOf,
} from './index.js'

const saying = (message: string) => expect.objectContaining({ message })

const fields = {
  gamma: range({ default: [0.8, 1.25], min: 0.01, max: 10, doc: 'Exponent.' }),
  count: range({ default: 2, min: 1, max: 9, integer: true, doc: 'How many.' }),
  angle: number({ default: 0, min: -180, max: 180, unit: 'degrees', doc: 'Angle.' }),
  size: integer({ default: 3, min: 1, max: 64, unit: 'px', doc: 'Size.' }),
  border: choice({ default: 'constant', values: ['constant', 'wrap'], doc: 'Border.' }),
  keep: flag({ default: false, doc: 'Keep.' }),
  name: text({ default: 'x', doc: 'Name.' }),
  fill: list({
    default: [0, 0, 0],
    of: number({ default: 0, min: 0, max: 255, doc: '' }),
    minLength: 3,
    maxLength: 4,
    doc: 'Colour.',
  }),
  limit: optional(number({ default: 1, min: 0, max: 1, doc: 'Limit.' })),
}

test('defaults are filled in once, a fixed number becomes a pair, an optional option stays absent', () => {
  expect(parseOptions('image/x', fields, { gamma: 2 })).toEqual({
    gamma: [2, 2],
    count: [2, 2],
    angle: 0,
    size: 3,
    border: 'constant',
    keep: false,
    name: 'x',
    fill: [0, 0, 0],
  })
  expect(parseOptions('image/x', fields, { limit: 0.5 })).toHaveProperty('limit', 0.5)
})

test('types follow from the fields', () => {
  expectTypeOf<OptionsOf<typeof fields>['gamma']>().toEqualTypeOf<Range>()
  expectTypeOf<OptionsOf<typeof fields>['border']>().toEqualTypeOf<'constant' | 'wrap'>()
  expectTypeOf<OptionsOf<typeof fields>['limit']>().toEqualTypeOf<number | undefined>()
  expectTypeOf<OptionsOf<typeof fields>['fill']>().toEqualTypeOf<readonly number[]>()
  expectTypeOf<InputOf<typeof fields>['fill']>().toEqualTypeOf<readonly number[] | undefined>()
  expectTypeOf<InputOf<typeof fields>['gamma']>().toEqualTypeOf<number | Range | undefined>()
})

test.each([
  [
    { gamma: [2, 0.5] },
    'Expected a number or a [low, high] pair within [0.01, 10] for image/x.gamma but received [2,0.5].',
  ],
  [{ gamma: 0 }, 'Expected a number or a [low, high] pair within [0.01, 10] for image/x.gamma but received 0.'],
  [{ count: 1.5 }, 'Expected a whole number or a [low, high] pair within [1, 9] for image/x.count but received 1.5.'],
  [{ angle: '90' }, 'Expected a number within [-180, 180] degrees for image/x.angle but received "90".'],
  [{ size: 0.5 }, 'Expected a whole number within [1, 64] px for image/x.size but received 0.5.'],
  [{ border: 'wrapped' }, 'Expected one of constant, wrap for image/x.border but received "wrapped".'],
  [{ keep: 1 }, 'Expected true or false for image/x.keep but received 1.'],
  [
    { fill: [1, 2] },
    'Expected a list of 3 to 4 items, each a number within [0, 255], for image/x.fill but received [1,2].',
  ],
  [
    { gama: 1 },
    'Unknown option "gama" for image/x; the nearest right name is "gamma" (it has gamma, count, angle, size, border, keep, name, fill, limit).',
  ],
])('a bad option is refused in one sentence: %j', (given, message) => {
  expect(() => parseOptions('image/x', fields, given)).toThrow(saying(message))
})

test('a color is three numbers, and items of lists need neither default nor sentence', () => {
  const fields = {
    fill: color({ default: [0, 0, 0], doc: 'Fill.' }),
    sizes: optional(list({ of: integer({ min: 1, max: 9 }), doc: 'Sizes.' })),
  }
  expect(parseOptions('x', fields, { fill: [1, 2, 255] })).toEqual({ fill: [1, 2, 255] })
  expect(() => parseOptions('x', fields, { fill: [1, 2] })).toThrow(
    'Expected a color [red, green, blue], each within [0, 255], for x.fill but received [1,2].',
  )
  expect(() => parseOptions('x', fields, { sizes: [0] })).toThrow('for x.sizes but received [0].')
})
