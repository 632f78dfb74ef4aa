import { VariegateError } from '@variegate/core'
import type { Series } from '@variegate/series'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseCsvFile, readCsvHead } from '../files/csv-file.js'
import { encodeText, markOf } from '../files/encoding.js'
import type { Listing } from '../files/listing.js'
import { baseOf, extensionOf } from '../files/names.js'
import type { TableRow } from '../files/table.js'
import { styledTime, timeFormatOf, type TimeFormat } from '../files/time-format.js'
import type { Layout } from './layout.js'
import { classNames, groupByRoot, mediaSource, type TableSpec } from './media.js'
import { isUnnamed, readSeries, tableColumns, writeSeries } from './series-table.js'

/** One series a file. */
export const seriesFiles: Layout = {
  name: 'series-files',
  modality: 'series',
  doc: 'CSV, one file a series: the time first, as numbers or ISO dates, then the channels; with intervals.csv (file,start,end,label) or not.',
  async detect(listing) {
    const paths = []
    for (const { path } of listing.files) {
      if (isTable(path) || extensionOf(path) !== 'csv') continue
      if (await looksLikeSeries(join(listing.folder, path))) paths.push(path)
    }
    const groups = groupByRoot(listing, paths, ['intervals.csv'])
    return Promise.all([...groups].map(([root, group]) => seriesSource(listing, root, group)))
  },
}

/** Names of tables of labels and of what belongs to other files, which are no series. */
const isTable = (path: string): boolean =>
  /^(intervals|events|segments|tracks|metadata|labels?|annotations)\.csv$|\.intervals\.csv$/i.test(baseOf(path))

/** A header whose first name is no number, and a first row that begins with a time and has a value; or what cannot be read, which is told by name. */
async function looksLikeSeries(path: string): Promise<boolean> {
  const head = await readCsvHead(path)
  if (head === undefined) return true
  const { header, records } = head
  const [first] = records
  if (!first || (header.includes('file') && header.includes('label'))) return false
  const time = timeColumn(header, first.cells)
  return header.length >= 2 && timeFormatOf(header[0] ?? '') === undefined && time !== undefined
}

/** Names of columns that count or name rows: they are no times unless they hold dates. */
const COUNTING = /^(id|index|idx|row|row_?id|uuid|key|no|nr|#)$/i
const TIMES = /^(t|time|times|timestamp|date|datetime|date_?time|ds|seconds|elapsed)$/i

/** The column of times: the first; after an index that pandas wrote, the next, where its name or its dates say so. */
function timeColumn(header: readonly string[], cells: readonly string[]): number | undefined {
  const index = header.findIndex((name, column) => !isUnnamed(name) || isDateCell(cells[column] ?? ''))
  const cell = cells[index] ?? ''
  if (isDateCell(cell)) return index
  const isNumber = /^\s*[+-]?[\d.,]*\d/.test(cell) && !/[^\d.,'eE+\s-]/.test(cell)
  if (!isNumber || COUNTING.test(header[index] ?? '')) return undefined
  return index === 0 || TIMES.test(header[index] ?? '') ? index : undefined
}

const isDateCell = (cell: string): boolean => /^\s*\d{4}-/.test(cell) && timeFormatOf(cell) !== undefined

function seriesSource(listing: Listing, root: string, paths: readonly string[]) {
  return mediaSource<Series>(listing, {
    layout: 'series-files',
    modality: 'series',
    root,
    paths,
    tables: [intervalsTable],
    decode: async (bytes, path, { id, label }) => {
      const { table } = await parseFile(bytes, path, id)
      return { ...table.series, labels: label === undefined ? {} : { label } }
    },
    encode: async (series, path) => {
      const { table, file } = await parseFile(await readFile(join(listing.folder, path)), path, series.id ?? path)
      const pieces = [markOf(file.encoding), file.top, ...writeSeries(file, series, table)]
      const isEndless = file.tail === '' && file.records.at(-1)?.end === ''
      if (isEndless) pieces.push(pieces.pop()?.replace(/\r?\n$|\r$/, '') ?? '')
      return encodeText(pieces.join('') + file.tail, file.encoding)
    },
    labelsOf: ({ labels }) => [
      ...classNames(labels.label),
      ...(labels.intervals ?? []).map((interval) => interval.label),
    ],
  })
}

async function parseFile(bytes: Uint8Array, path: string, id: string) {
  const file = parseCsvFile(bytes, path, { comments: true })
  const time = timeColumn(file.header, file.records[0]?.cells ?? [])
  if (time === undefined) throw new VariegateError(`Expected a column of times first in ${path} but found none.`)
  return { table: await readSeries(id, file, file.records, tableColumns(file, time)), file }
}
/** Intervals in the seconds or the dates of their file. */
const intervalsTable: TableSpec<Series> = {
  name: 'intervals.csv',
  columns: ['file', 'start', 'end', 'label'],
  attach(series, rows, table) {
    const intervals = rows.map((row, id) => ({
      id,
      start: timeIn(table, row, 'start'),
      end: timeIn(table, row, 'end'),
      label: row.cells.label ?? '',
    }))
    return { ...series, labels: { ...series.labels, intervals } }
  },
  rows: ({ labels, times }, rows) =>
    (labels.intervals ?? []).map(({ id, start, end, label, source: from }) => {
      const source = typeof id === 'number' && from === undefined ? rows[id] : undefined
      return {
        ...source?.cells,
        start: cellOf(source ?? rows[0], 'start', start, times),
        end: cellOf(source ?? rows[0], 'end', end, times),
        label,
      }
    }),
}

/** Numbers in their spelling, or dates. */
const formatOf = (row: TableRow | undefined, column: string): TimeFormat | undefined => {
  const numbers = row?.numbers.get(column)
  return numbers ? styledTime(numbers) : timeFormatOf(row?.cells[column] ?? '')
}

function timeIn(table: string, row: TableRow, column: string): number {
  const time = formatOf(row, column)?.parse(row.cells[column] ?? '')
  if (time === undefined)
    throw new VariegateError(
      `Expected a time in column ${column} of ${table}:${row.line} but received "${row.cells[column] ?? ''}".`,
    )
  return time
}

/** A time that did not change is written as it came; a new one like its file's other intervals, or as a date where times are dates. */
function cellOf(row: TableRow | undefined, column: string, time: number, times: Float64Array): string {
  const format = formatOf(row, column) ?? (isDate(times) ? timeFormatOf('1970-01-01 00:00:00') : undefined)
  if (row && format?.parse(row.cells[column] ?? '') === time) return row.cells[column] ?? ''
  return format?.format(time) ?? String(time)
}

/** Seconds since 1970 of the last decades; plain counts of seconds are smaller. */
const isDate = (times: Float64Array): boolean => (times[0] ?? 0) > 1e8
