import { VariegateError } from '@variegate/core'
import type { Series } from '@variegate/series'
import { parseNumber, type CsvRecord } from '../files/csv.js'
import { timeFormatOf, type TimeFormat } from '../files/time-format.js'
import { readColumn, writeCell, type ColumnStyle } from './series-columns.js'

/** A series as a table holds it, with what is needed to write it the same way. */
export interface SeriesTable {
  readonly series: Series
  readonly format: TimeFormat
  /** Times as they came, by their seconds. */
  readonly timeCells: ReadonlyMap<number, string>
  readonly columns: readonly ColumnStyle[]
}

/** Read a series from records; `time` and `channels` are indexes of columns, `path` is for errors. */
export async function readSeries(
  id: string,
  path: string,
  header: readonly string[],
  records: readonly CsvRecord[],
  time: number,
  channels: readonly number[],
): Promise<SeriesTable> {
  const place = (row: number) => `${path}:${records[row]?.line ?? '?'}`
  const [first] = records
  if (!first) throw new VariegateError(`Expected at least one row of values in ${path} but found none.`)
  const uneven = records.find(({ cells }) => cells.length !== header.length)
  if (uneven)
    throw new VariegateError(
      `Expected ${header.length} cells at ${path}:${uneven.line} but received ${uneven.cells.length}.`,
    )
  const format = timeFormatOf(first.cells[time] ?? '')
  const times = Float64Array.from(records, ({ cells }, row) => {
    const value = format?.parse(cells[time] ?? '')
    if (value === undefined)
      throw new VariegateError(
        `Expected a time, a number or an ISO date, at ${place(row)} but received "${cells[time] ?? ''}".`,
      )
    return value
  })
  const columns = channels.map((column) =>
    readColumn(
      header[column] ?? '',
      records.map(({ cells }) => cells[column] ?? ''),
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
  const timeCells = new Map(records.map(({ cells }, row): [number, string] => [times[row] ?? 0, cells[time] ?? '']))
  return { series, format: format ?? { parse: parseNumber, format: String }, timeCells, columns }
}

/** The cells of a series row by row: the time, then its channels. */
export function* writeSeries(
  { times, channels }: Series,
  { format, timeCells, columns }: SeriesTable,
): Generator<string[]> {
  for (const [row, time] of times.entries()) {
    const cells = columns.map((column, index) => writeCell(column, channels[index]?.values[row] ?? NaN, row))
    yield [timeCells.get(time) ?? format.format(time), ...cells]
  }
}
