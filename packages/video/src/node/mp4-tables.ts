import { VariegateError } from '@variegate/core'
import { boxesIn, viewOf, type Mp4Box } from './mp4-boxes.js'

/** Boxes that hold the tables of samples, and those on the way to them. */
const HOLDERS: ReadonlySet<string> = new Set(['moov', 'trak', 'mdia', 'minf', 'stbl', 'moof', 'traf'])

/** The tables of a track; each of them comes once. */
const TABLES: ReadonlySet<string> = new Set(['stts', 'ctts', 'stsz', 'stz2', 'stsc', 'stco', 'co64', 'stss'])

/**
 * Refuse an MP4 file whose tables count more samples than it has bytes, or do not agree on how many there are: a reader that believed
 * them would count for hours.
 */
export function checkTables(file: Uint8Array): void {
  const view = viewOf(file)
  for (const box of boxesIn(view)) if (HOLDERS.has(box.name)) checkIn(view, box)
}

function checkIn(view: DataView, holder: Mp4Box): void {
  const boxes = [...boxesIn(view, holder.start, holder.end)]
  const rest = holder.end - (boxes.at(-1)?.end ?? holder.start)
  if (rest >= 8)
    throw new VariegateError(
      `Expected boxes in "${holder.name}" of the video but its last ${rest} bytes hold none; the file is damaged.`,
    )
  if (holder.name === 'stbl') checkSampleTable(view, boxes)
  for (const box of boxes) {
    if (HOLDERS.has(box.name)) checkIn(view, box)
    else if (box.name === 'trun') checkCount(view, 'trun', numberAt(view, box, 4))
  }
}

function checkSampleTable(view: DataView, boxes: readonly Mp4Box[]): void {
  const counts = new Map<string, number>()
  for (const box of boxes) {
    if (!TABLES.has(box.name)) continue
    if (counts.has(box.name))
      throw new VariegateError(
        `Expected one "${box.name}" of a track of the video but there are more; the file is damaged.`,
      )
    counts.set(box.name, countOf(view, box))
    checkCount(view, box.name, counts.get(box.name) ?? 0)
  }
  const [timed, samples] = [counts.get('stts'), counts.get('stsz') ?? counts.get('stz2')]
  if (timed !== undefined && samples !== undefined && timed !== samples) {
    throw new VariegateError(
      `Expected a time for each of the ${samples} samples of a track of the video but there are ${timed}; the file is damaged.`,
    )
  }
}

function checkCount(view: DataView, name: string, count: number): void {
  if (count > view.byteLength)
    throw new VariegateError(
      `Expected at most ${view.byteLength} samples in ${view.byteLength} bytes but "${name}" of the video counts ${count}; the file is damaged.`,
    )
}

/** How many samples a table counts: runs of samples hold a count each; chunks may not be more than bytes either. */
function countOf(view: DataView, box: Mp4Box): number {
  if (box.name === 'stsz' || box.name === 'stz2') return numberAt(view, box, 8)
  if (box.name === 'stts' || box.name === 'ctts')
    return overRuns(view, box, 8, 0).reduce((sum, count) => sum + count, 0)
  // First chunk, samples a chunk, description.
  if (box.name === 'stsc')
    return [...overRuns(view, box, 12, 0), ...overRuns(view, box, 12, 4)].reduce(
      (most, count) => Math.max(most, count),
      0,
    )
  return 0
}

/** One number of every run in a table. */
function overRuns(view: DataView, box: Mp4Box, bytes: number, offset: number): number[] {
  const count = Math.min(numberAt(view, box, 4), Math.floor((box.end - box.start - 8) / bytes))
  return Array.from({ length: Math.max(0, count) }, (_, index) =>
    view.getUint32(box.start + 8 + index * bytes + offset),
  )
}

const numberAt = (view: DataView, { start, end }: Mp4Box, offset: number): number =>
  start + offset + 4 <= end ? view.getUint32(start + offset) : 0
