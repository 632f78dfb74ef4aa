import { VariegateError } from '@variegate/core'
import type { Series } from '@variegate/series'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { csvStyle, formatRecord, parseCsv } from '../files/csv.js'
import { readHead, type Listing } from '../files/listing.js'
import { extensionOf } from '../files/names.js'
import type { TableRow } from '../files/table.js'
import { timeFormatOf, type TimeFormat } from '../files/time-format.js'
import type { Layout } from './layout.js'
import { classNames, groupByRoot, mediaSource, type TableSpec } from './media.js'
import { readSeries, writeSeries } from './series-table.js'

/** One series a file. */
export const seriesFiles: Layout = {
  name: 'series-files',
  modality: 'series',
  doc: 'CSV, one file a series: the time first, as numbers or ISO dates, then the channels; with intervals.csv (file,start,end,label) or not.',
  async detect(listing) {
    const paths = []
    for (const { path } of listing.files) {
      if (extensionOf(path) === 'csv' && (await looksLikeSeries(listing, path))) paths.push(path)
    }
    const groups = groupByRoot(listing, paths, ['intervals.csv'])
    return Promise.all([...groups].map(([root, group]) => seriesSource(listing, root, group)))
  },
}

/** A header whose first name is no number, and a first row that begins with a time and has a value. */
async function looksLikeSeries({ folder }: Listing, path: string): Promise<boolean> {
  const head = await readHead(join(folder, path))
  const style = csvStyle(head)
  const [header, first] = head.split(/\r?\n/).filter((line) => line.trim() !== '')
  if (header === undefined || first === undefined) return false
  const names = header.replace(/^\uFEFF/, '').split(style.delimiter)
  const cells = first.split(style.delimiter)
  const isTable = names.includes('file') && names.includes('label')
  return (
    !isTable &&
    names.length >= 2 &&
    timeFormatOf(names[0] ?? '') === undefined &&
    timeFormatOf(cells[0] ?? '') !== undefined
  )
}

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
      const file = await readFile(join(listing.folder, path))
      const { table, header, style } = await parseFile(file, path, series.id ?? path)
      let text = formatRecord(header, style)
      for (const cells of writeSeries(series, table)) text += formatRecord(cells, style)
      return Buffer.from(text)
    },
    labelsOf: ({ labels }) => [
      ...classNames(labels.label),
      ...(labels.intervals ?? []).map((interval) => interval.label),
    ],
  })
}

async function parseFile(bytes: Uint8Array, path: string, id: string) {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
  const style = csvStyle(text.slice(0, 65536))
  const [first, ...records] = parseCsv(text, style)
  const header = (first?.cells ?? []).map((name) => name.trim())
  const channels = header.map((_, index) => index).slice(1)
  return { table: await readSeries(id, path, header, records, 0, channels), header, style }
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
    (labels.intervals ?? []).map(({ id, start, end, label }) => {
      const source = typeof id === 'number' ? rows[id] : undefined
      return {
        ...source?.cells,
        start: cellOf(source ?? rows[0], 'start', start, times),
        end: cellOf(source ?? rows[0], 'end', end, times),
        label,
      }
    }),
}

const formatOf = (row: TableRow | undefined, column: string): TimeFormat | undefined =>
  timeFormatOf(row?.cells[column] ?? '')

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
