import { cellNumber, cellText, type TableRow } from '../files/table.js'
import type { TimedLabel } from '@variegate/core'
import type { TableSpec } from './media.js'

/** A table with the columns file, start, end, label: stretches of time in seconds. A label's id is its row's place. */
export function timedTable<Sample>(
  name: string,
  get: (sample: Sample) => readonly TimedLabel[],
  set: (sample: Sample, labels: readonly TimedLabel[]) => Sample,
): TableSpec<Sample> {
  return {
    name,
    columns: ['file', 'start', 'end', 'label'],
    attach: (sample, rows, table) =>
      set(
        sample,
        rows.map((row, id) => ({
          id,
          start: cellNumber(table, row, 'start'),
          end: cellNumber(table, row, 'end'),
          label: row.cells.label ?? '',
        })),
      ),
    rows: (sample, rows) =>
      get(sample).map(({ id, start, end, label, source: from }) => {
        // The row of a label that came along with another sample is not among these.
        const source: TableRow | undefined = typeof id === 'number' && from === undefined ? rows[id] : undefined
        return { ...source?.cells, start: cellText(source, 'start', start), end: cellText(source, 'end', end), label }
      }),
  }
}
