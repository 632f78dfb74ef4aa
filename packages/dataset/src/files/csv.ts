import { VariegateError } from '@variegate/core'
import type { Encoding } from './encoding.js'

/** How a CSV file is written. */
export interface CsvStyle {
  readonly delimiter: string
  readonly newline: string
}

/** A record as it stands in its file. */
export interface CsvRecord {
  /** The line on which it begins, from 1. */
  readonly line: number
  readonly cells: readonly string[]
  /** Which cells stand in quotes; absent where none does. */
  readonly quoted?: readonly boolean[]
  /** Blank lines and comments between the record before and this one, line ends included. */
  readonly before: string
  /** Its line end; '' where the file ends without one. */
  readonly end: string
}

/** A CSV file: names of columns, records, and what is needed to write it the same way. */
export interface CsvFile {
  readonly path: string
  readonly encoding: Encoding
  readonly style: CsvStyle
  /** The names of columns, without blanks around them. */
  readonly header: readonly string[]
  /** Everything up to the first record, the line of names included. */
  readonly top: string
  readonly records: readonly CsvRecord[]
  /** Blank lines and comments after the last record. */
  readonly tail: string
}

/** What to expect of a CSV text. */
export interface CsvReading {
  readonly delimiter: string
  /** The line on which the text begins, from 1. */
  readonly line?: number
  /** Whether lines that begin with # and have another number of cells than the first record are comments. */
  readonly comments?: boolean
  /** Whether the text is the beginning of a file, which may end within quotes. */
  readonly partial?: boolean
}

/** Read every record of a CSV text, and the blank lines and comments after the last; `path` is for errors. */
export function parseCsv(
  text: string,
  { delimiter, line: first = 1, comments = false, partial = false }: CsvReading,
  path: string,
): { readonly records: readonly CsvRecord[]; readonly tail: string } {
  const records: CsvRecord[] = []
  let before = ''
  let line = first
  for (let at = 0; at < text.length;) {
    const isMarked = comments && text[at] === '#'
    const read = isMarked
      ? readMarked(text, at, delimiter, line, records[0]?.cells.length)
      : readRecord(text, at, delimiter, path, line)
    if (typeof read === 'string') {
      if (partial) break
      throw new VariegateError(`Expected a CSV file but ${read}`)
    }
    const { cells, quoted, end, next, lines } = read
    const isBlank = cells.length === 1 && quoted === undefined && (cells[0] ?? '').trim() === ''
    if (isBlank || cells.length === 0) before += text.slice(at, next)
    else {
      records.push({ line, cells, ...(quoted ? { quoted } : {}), before, end })
      before = ''
    }
    at = next
    line += lines
  }
  return { records, tail: before }
}

/** Write one record: cells that stood in quotes in `source`, and those that need them, are quoted. */
export function formatRecord(
  cells: readonly string[],
  { delimiter, newline }: CsvStyle,
  source?: Pick<CsvRecord, 'quoted'>,
): string {
  const written = cells.map((cell, index) =>
    source?.quoted?.[index] === true ||
    cell.includes(delimiter) ||
    /["\r\n]/.test(cell) ||
    (cells.length === 1 && cell.trim() === '')
      ? `"${cell.replaceAll('"', '""')}"`
      : cell,
  )
  return written.join(delimiter) + newline
}

/** Read a number as data files write it; nothing where the text is none. */
export function parseNumber(text: string): number | undefined {
  const trimmed = text.trim()
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(trimmed) ? Number(trimmed) : undefined
}

interface ReadRecord {
  readonly cells: string[]
  readonly quoted: boolean[] | undefined
  readonly end: string
  /** Where the next record begins. */
  readonly next: number
  readonly lines: number
}

/** A line that begins with #: a record of the width of the others, or a comment, which has no cells. */
function readMarked(
  text: string,
  start: number,
  delimiter: string,
  line: number,
  width: number | undefined,
): ReadRecord {
  const read = readRecord(text, start, delimiter, '', line)
  if (typeof read !== 'string' && read.cells.length === width) return read
  let at = start
  while (at < text.length && text[at] !== '\n' && text[at] !== '\r') at++
  const end = lineEndAt(text, at)
  return { cells: [], quoted: undefined, end, next: at + end.length, lines: 1 }
}

/** Read the record that begins at a place, or say what is wrong with it. */
function readRecord(text: string, start: number, delimiter: string, path: string, line: number): ReadRecord | string {
  const cells: string[] = []
  let quoted: boolean[] | undefined
  let lines = 0
  let lineStart = start
  let at = start
  const place = (index: number) => `${path}:${line + lines}, column ${index - lineStart + 1}`
  for (;;) {
    const isQuoted = text[at] === '"'
    let cell: string
    if (isQuoted) {
      const opened = place(at)
      const close = closingQuote(text, at)
      if (close < 0) return `the quote at ${opened} is never closed; close it, or double it within quotes.`
      cell = text.slice(at + 1, close).replaceAll('""', '"')
      for (let index = at; index < close; index++) {
        if (text[index] !== '\n') continue
        lines++
        lineStart = index + 1
      }
      at = close + 1
      if (at < text.length && text[at] !== delimiter && text[at] !== '\n' && text[at] !== '\r')
        return `"${text[at]}" at ${place(at)} follows the closing quote of the cell that opens at ${opened}; double the quotes within quotes.`
    } else {
      const from = at
      at = plainEnd(text, from, delimiter)
      if (text[at] === '"')
        return `a quote stands within the cell at ${place(at)}; put the cell in quotes and double the quote.`
      cell = text.slice(from, at)
    }
    if (isQuoted) quoted ??= cells.map(() => false)
    quoted?.push(isQuoted)
    cells.push(cell)
    if (text[at] === delimiter) {
      at++
      continue
    }
    const end = lineEndAt(text, at)
    return { cells, quoted, end, next: at + end.length, lines: lines + 1 }
  }
}

/** Where a cell without quotes ends: at a delimiter, a line end or a quote, which it must not hold. */
function plainEnd(text: string, start: number, delimiter: string): number {
  const mark = delimiter.charCodeAt(0)
  let at = start
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    // Line feed, carriage return, quote.
    if (code === mark || code === 10 || code === 13 || code === 34) break
  }
  return at
}

const lineEndAt = (text: string, at: number): string =>
  text[at] === '\r' && text[at + 1] === '\n' ? '\r\n' : (text[at] ?? '')

/** Where the quote that opens at a place is closed; -1 where it never is. */
function closingQuote(text: string, open: number): number {
  for (let at = text.indexOf('"', open + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    if (text[at + 1] !== '"') return at
    at++
  }
  return -1
}
