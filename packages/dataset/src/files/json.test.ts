import { expect, test } from 'vitest'
import { formatJson, idText, numberIn, parseJson, type FileObject } from './json.js'

test('numbers that a double would write otherwise come back as they came', () => {
  const text = '{"id":12345678901234567891,"score":1.0,"small":1e-7,"list":[1,2.50,-0],"text":"1.0"}'
  const value = parseJson(`\uFEFF${text}`) as FileObject
  expect(formatJson(value)).toBe(text)
  expect(idText(value.id)).toBe('12345678901234567891')
  expect(numberIn(value.score)).toBe(1)
})

test('what is no JSON is told with its line and column', () => {
  expect(() => parseJson('{"a": 1,\n "b": NaN}')).toThrow(/^Expected JSON: .* at line 2, column 7\.$/)
  expect(() => parseJson('[1, 2')).toThrow(/^Expected JSON: .*end of array.*\.$/)
  expect(() => parseJson('['.repeat(60000))).toThrow('Expected JSON but it is nested too deep to be read.')
})
