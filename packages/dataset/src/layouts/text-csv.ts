import { VariegateError } from '@variegate/core'
import type { Document } from '@variegate/text'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256, streamAtomically } from '../files/atomic.js'
import { csvStyle, formatRecord, parseCsv, type CsvRecord } from '../files/csv.js'
import { readHead, type Listing } from '../files/listing.js'
import { copyId, copyNumber, extensionOf, splitOf } from '../files/names.js'
import type { Entry, Layout, Problem, Source } from './layout.js'
import { classNames } from './media.js'
import { documentOf } from './text-rows.js'

/** A table with a text in every row. */
export const textCsv: Layout = {
  name: 'text-csv',
  modality: 'text',
  doc: 'CSV with a column text, and label and id or not; other columns are kept.',
  async detect(listing) {
    const sources = []
    for (const { path } of listing.files) {
      if (extensionOf(path) !== 'csv') continue
      if ((await headerOf(listing, path)).includes('text')) sources.push(await csvSource(listing, path))
    }
    return sources
  },
}

/** The column names of a CSV file. */
export async function headerOf({ folder }: Listing, path: string): Promise<readonly string[]> {
  const head = await readHead(join(folder, path))
  const [first = ''] = head.split(/\r?\n/)
  try {
    return (parseCsv(first, csvStyle(first))[0]?.cells ?? []).map((name) => name.trim())
  } catch {
    return []
  }
}

async function csvSource({ folder }: Listing, path: string): Promise<Source<Document>> {
  const { style, header, records } = await readRecords(join(folder, path))
  const column = (name: string) => header.indexOf(name)
  const entries: Entry[] = []
  const rows: CsvRecord[] = []
  const problems: Problem[] = []
  const ids = new Set<string>()
  let mostId = 0
  for (const record of records) {
    if (record.cells.length !== header.length) {
      problems.push({
        id: `${path}:${record.line}`,
        reason: `Expected ${header.length} cells on the line but received ${record.cells.length}.`,
      })
      continue
    }
    const own = column('id') >= 0 ? record.cells[column('id')] : undefined
    const named = own ? `${path}#${own}` : undefined
    const id = named !== undefined && !ids.has(named) ? named : `${path}:${record.line}`
    ids.add(id)
    if (own && /^\d+$/.test(own)) mostId = Math.max(mostId, Number(own))
    entries.push({ id, index: entries.length, split: splitOf(path) })
    rows.push(record)
  }
  const cellsOf = (entry: Entry): readonly string[] => {
    const row = rows[entry.index]
    if (!row) throw new VariegateError(`Expected row ${entry.index} in ${path}.`)
    return row.cells
  }
  const line = (entry: Entry, copy: number, cells: readonly string[]) => {
    const text = formatRecord(cells, style)
    return { output: copyId(entry.id, copy), sha256: sha256(text), rows: [{ kind: 'line', value: text }] }
  }

  return {
    layout: 'text-csv',
    modality: 'text',
    root: path,
    files: [path],
    entries,
    problems,
    labelsOf: ({ labels }) => classNames(labels.label),
    async read(entry) {
      const cells = cellsOf(entry)
      return documentOf(
        entry.id,
        cells[column('text')],
        column('label') < 0 ? undefined : cells[column('label')],
        undefined,
      )
    },
    async write(entry, copy, document) {
      const cells = [...cellsOf(entry)]
      cells[column('text')] = document.text
      const own = cells[column('id')]
      if (own !== undefined)
        cells[column('id')] = /^\d+$/.test(own)
          ? String(mostId + copyNumber(entry.index, copy, entries.length))
          : copyId(own, copy)
      return line(entry, copy, cells)
    },
    writeOriginal: async (entry) => line(entry, 0, cellsOf(entry)),
    join: (joined, output) =>
      streamAtomically(
        output,
        path,
        (async function* () {
          yield formatRecord(header, style)
          for await (const { value } of joined()) yield String(value)
        })(),
      ),
  }
}

async function readRecords(path: string) {
  const text = await readFile(path, 'utf8')
  const style = csvStyle(text.slice(0, 65536))
  const [first, ...records] = parseCsv(text, style)
  return { style, header: (first?.cells ?? []).map((name) => name.trim()), records }
}
