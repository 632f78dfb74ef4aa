import { VariegateError } from '@variegate/core'
import type { Interval, Series } from '@variegate/series'
import { join } from 'node:path'
import { sha256 } from '../files/atomic.js'
import type { CsvFile, CsvRecord } from '../files/csv.js'
import { readCsvFile, readCsvHead, rewriteRecord, writeCsvFile } from '../files/csv-file.js'
import { rowIds } from '../files/ids.js'
import type { Listing } from '../files/listing.js'
import { copyId, extensionOf, splitOf } from '../files/names.js'
import { cellNumber, cellText, emptyTable, readTable, writeTable, type TableRow } from '../files/table.js'
import type { Entry, Layout, Row, Source } from './layout.js'
import { classNames } from './media.js'
import { readSeries, tableColumns, writeSeries } from './series-table.js'
import { damagedSource, reasonOf } from './damaged.js'

/** Many series in one table. */
export const seriesLong: Layout = {
  name: 'series-long',
  modality: 'series',
  doc: 'CSV in long form: the columns id, label and t, then the channels; rows of one id are one series, a label that changes within one labels its steps; with NAME.intervals.csv (id,start,end,label) beside it or not.',
  async detect(listing) {
    const sources = []
    for (const { path } of listing.files) {
      if (extensionOf(path) !== 'csv') continue
      const { header = [] } = (await readCsvHead(join(listing.folder, path))) ?? {}
      if (['id', 'label', 't'].every((name) => header.includes(name))) sources.push(await longSource(listing, path))
    }
    return sources
  },
}

const INTERVAL_COLUMNS = ['id', 'start', 'end', 'label']

/** The kind of labels of points that the column makes. */
const POINTS = 'label'

async function longSource(listing: Listing, path: string): Promise<Source<Series>> {
  const intervalsPath = path.replace(/\.csv$/i, '.intervals.csv')
  const hasIntervals = listing.files.some((file) => file.path === intervalsPath)
  try {
    return await openLong(listing, path, hasIntervals ? intervalsPath : undefined)
  } catch (error) {
    const reason = reasonOf(error)
    // A table of labels that cannot be read stops the job: its labels would be lost.
    if (hasIntervals && reason.includes(intervalsPath)) throw error
    return damagedSource('series-long', 'series', path, hasIntervals ? [path, intervalsPath] : [path], reason)
  }
}

async function openLong(listing: Listing, path: string, intervalsPath?: string): Promise<Source<Series>> {
  const { folder } = listing
  const file = await readCsvFile(join(folder, path), path, { comments: true })
  const [idColumn = 0, labelColumn = 0, timeColumn = 0] = ['id', 'label', 't'].map((name) => file.header.indexOf(name))
  if (file.records.length === 0) throw new VariegateError(`Expected rows below the names of ${path} but found none.`)
  const columns = tableColumns(file, timeColumn, [idColumn, labelColumn])
  const groups = groupById(file, idColumn)
  const ids = [...groups.keys()]
  const named = rowIds(ids)
  const table = intervalsPath
    ? await readTable(folder, intervalsPath, INTERVAL_COLUMNS, new Set(ids), 'id')
    : emptyTable(path.replace(/\.csv$/i, '.intervals.csv'), INTERVAL_COLUMNS, file)
  const marked = new Map(
    [...table.rows].map(([id, rows]) => [id, rows.map((row, at) => intervalOf(table.path, row, at))]),
  )
  const entries = ids.map((id, index): Entry => ({ id: `${path}#${id}`, index, split: splitOf(path) }))
  const recordsOf = (entry: Entry): readonly CsvRecord[] => groups.get(ids[entry.index] ?? '') ?? []
  const labelOf = (record: CsvRecord | undefined) => record?.cells[labelColumn] ?? ''
  // Labels of the whole file are of one kind: a series that keeps one label among others that change has it at each step.
  const arePoints = [...groups.values()].some((records) =>
    records.some((record) => labelOf(record) !== labelOf(records[0])),
  )
  const written = (entry: Entry, copy: number, id: string, lines: string, intervals: readonly Interval[]) => {
    const rows = table.rows.get(ids[entry.index] ?? '') ?? []
    return {
      output: copyId(entry.id, copy),
      sha256: sha256(lines),
      rows: [
        { kind: 'lines', value: lines },
        ...intervals.map((interval): Row => {
          const row = typeof interval.id === 'number' && interval.source === undefined ? rows[interval.id] : undefined
          const [start, end] = [cellText(row, 'start', interval.start), cellText(row, 'end', interval.end)]
          return { kind: 'intervals', value: { ...row?.cells, id, start, end, label: interval.label } }
        }),
      ],
    }
  }

  return {
    layout: 'series-long',
    modality: 'series',
    root: path,
    files: table.exists ? [path, table.path] : [path],
    entries,
    problems: table.problems,
    labelsOf: ({ labels }) => [
      ...classNames(labels.label),
      ...new Set((labels.points?.[POINTS] ?? []).filter((label) => label !== '')),
      ...(labels.intervals ?? []).map((interval) => interval.label),
    ],
    async read(entry) {
      const records = recordsOf(entry)
      const { series } = await readSeries(entry.id, file, records, columns)
      const label = labelOf(records[0])
      const intervals = marked.get(ids[entry.index] ?? '')
      const labels = {
        ...(arePoints ? { points: { [POINTS]: records.map(labelOf) } } : label === '' ? {} : { label }),
        ...(intervals ? { intervals } : {}),
      }
      return { ...series, labels }
    },
    async write(entry, copy, series) {
      const id = named.copyOf(entry.index, copy)
      const seriesTable = await readSeries(entry.id, file, recordsOf(entry), columns)
      const label = labelOf(recordsOf(entry)[0])
      const lines = writeSeries(file, series, seriesTable, (cells, row) => {
        cells[idColumn] = id
        cells[labelColumn] = series.labels.points?.[POINTS]?.[row] ?? label
      })
      return written(entry, copy, id, [...lines].join(''), series.labels.intervals ?? [])
    },
    async writeOriginal(entry) {
      const id = ids[entry.index] ?? ''
      const lines = recordsOf(entry).map((record) => rewriteRecord(file, record.cells, record))
      return written(entry, 0, id, lines.join(''), marked.get(id) ?? [])
    },
    async join(rows, output) {
      const lines = async function* (): AsyncGenerator<string> {
        for await (const { kind, value } of rows()) if (kind === 'lines') yield String(value)
      }
      await writeCsvFile(file, lines(), output)
      await writeTable(table, 'intervals', rows, output)
    },
  }
}

/** The records of each id, which may stand anywhere; ids that differ by blanks are different. */
function groupById({ header, records, path }: CsvFile, idColumn: number): ReadonlyMap<string, readonly CsvRecord[]> {
  const groups = new Map<string, CsvRecord[]>()
  for (const record of records) {
    const id = record.cells[idColumn]
    if (id === undefined)
      throw new VariegateError(
        `Expected ${header.length} cells at ${path}:${record.line} but received ${record.cells.length}.`,
      )
    if (id.trim() === '')
      throw new VariegateError(`Expected the id of a series at ${path}:${record.line} but it is empty.`)
    const group = groups.get(id)
    if (group) group.push(record)
    else groups.set(id, [record])
  }
  return groups
}

/** An interval in the seconds of its series; its id is its row's place among the rows of the series. */
const intervalOf = (table: string, row: TableRow, id: number): Interval => ({
  id,
  start: cellNumber(table, row, 'start'),
  end: cellNumber(table, row, 'end'),
  label: row.cells.label ?? '',
})
