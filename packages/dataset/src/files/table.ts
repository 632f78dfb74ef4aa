import { VariegateError } from '@variegate/core'
import { join } from 'node:path'
import type { Output, Problem, Row } from '../layouts/layout.js'
import { formatRecord, type CsvFile, type CsvRecord } from './csv.js'
import { readCsvFile, writeCsvFile } from './csv-file.js'
import { encodeText, UTF8 } from './encoding.js'
import { formatStyled, numberStyles, parseStyled, PLAIN, type NumberStyle } from './number-style.js'

/** A table beside the samples, one column of which names the sample that each row is about. */
export interface Table {
  /** Path relative to the dataset. */
  readonly path: string
  readonly header: readonly string[]
  readonly file: CsvFile
  /** Rows by the sample that they name: a file's path relative to the table's folder, or an id; each holds its cells by column. */
  readonly rows: ReadonlyMap<string, readonly TableRow[]>
  readonly problems: readonly Problem[]
  /** Whether the dataset has it; one that it has not is written once there is a label to write. */
  readonly exists: boolean
  /** How columns of numbers spell them. */
  readonly numbers: ReadonlyMap<string, NumberStyle>
}

export interface TableRow {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
  /** How columns of numbers spell them. */
  readonly numbers: ReadonlyMap<string, NumberStyle>
}

/** Read a table; rows about samples that are not there are told as problems. `key` is the column that names them. */
export async function readTable(
  folder: string,
  path: string,
  columns: readonly string[],
  known: ReadonlySet<string>,
  key: 'file' | 'id' = 'file',
): Promise<Table> {
  const file = await readCsvFile(join(folder, path), path)
  const { header, records } = file
  const missing = columns.filter((column) => !header.includes(column))
  if (missing.length > 0) {
    throw new VariegateError(
      `Expected the columns ${columns.join(', ')} in ${path} but ${missing.join(', ')} is missing.`,
    )
  }
  const twice = header.find((name, index) => header.indexOf(name) !== index)
  if (twice !== undefined)
    throw new VariegateError(`Expected columns of different names in ${path} but there are several "${twice}".`)
  const uneven = records.find(({ cells }) => cells.length !== header.length)
  if (uneven)
    throw new VariegateError(
      `Expected ${header.length} cells at ${path}:${uneven.line} but received ${uneven.cells.length}.`,
    )
  const numbers = numbersOf(file, columns)
  const rows = new Map<string, TableRow[]>()
  const problems: Problem[] = []
  for (const { line, cells } of records) {
    const named = Object.fromEntries(header.map((name, index) => [name, cells[index] ?? '']))
    const sample = named[key] ?? ''
    const group = rows.get(sample)
    if (group) group.push({ line, cells: named, numbers })
    else if (known.has(sample)) rows.set(sample, [{ line, cells: named, numbers }])
    else
      problems.push({
        id: `${path}:${line}`,
        reason: `Expected ${key === 'file' ? 'a file' : 'a series'} of the dataset but "${sample}" is not there.`,
      })
  }
  return { path, header, file, rows, problems, exists: true, numbers }
}

/** A table that the dataset does not have, for labels that transforms add; written in the style of `like`, or with commas. */
export function emptyTable(path: string, header: readonly string[], like?: CsvFile): Table {
  const style = like?.style ?? { delimiter: ',', newline: '\n' }
  const file = {
    path,
    encoding: like?.encoding ?? UTF8,
    style,
    header,
    top: formatRecord(header, style),
    records: [],
    tail: '',
  }
  return { path, header, file, rows: new Map(), problems: [], exists: false, numbers: new Map() }
}

/** Write a table from the rows of its kind. */
export async function writeTable(
  table: Table,
  kind: string,
  rows: () => AsyncIterable<Row>,
  output: Output,
): Promise<void> {
  if (!table.exists && !(await hasKind(kind, rows()))) return
  const { header, file, numbers } = table
  const quoted = header.map(
    (_, column) =>
      file.records.length > 0 && file.records.every((record: CsvRecord) => record.quoted?.[column] === true),
  )
  async function* lines() {
    for await (const row of rows()) {
      if (row.kind !== kind) continue
      const cells = row.value as Readonly<Record<string, string>> // made by the rows of a `TableSpec`
      const written = header.map((name) => inStyle(cells[name] ?? '', numbers.get(name)))
      const text = formatRecord(written, file.style, { quoted })
      encodeText(text, file.encoding)
      yield text
    }
  }
  await writeCsvFile(file, lines(), output)
}

async function hasKind(kind: string, rows: AsyncIterable<Row>): Promise<boolean> {
  for await (const row of rows) if (row.kind === kind) return true
  return false
}

/** A number within a table's cell; throws with the line where it is none. */
export function cellNumber(table: string, { line, cells, numbers }: TableRow, column: string): number {
  const value = parseStyled(cells[column] ?? '', numbers.get(column) ?? PLAIN)
  if (value === undefined || !Number.isFinite(value)) {
    throw new VariegateError(
      `Expected a number in column ${column} of ${table}:${line} but received "${cells[column]}".`,
    )
  }
  return value
}

/** A number as a cell; one that did not change is written as it came. */
export function cellText(row: TableRow | undefined, column: string, value: number): string {
  const cell = row?.cells[column] ?? ''
  return parseStyled(cell, row?.numbers.get(column) ?? PLAIN) === value ? cell : String(value)
}

/** The spellings of the columns of numbers among those that the table must have. */
function numbersOf({ path, header, records }: CsvFile, columns: readonly string[]): ReadonlyMap<string, NumberStyle> {
  const measures = columns.filter((name) => !['file', 'id', 'label', 'track'].includes(name))
  const styles = numberStyles(
    measures.map((name) => {
      const column = header.indexOf(name)
      return {
        name,
        cells: records.map(({ cells }) => cells[column] ?? ''),
        place: (row) => `${path}:${records[row]?.line ?? '?'}`,
      }
    }),
  )
  return new Map(measures.flatMap((name, index) => (styles[index] ? [[name, styles[index]] as const] : [])))
}

/** A new number, which labels write with a decimal point, in the spelling of its column. */
function inStyle(cell: string, style: NumberStyle | undefined): string {
  const isNew = style?.decimal === ',' && style.group !== '.' && /^-?\d+\.\d+(e[-+]?\d+)?$/.test(cell)
  return isNew ? formatStyled(Number(cell), style) : cell
}
