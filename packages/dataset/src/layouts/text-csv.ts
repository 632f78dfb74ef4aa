import { VariegateError } from '@variegate/core'
import type { Document } from '@variegate/text'
import { join } from 'node:path'
import { sha256 } from '../files/atomic.js'
import type { CsvRecord } from '../files/csv.js'
import { readCsvFile, readCsvHead, rewriteRecord, writeCsvFile } from '../files/csv-file.js'
import { rowIds } from '../files/ids.js'
import { parseJson, type FileJson } from '../files/json.js'
import type { Listing } from '../files/listing.js'
import { copyId, copyNamer, extensionOf, splitOf } from '../files/names.js'
import { timeFormatOf } from '../files/time-format.js'
import { damagedSource, reasonOf } from './damaged.js'
import type { Entry, Layout, Problem, Source } from './layout.js'
import { classNames } from './media.js'
import { refuseOffsets } from './text-offsets.js'
import { documentOf, TEXT_NAMES } from './text-rows.js'

/** A table with a text in every row. */
export const textCsv: Layout = {
  name: 'text-csv',
  modality: 'text',
  doc: 'CSV with a column text, and label and id or not; other columns are kept.',
  async detect(listing) {
    const sources: Source<Document>[] = []
    for (const { path } of listing.files) {
      if (extensionOf(path) !== 'csv') continue
      const head = await readCsvHead(join(listing.folder, path))
      if (!head) continue
      if (head.header.includes('text')) sources.push(await csvSource(listing, path))
      else if (looksLikeText(head))
        sources.push(damagedSource('text-csv', 'text', path, [path], missingText(path, head.header)))
    }
    return sources
  },
}

/** Whether a table without a column `text` has one that is likely to hold texts, and no times or files that its rows are about. */
function looksLikeText({ header, records }: { header: readonly string[]; records: readonly CsvRecord[] }): boolean {
  if (header.includes('t') || header.some((name) => /^(file|file_?name|filename|image|path)$/i.test(name))) return false
  const first = records[0]?.cells[0] ?? ''
  const isTime = /^(t|time|timestamp|date|datetime|ds|seconds)$/i.test(header[0] ?? '') || /^\d{4}-/.test(first)
  if (isTime && timeFormatOf(first) !== undefined) return false
  return header.some((name) => TEXT_NAMES.has(name.toLowerCase()))
}

const missingText = (path: string, header: readonly string[]): string =>
  `Expected a column "text" in ${path} but its columns are ${header.join(', ')}; name the column of texts "text".`

async function csvSource(listing: Listing, path: string): Promise<Source<Document>> {
  try {
    return await openCsv(listing, path)
  } catch (error) {
    return damagedSource('text-csv', 'text', path, [path], reasonOf(error))
  }
}

async function openCsv({ folder }: Listing, path: string): Promise<Source<Document>> {
  const file = await readCsvFile(join(folder, path), path)
  const { header } = file
  const twice = ['text', 'label', 'id'].find((name) => header.indexOf(name) !== header.lastIndexOf(name))
  if (twice !== undefined) throw new VariegateError(`Expected one column "${twice}" in ${path} but there are several.`)
  if (file.records.length === 0) throw new VariegateError(`Expected rows below the names of ${path} but found none.`)
  const [textColumn, labelColumn, idColumn] = ['text', 'label', 'id'].map((name) => header.indexOf(name))
  const cellOf = ({ cells }: CsvRecord, column: number | undefined) => cells[column ?? -1]
  const entries: Entry[] = []
  const rows: CsvRecord[] = []
  const problems: Problem[] = []
  const lines = new Map<string, number>()
  for (const record of file.records) {
    const place = `${path}:${record.line}`
    const reason = whatIsWrong(record, header, textColumn ?? 0)
    if (reason !== undefined) {
      problems.push({ id: place, reason })
      continue
    }
    const own = cellOf(record, idColumn) ?? ''
    const before = lines.get(own)
    if (own !== '' && before !== undefined)
      problems.push({
        id: place,
        reason: `Expected an id of its own but "${own}" is that of line ${before}, too; it is named by its line.`,
      })
    entries.push({
      id: own === '' || before !== undefined ? place : `${path}#${own}`,
      index: entries.length,
      split: splitOf(path),
    })
    if (before === undefined) lines.set(own, record.line)
    rows.push(record)
  }
  const ids = rowIds(rows.map((row) => cellOf(row, idColumn) ?? ''))
  const outputOf = copyNamer(
    entries.map(({ id }) => id),
    copyId,
  )
  const rowOf = (entry: Entry): CsvRecord => {
    const row = rows[entry.index]
    if (!row) throw new VariegateError(`Expected row ${entry.index} in ${path}.`)
    return row
  }
  const written = (entry: Entry, copy: number, cells: readonly string[]) => {
    const text = rewriteRecord(file, cells, rowOf(entry))
    return { output: outputOf(entry.id, copy), sha256: sha256(text), rows: [{ kind: 'line', value: text }] }
  }

  return {
    layout: 'text-csv',
    modality: 'text',
    root: path,
    files: [path],
    entries,
    problems,
    labelsOf: ({ labels }) => classNames(labels.label),
    read: async (entry) => documentOf(entry.id, cellOf(rowOf(entry), textColumn), cellOf(rowOf(entry), labelColumn)),
    async write(entry, copy, document) {
      const cells = [...rowOf(entry).cells]
      cells[textColumn ?? 0] = document.text
      if (cellOf(rowOf(entry), idColumn)) cells[idColumn ?? 0] = ids.copyOf(entry.index, copy)
      return written(entry, copy, cells)
    },
    writeOriginal: async (entry) => written(entry, 0, rowOf(entry).cells),
    join: (joined, output) =>
      writeCsvFile(
        file,
        (async function* () {
          for await (const { value } of joined()) yield String(value)
        })(),
        output,
      ),
  }
}

/** Why a row cannot be augmented; nothing where it can. */
function whatIsWrong({ cells }: CsvRecord, header: readonly string[], textColumn: number): string | undefined {
  if (cells.length !== header.length) return `Expected ${header.length} cells on the line but received ${cells.length}.`
  const fields = header.flatMap((name, index): [string, FileJson][] =>
    index === textColumn || (name === 'label' && !isJsonList(cells[index]))
      ? []
      : [[name, cellJson(cells[index] ?? '')]],
  )
  try {
    refuseOffsets(cells[textColumn] ?? '', fields)
    return undefined
  } catch (error) {
    return reasonOf(error)
  }
}

const isJsonList = (cell: string | undefined): boolean => cell !== undefined && /^\s*[[{]/.test(cell)

/** What a cell says: whole numbers and JSON as such, for offsets may hide in them. */
function cellJson(cell: string): FileJson {
  if (!isJsonList(cell)) return /^\d{1,15}$/.test(cell) ? Number(cell) : cell
  try {
    // Python writes lists and tuples with quotes and brackets of its own.
    return parseJson(cell.replaceAll("'", '"').replaceAll('(', '[').replaceAll(')', ']'))
  } catch {
    return cell
  }
}
