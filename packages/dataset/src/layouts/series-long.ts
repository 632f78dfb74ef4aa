import { VariegateError } from '@variegate/core'
import type { Series } from '@variegate/series'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256, streamAtomically } from '../files/atomic.js'
import { csvStyle, formatRecord, parseCsv, type CsvRecord } from '../files/csv.js'
import type { Listing } from '../files/listing.js'
import { copyId, copyNumber, extensionOf, splitOf } from '../files/names.js'
import type { Entry, Layout, Source } from './layout.js'
import { classNames } from './media.js'
import { readSeries, writeSeries } from './series-table.js'
import { headerOf } from './text-csv.js'

/** Many series in one table. */
export const seriesLong: Layout = {
  name: 'series-long',
  modality: 'series',
  doc: 'CSV in long form: the columns id, label and t, then the channels; rows of one id are one series.',
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

async function longSource({ folder }: Listing, path: string): Promise<Source<Series>> {
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
  const mostId = ids.reduce((most, id) => (/^\d+$/.test(id) ? Math.max(most, Number(id)) : most), 0)
  const entries = ids.map((id, index): Entry => ({ id: `${path}#${id}`, index, split: splitOf(path) }))
  const recordsOf = (entry: Entry): readonly CsvRecord[] => {
    const group = groups.get(ids[entry.index] ?? '')
    if (!group) throw new VariegateError(`Expected series ${entry.index} in ${path}.`)
    return group
  }
  const tableOf = (entry: Entry) => readSeries(entry.id, path, header, recordsOf(entry), timeColumn ?? 2, channels)
  const written = (entry: Entry, copy: number, lines: string) => ({
    output: copyId(entry.id, copy),
    sha256: sha256(lines),
    rows: [{ kind: 'lines', value: lines }],
  })

  return {
    layout: 'series-long',
    modality: 'series',
    root: path,
    files: [path],
    entries,
    problems: [],
    labelsOf: ({ labels }) => classNames(labels.label),
    async read(entry) {
      const label = recordsOf(entry)[0]?.cells[labelColumn ?? 1] ?? ''
      return { ...tableOf(entry).series, labels: label === '' ? {} : { label } }
    },
    async write(entry, copy, series) {
      const id = ids[entry.index] ?? ''
      const copied = /^\d+$/.test(id)
        ? String(mostId + copyNumber(entry.index, copy, entries.length))
        : copyId(id, copy)
      const label = recordsOf(entry)[0]?.cells[labelColumn ?? 1] ?? ''
      let lines = ''
      for (const [time = '', ...values] of writeSeries(series, tableOf(entry))) {
        const cells = header.map(() => '')
        cells[idColumn ?? 0] = copied
        cells[labelColumn ?? 1] = label
        cells[timeColumn ?? 2] = time
        for (const [index, channel] of channels.entries()) cells[channel] = values[index] ?? ''
        lines += formatRecord(cells, style)
      }
      return written(entry, copy, lines)
    },
    writeOriginal: async (entry) =>
      written(
        entry,
        0,
        recordsOf(entry)
          .map(({ cells }) => formatRecord(cells, style))
          .join(''),
      ),
    join: (rows, output) =>
      streamAtomically(
        output,
        path,
        (async function* () {
          yield formatRecord(header, style)
          for await (const { value } of rows()) yield String(value)
        })(),
      ),
  }
}
