import { VariegateError } from '@variegate/core'
import type { Moment, VideoClip } from '@variegate/video'
import { cellNumber, type TableRow } from '../files/table.js'
import type { TableSpec } from './media.js'

interface Known {
  readonly id: string
  readonly label: string
  /** The line that gave the label. */
  readonly line: number
  readonly moments: Moment[]
  /** The line of each moment. */
  readonly lines: Map<number, number>
}

/** Times in files are rounded: a box may stand this much after the clip ends, in seconds. */
const ROUNDING_SECONDS = 1e-3

/** A box of a track a row, in pixels of the picture as it is shown; rows may come in any order. Rows that fit no clip or disagree are refused. */
export const tracksTable: TableSpec<VideoClip> = {
  name: 'tracks.csv',
  columns: ['file', 'track', 'label', 'time', 'x', 'y', 'width', 'height'],
  attach(clip, rows, table) {
    const tracks = new Map<string, Known>()
    for (const row of rows) {
      const { track = '', label = '' } = row.cells
      const known: Known = tracks.get(track) ?? { id: track, label, line: row.line, moments: [], lines: new Map() }
      const moment = momentOf(clip, row, table)
      const before = known.lines.get(moment.time)
      if (before !== undefined)
        throw new VariegateError(
          `Expected one box of track ${track} at a time but ${table}:${before} and ${table}:${row.line} both are at ${moment.time} s.`,
        )
      if (known.label !== label)
        throw new VariegateError(
          `Expected one label of track ${track} but it is "${known.label}" in ${table}:${known.line} and "${label}" in ${table}:${row.line}.`,
        )
      known.moments.push(moment)
      known.lines.set(moment.time, row.line)
      tracks.set(track, known)
    }
    const sorted = [...tracks.values()].map(({ id, label, moments }) => ({
      id,
      label,
      moments: moments.toSorted((a, b) => a.time - b.time),
    }))
    return { ...clip, labels: { ...clip.labels, tracks: sorted } }
  },
  rows: ({ labels }: VideoClip, _rows: readonly TableRow[]) =>
    (labels.tracks ?? []).flatMap(({ id, label = '', moments, source }) =>
      moments.map(({ time, instance: { box: [x, y, width, height] = [0, 0, 0, 0] } }) => ({
        // A track that came along with another clip may have the name of one of this clip's own.
        track: source === undefined ? String(id) : `${source}:${id}`,
        label,
        time: String(time),
        x: String(x),
        y: String(y),
        width: String(width),
        height: String(height),
      })),
    ),
}

function momentOf(clip: VideoClip, row: TableRow, table: string): Moment {
  const number = (column: string) => cellNumber(table, row, column)
  const [time, x, y, width, height] = [number('time'), number('x'), number('y'), number('width'), number('height')]
  if (time < -ROUNDING_SECONDS || time > clip.duration + ROUNDING_SECONDS)
    throw new VariegateError(
      `Expected times within the clip's ${clip.duration} s but ${table}:${row.line} is at ${time} s.`,
    )
  if (!(width > 0 && height > 0))
    throw new VariegateError(
      `Expected a width and a height above 0 but ${table}:${row.line} has ${width} and ${height}.`,
    )
  const inside = x < clip.width && y < clip.height && x + width > 0 && y + height > 0
  if (!inside)
    throw new VariegateError(
      `Expected boxes on the picture of ${clip.width}x${clip.height}, as it is shown, but ${table}:${row.line} has ${width}x${height} at ${x}, ${y}; take out boxes of what is out of sight.`,
    )
  return { time, instance: { box: [x, y, width, height] } }
}
