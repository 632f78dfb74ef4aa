import { VariegateError } from '@variegate/core'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Output, Problem, Row } from '../layouts/layout.js'
import { streamAtomically } from './atomic.js'
import { csvStyle, formatRecord, parseCsv, type CsvStyle } from './csv.js'

/** A table beside the samples whose first column names the file that each row is about. */
export interface Table {
  /** Path relative to the dataset. */
  readonly path: string
  readonly header: readonly string[]
  readonly style: CsvStyle
  /** Rows by file path, relative to the table's folder; each holds its cells by column. */
  readonly rows: ReadonlyMap<string, readonly TableRow[]>
  readonly problems: readonly Problem[]
  /** Whether the dataset has it; one that it has not is written once there is a label to write. */
  readonly exists: boolean
}

export interface TableRow {
  readonly line: number
  readonly cells: Readonly<Record<string, string>>
}

/** Read a table; rows about files that are not there are told as problems. */
export async function readTable(
  folder: string,
  path: string,
  columns: readonly string[],
  files: ReadonlySet<string>,
): Promise<Table> {
  const text = await readFile(join(folder, path), 'utf8')
  const style = csvStyle(text.slice(0, 65536))
  const [first, ...records] = parseCsv(text, style)
  const header = (first?.cells ?? []).map((name) => name.trim())
  const missing = columns.filter((column) => !header.includes(column))
  if (missing.length > 0) {
    throw new VariegateError(
      `Expected the columns ${columns.join(', ')} in ${path} but ${missing.join(', ')} is missing.`,
    )
  }
  const rows = new Map<string, TableRow[]>()
  const problems: Problem[] = []
  for (const { line, cells } of records) {
    const named = Object.fromEntries(header.map((name, index) => [name, cells[index] ?? '']))
    const file = named.file ?? ''
    if (!files.has(file)) {
      problems.push({ id: `${path}:${line}`, reason: `Expected a file of the dataset but "${file}" is not there.` })
      continue
    }
    rows.set(file, [...(rows.get(file) ?? []), { line, cells: named }])
  }
  return { path, header, style, rows, problems, exists: true }
}

/** A table that the dataset does not have, for labels that transforms add. */
export const emptyTable = (path: string, header: readonly string[]): Table => ({
  path,
  header,
  style: { delimiter: ',', newline: '\n' },
  rows: new Map(),
  problems: [],
  exists: false,
})

/** Write a table from the rows of its kind. */
export async function writeTable(
  table: Table,
  kind: string,
  rows: () => AsyncIterable<Row>,
  output: Output,
): Promise<void> {
  if (!table.exists && !(await hasKind(kind, rows()))) return
  async function* lines() {
    yield formatRecord(table.header, table.style)
    for await (const row of rows()) {
      if (row.kind !== kind) continue
      const cells = row.value as Readonly<Record<string, string>> // made by `tableRow`
      yield formatRecord(
        table.header.map((name) => cells[name] ?? ''),
        table.style,
      )
    }
  }
  await streamAtomically(output, table.path, lines())
}

async function hasKind(kind: string, rows: AsyncIterable<Row>): Promise<boolean> {
  for await (const row of rows) if (row.kind === kind) return true
  return false
}

/** A number within a table's cell; throws with the line where it is none. */
export function cellNumber(table: string, { line, cells }: TableRow, column: string): number {
  const value = Number(cells[column])
  if (cells[column]?.trim() === '' || !Number.isFinite(value)) {
    throw new VariegateError(
      `Expected a number in column ${column} of ${table}:${line} but received "${cells[column]}".`,
    )
  }
  return value
}
