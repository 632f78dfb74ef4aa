import { VariegateError } from '@variegate/core'
import type { Interval, Series } from '@variegate/series'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256, streamAtomically } from '../files/atomic.js'
import { csvStyle, formatRecord, parseCsv, parseNumber, type CsvRecord } from '../files/csv.js'
import type { Listing } from '../files/listing.js'
import { copyId, copyNumber, extensionOf, splitOf } from '../files/names.js'
import type { Entry, Layout, Row, Source } from './layout.js'
import { classNames } from './media.js'
import { readSeries, writeSeries } from './series-table.js'
import { headerOf } from './text-csv.js'

/** Many series in one table. */
export const seriesLong: Layout = {
  name: 'series-long',
  modality: 'series',
  doc: 'CSV in long form: the columns id, label and t, then the channels; rows of one id are one series; with NAME.intervals.csv (id,start,end,label) beside it or not.',
  async detect(listing) {
    const sources = []
    for (const { path } of listing.files) {
      if (extensionOf(path) !== 'csv') continue
      const header = await headerOf(listing, path)
      if (['id', 'label', 't'].every((name) => header.includes(name))) sources.push(await longSource(listing, path))
    }
    return sources
  },
}

async function longSource(listing: Listing, path: string): Promise<Source<Series>> {
  const { folder } = listing
  const text = await readFile(join(folder, path), 'utf8')
  const style = csvStyle(text.slice(0, 65536))
  const [first, ...records] = parseCsv(text, style)
  const header = (first?.cells ?? []).map((name) => name.trim())
  const [idColumn, labelColumn, timeColumn] = ['id', 'label', 't'].map((name) => header.indexOf(name))
  const channels = header
    .map((_, index) => index)
    .filter((index) => index !== idColumn && index !== labelColumn && index !== timeColumn)
  const groups = new Map<string, CsvRecord[]>()
  for (const record of records) {
    const id = record.cells[idColumn ?? 0] ?? ''
    const group = groups.get(id)
    if (group) group.push(record)
    else groups.set(id, [record])
  }
  const ids = [...groups.keys()]
  const intervalsPath = path.replace(/\.csv$/i, '.intervals.csv')
  const hasIntervals = listing.files.some((file) => file.path === intervalsPath)
  const intervals = hasIntervals ? await readIntervals(join(folder, intervalsPath)) : new Map<string, Interval[]>()
  const mostId = ids.reduce((most, id) => (/^\d+$/.test(id) ? Math.max(most, Number(id)) : most), 0)
  const entries = ids.map((id, index): Entry => ({ id: `${path}#${id}`, index, split: splitOf(path) }))
  const recordsOf = (entry: Entry): readonly CsvRecord[] => {
    const group = groups.get(ids[entry.index] ?? '')
    if (!group) throw new VariegateError(`Expected series ${entry.index} in ${path}.`)
    return group
  }
  const tableOf = (entry: Entry) => readSeries(entry.id, path, header, recordsOf(entry), timeColumn ?? 2, channels)
  const written = (entry: Entry, copy: number, id: string, lines: string, marked: readonly Interval[]) => ({
    output: copyId(entry.id, copy),
    sha256: sha256(lines),
    rows: [
      { kind: 'lines', value: lines },
      ...marked.map(({ start, end, label }): Row => ({
        kind: 'intervals',
        value: [id, String(start), String(end), label],
      })),
    ],
  })

  return {
    layout: 'series-long',
    modality: 'series',
    root: path,
    files: hasIntervals ? [path, intervalsPath] : [path],
    entries,
    problems: [],
    labelsOf: ({ labels }) => [
      ...classNames(labels.label),
      ...(labels.intervals ?? []).map((interval) => interval.label),
    ],
    async read(entry) {
      const label = recordsOf(entry)[0]?.cells[labelColumn ?? 1] ?? ''
      const marked = intervals.get(ids[entry.index] ?? '')
      const labels = { ...(label === '' ? {} : { label }), ...(marked ? { intervals: marked } : {}) }
      return { ...(await tableOf(entry)).series, labels }
    },
    async write(entry, copy, series) {
      const id = ids[entry.index] ?? ''
      const copied = /^\d+$/.test(id)
        ? String(mostId + copyNumber(entry.index, copy, entries.length))
        : copyId(id, copy)
      const label = recordsOf(entry)[0]?.cells[labelColumn ?? 1] ?? ''
      let lines = ''
      for (const [time = '', ...values] of writeSeries(series, await tableOf(entry))) {
        const cells = header.map(() => '')
        cells[idColumn ?? 0] = copied
        cells[labelColumn ?? 1] = label
        cells[timeColumn ?? 2] = time
        for (const [index, channel] of channels.entries()) cells[channel] = values[index] ?? ''
        lines += formatRecord(cells, style)
      }
      return written(entry, copy, copied, lines, series.labels.intervals ?? [])
    },
    async writeOriginal(entry) {
      const lines = recordsOf(entry)
        .map(({ cells }) => formatRecord(cells, style))
        .join('')
      const id = ids[entry.index] ?? ''
      return written(entry, 0, id, lines, intervals.get(id) ?? [])
    },
    async join(rows, output) {
      const only = async function* (kind: string): AsyncGenerator<Row['value']> {
        for await (const row of rows()) if (row.kind === kind) yield row.value
      }
      const table = async function* (): AsyncGenerator<string> {
        yield formatRecord(header, style)
        for await (const lines of only('lines')) yield String(lines)
      }
      await streamAtomically(output, path, table())
      const marked = async function* (): AsyncGenerator<string> {
        yield formatRecord(INTERVAL_COLUMNS, style)
        for await (const cells of only('intervals')) yield formatRecord(cells as readonly string[], style) // as `written` made them
      }
      const { done } = await only('intervals').next()
      if (hasIntervals || done !== true) await streamAtomically(output, intervalsPath, marked())
    },
  }
}

const INTERVAL_COLUMNS = ['id', 'start', 'end', 'label']

/** The intervals of each series, in the seconds of its column t. */
async function readIntervals(path: string): Promise<Map<string, Interval[]>> {
  const text = await readFile(path, 'utf8')
  const intervals = new Map<string, Interval[]>()
  for (const { line, cells } of parseCsv(text, csvStyle(text)).slice(1)) {
    const [id = '', start = '', end = '', label = ''] = cells
    const [from, to] = [parseNumber(start), parseNumber(end)]
    if (from === undefined || to === undefined)
      throw new VariegateError(
        `Expected numbers as start and end at ${path}:${line} but received "${start}" and "${end}".`,
      )
    intervals.set(id, [...(intervals.get(id) ?? []), { start: from, end: to, label }])
  }
  return intervals
}
