import { VariegateError } from '@variegate/core'
import type { Series } from '@variegate/series'
import type { CsvFile, CsvRecord } from '../files/csv.js'
import { rewriteRecord } from '../files/csv-file.js'
import { numericTime, styledTime, timeFormatOf, type TimeFormat } from '../files/time-format.js'
import { columnReadings, readColumn, writeCell, type ColumnReading, type ColumnStyle } from './series-columns.js'

/** How the columns of a file are taken, by their places. */
export interface TableColumns {
  readonly time: number
  readonly times: TimeFormat
  readonly channels: readonly { readonly column: number; readonly name: string; readonly reading: ColumnReading }[]
}

/** A series as a table holds it, with what is needed to write it the same way. */
export interface SeriesTable {
  readonly series: Series
  readonly times: TimeFormat
  readonly time: number
  /** The places of its channels in a record. */
  readonly channels: readonly number[]
  readonly records: readonly CsvRecord[]
  /** The record of each timestamp that a record has. */
  readonly rows: ReadonlyMap<number, CsvRecord>
  readonly columns: readonly ColumnStyle[]
}

/** Tell how the columns of a file are taken: all but the time, those without a name and `others` are channels. */
export function tableColumns(file: CsvFile, time: number, others: readonly number[] = []): TableColumns {
  const { header, path, records } = file
  const first = new Map(header.map((name, index): [string, number] => [name, index]).reverse())
  const twice = header.findIndex((name, index) => name !== '' && first.get(name) !== index)
  if (twice >= 0)
    throw new VariegateError(
      `Expected columns of different names in ${path} but "${header[twice]}" names columns ${(first.get(header[twice] ?? '') ?? 0) + 1} and ${twice + 1}.`,
    )
  const even = records.filter(({ cells }) => cells.length === header.length)
  const place = (row: number) => `${path}:${even[row]?.line ?? '?'}`
  const columns = header
    .map((_, index) => index)
    .filter((index) => !isUnnamed(header[index]) && !others.includes(index))
  const taken = columns.includes(time) ? columns : [time, ...columns]
  const readings = columnReadings(
    taken.map((column) => ({ name: header[column] ?? '', cells: even.map(({ cells }) => cells[column] ?? '') })),
    place,
  )
  const numbers = readings[taken.indexOf(time)]?.numbers
  const example = even.find(({ cells }) => cells[time]?.trim() !== '')?.cells[time] ?? ''
  const times = numbers ? styledTime(numbers) : (timeFormatOf(example) ?? numericTime)
  return {
    time,
    times,
    channels: taken.flatMap((column, index) => {
      const reading = readings[index]
      return column === time || !reading ? [] : [{ column, name: header[column] ?? '', reading }]
    }),
  }
}

/** Whether a column has no name, as the index that pandas writes: it is kept and never a channel. */
export const isUnnamed = (name: string | undefined): boolean =>
  name === undefined || name === '' || /^Unnamed: \d+$/.test(name)

/** Read a series from records of a file. */
export async function readSeries(
  id: string,
  { path, header }: CsvFile,
  records: readonly CsvRecord[],
  { time, times: format, channels }: TableColumns,
): Promise<SeriesTable> {
  const place = (row: number) => `${path}:${records[row]?.line ?? '?'}`
  if (records.length === 0) throw new VariegateError(`Expected at least one row of values in ${path} but found none.`)
  const uneven = records.find(({ cells }) => cells.length !== header.length)
  if (uneven)
    throw new VariegateError(
      `Expected ${header.length} cells at ${path}:${uneven.line} but received ${uneven.cells.length}.`,
    )
  const times = Float64Array.from(records, ({ cells }, row) => {
    const value = format.parse(cells[time] ?? '')
    if (value === undefined)
      throw new VariegateError(
        `Expected a time, a number or an ISO date, at ${place(row)} but received "${cells[time] ?? ''}".`,
      )
    return value
  })
  const columns = channels.map(({ column, name, reading }) =>
    readColumn(
      name,
      records.map(({ cells }) => cells[column] ?? ''),
      reading,
      place,
    ),
  )
  const { checkSeries } = await import('@variegate/series')
  const series = checkSeries({
    id,
    times,
    channels: columns.map(({ name, values, kind }) => ({ name, values, kind })),
    labels: {},
  })
  const rows = new Map(records.map((record, row): [number, CsvRecord] => [times[row] ?? 0, record]))
  return { series, times: format, time, channels: channels.map(({ column }) => column), records, rows, columns }
}

/**
 * The records of a series as text. A row that stands where it stood is written as it came; `change` has the last word on its cells. Columns that
 * are neither time nor channel keep their row's cell, and count on from it where they count.
 */
export function* writeSeries(
  file: CsvFile,
  { times, channels }: Series,
  table: SeriesTable,
  change: (cells: string[], row: number) => void = () => {},
): Generator<string> {
  const { records } = table
  let before: readonly string[] = []
  for (const [row, time] of times.entries()) {
    const source = records[row]
    const cells = file.header.map((_, column) => source?.cells[column] ?? next(before[column]))
    const same = table.rows.get(time)
    cells[table.time] = same?.cells[table.time] ?? table.times.format(time)
    for (const [index, column] of table.channels.entries()) {
      const style = table.columns[index]
      if (style) cells[column] = writeCell(style, channels[index]?.values[row] ?? NaN, row)
    }
    change(cells, row)
    const style = source ?? records.at(-1)
    // What stood above a record goes with its time.
    yield rewriteRecord(file, cells, style && { ...style, before: same?.before ?? '' })
    before = cells
  }
}

/** The number after a row's, in a column that counts; nothing in another. */
const next = (cell: string | undefined): string =>
  cell !== undefined && /^\d{1,15}$/.test(cell) ? String(Number(cell) + 1) : ''
