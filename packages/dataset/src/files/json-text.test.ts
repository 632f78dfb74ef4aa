import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fieldsOf, itemsOf, onOneLine } from './json-text.js'

test('fields and items come as they stand, brackets and quotes in texts aside', () => {
  const text = ' { "a" : 1.0 , "b\\u0022":[ {"x": "]}\\""}, [] ],"c":{},"d": "\\\\" }\n'
  expect(fieldsOf(text)).toEqual([
    ['a', '1.0'],
    ['b"', '[ {"x": "]}\\""}, [] ]'],
    ['c', '{}'],
    ['d', '"\\\\"'],
  ])
  expect(itemsOf('[ {"x": "]}\\""}, [] ,1e5]')).toEqual(['{"x": "]}\\""}', '[]', '1e5'])
  expect([fieldsOf('{ }'), itemsOf('[]')]).toEqual([[], []])
  expect(onOneLine('[\n  1,\r\n  "a b"\n]')).toBe('[ 1, "a b" ]')
})

test('what is no object or list throws where it breaks', () => {
  for (const text of ['{"a":1', '{"a"}', '{"a":1 "b":2}', '{a:1}', '{"a":1}x', '{"a":1,}', '{"a":"', '[]', ''])
    expect(() => fieldsOf(text), text).toThrow(SyntaxError)
  for (const text of ['[1', '[1 2]', '[1]]', '[1,]', '[,]', '{}', '["\\'])
    expect(() => itemsOf(text), text).toThrow(SyntaxError)
})

test('any object and list comes apart into what JSON.parse sees', () => {
  fc.assert(
    fc.property(
      fc.dictionary(fc.string(), fc.jsonValue()),
      fc.array(fc.jsonValue()),
      fc.nat(4),
      (object, list, space) => {
        const parts = fieldsOf(JSON.stringify(object, undefined, space)).map(([name, text]) => [name, JSON.parse(text)])
        expect(parts).toEqual(Object.entries(JSON.parse(JSON.stringify(object))))
        const items = itemsOf(JSON.stringify(list, undefined, space)).map(
          (text) => JSON.parse(onOneLine(text)) as unknown,
        )
        expect(items).toEqual(JSON.parse(JSON.stringify(list)))
      },
    ),
  )
})

test('nesting of any depth is one value', () => {
  const deep = '['.repeat(1e6) + ']'.repeat(1e6)
  expect(fieldsOf(`{"deep":${deep},"a":1}`).map(([name, text]) => [name, text.length])).toEqual([
    ['deep', 2e6],
    ['a', 1],
  ])
})
