import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatRecord, parseCsv } from './csv.js'
import { parseCsvFile } from './csv-file.js'
import { decodeText, encodeText } from './encoding.js'

const open = (text: string | Uint8Array) => parseCsvFile(typeof text === 'string' ? Buffer.from(text) : text, 'f.csv')

test('csv-parse reads the same cells, and written records are the text again', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '1', '"', ',', ';', '\n', '\r\n', ' ', 'é', '😀', '#') })
  const rows = fc.array(fc.tuple(cell, cell, fc.boolean()), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(
      rows,
      fc.constantFrom(',', ';', '\t', '|'),
      fc.constantFrom('\n', '\r\n'),
      (made, delimiter, newline) => {
        const style = { delimiter, newline }
        const text = made
          .map(([first, second, inQuotes]) => formatRecord([first, second], style, { quoted: [inQuotes, false] }))
          .join('')
        const { records, tail } = parseCsv(text, style, 'f.csv')
        expect(records.map(({ cells }) => cells)).toEqual(parse(text, { delimiter, record_delimiter: newline }))
        const again = records.map(
          (record) => record.before + formatRecord(record.cells, { delimiter, newline: record.end }, record),
        )
        expect(again.join('') + tail).toBe(text)
      },
    ),
  )
})

test('records know the line on which they begin', () => {
  const { records, tail } = parseCsv('a,b\r\n"x\r\ny",1\n\nz,2\n \n', { delimiter: ',' }, 'f.csv')
  expect(records.map(({ line, before }) => [line, before])).toEqual([
    [1, ''],
    [2, ''],
    [5, '\n'],
  ])
  expect(tail).toBe(' \n')
})

describe('the delimiter', () => {
  test.each([
    ['a,b\n1,2\n', ','],
    ['a;b\n1,5;2,5\n', ';'],
    ['a\tb\n"x, y"\t1\n', '\t'],
    ['a|b\n1|2\n', '|'],
    ['text;label\nHello, world;x\n', ';'],
    ['text,label\n"a;b;c",x\n', ','],
    ['sep=|\na,b|c\n1,2|3\n', '|'],
    ['text\na; b\n', ','],
  ])('of %j is %j', (text, delimiter) => expect(open(text).style.delimiter).toBe(delimiter))
  test('that may be two is refused', () => {
    expect(() => open('a,b;c\n1,2;3\n')).toThrow(
      'Expected one delimiter at f.csv:1 but "," and ";" both split the names of columns; quote the names that hold one, or write the first line sep=,',
    )
  })
})

test.each<[string, Uint8Array, string]>([
  ['utf-8', Buffer.from('\uFEFFa€\n'), 'a€\n'],
  ['utf-16le', Buffer.from('\uFEFFa€😀\n', 'utf16le'), 'a€😀\n'],
  ['utf-16be', Buffer.from('\uFEFFa€😀\n', 'utf16le').swap16(), 'a€😀\n'],
  // The Unicode consortium's CP1252.TXT: 0x80 is the euro sign, 0x9C is oe, 0xE9 is e acute.
  ['windows-1252', Uint8Array.of(0x61, 0x80, 0x9c, 0xe9), 'a€œé'],
])('%s is read and written', (name, bytes, text) => {
  const read = decodeText(bytes, 'f.csv')
  expect([read.text, read.encoding.name]).toEqual([text, name])
  const mark = read.encoding.mark ? encodeText('\uFEFF', read.encoding) : new Uint8Array()
  expect(Buffer.concat([mark, encodeText(text, read.encoding)])).toEqual(Buffer.from(bytes))
})

test('UTF-16 without its mark, and UTF-16 that is cut, are refused', () => {
  expect(() => decodeText(Buffer.from('ab', 'utf16le'), 'f.csv')).toThrow(
    'Expected text in UTF-8, UTF-16 with a byte-order mark, or Windows-1252 but the character at f.csv:1, column 2 is of none of them; save the file as UTF-8.',
  )
  expect(() => decodeText(Uint8Array.of(0xff, 0xfe, 0x61), 'f.csv')).toThrow(
    'Expected f.csv to be UTF-16LE, as its byte-order mark says, but it is not; save the file as UTF-8.',
  )
  expect(() => open('')).toThrow('Expected the names of columns in f.csv but it is empty.')
})
