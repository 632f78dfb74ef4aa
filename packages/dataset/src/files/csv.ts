import { VariegateError } from '@variegate/core'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'

/** How a CSV file is written. */
export interface CsvStyle {
  readonly delimiter: string
  readonly newline: string
}

/** A record and the line on which it begins, from 1. */
export interface CsvRecord {
  readonly line: number
  readonly cells: readonly string[]
}

/** Tell the delimiter and line ends of a file from its beginning. */
export function csvStyle(head: string): CsvStyle {
  const [first = ''] = head.split(/\r?\n/)
  const counts = [',', ';', '\t'].map((delimiter) => ({ delimiter, count: first.split(delimiter).length }))
  const best = counts.reduce((most, next) => (next.count > most.count ? next : most))
  return { delimiter: best.delimiter, newline: head.includes('\r\n') ? '\r\n' : '\n' }
}

/** Read every record of a CSV text; records of another length than the first are kept and told apart by it. */
export function parseCsv(text: string, { delimiter }: CsvStyle): CsvRecord[] {
  try {
    const parsed: unknown = parse(text, {
      bom: true,
      delimiter,
      info: true,
      relax_column_count: true,
      skip_empty_lines: true,
    })
    const records = parsed as readonly { record: string[]; info: { lines: number } }[] // what `info: true` gives, unlike the declared type
    // The parser counts lines at the end of a record.
    return records.map(({ record, info }) => ({
      line: info.lines - record.join('').split('\n').length + 1,
      cells: record,
    }))
  } catch (error) {
    throw new VariegateError(`Expected a CSV file: ${error instanceof Error ? error.message : String(error)}`, [], {
      cause: error,
    })
  }
}

/** Write one record, with quotes only where they are needed. */
export function formatRecord(cells: readonly string[], { delimiter, newline }: CsvStyle): string {
  return stringify([[...cells]], { delimiter, record_delimiter: newline })
}

/** Read a number as data files write it; nothing where the text is none. */
export function parseNumber(text: string): number | undefined {
  const trimmed = text.trim()
  return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(trimmed) ? Number(trimmed) : undefined
}
