import type { TimeMap, TimePiece } from './time-map.js'

/** A half-open stretch of time [start, end), in seconds. */
export interface Timed {
  readonly start: number
  readonly end: number
}

export interface MappedIntervals<T> {
  readonly kept: readonly T[]
  /** The intervals of which nothing is left. */
  readonly dropped: readonly T[]
}

/**
 * Let intervals follow a map: each is clipped to what is left of it and comes out once for every time that it is played.
 * Parts that touch stay one where something between them was cut or repeated. Other fields stay as they are.
 * An interval of no length is a moment: it is kept where that moment is.
 */
export function mapIntervals<T extends Timed>(map: TimeMap, intervals: readonly T[], source = 0): MappedIntervals<T> {
  const kept: T[] = []
  const dropped: T[] = []
  for (const interval of intervals) {
    const parts = partsOf(map, interval, source)
    if (parts.length === 0) dropped.push(interval)
    for (const part of parts) kept.push({ ...interval, start: part.start, end: part.end })
  }
  return { kept: kept.sort((a, b) => a.start - b.start || a.end - b.end), dropped }
}

interface Part extends Timed {
  /** The input times at which the part begins and ends, and the way it is played. */
  readonly entered: number
  readonly left: number
  readonly forwards: boolean
}

function partsOf(map: TimeMap, interval: Timed, source: number): Part[] {
  const parts: Part[] = []
  for (const piece of map.pieces) {
    if (piece.from === null || (piece.source ?? 0) !== source) continue
    const part = partIn(piece, piece.from, interval)
    if (!part) continue
    const last = parts.at(-1)
    if (last && continues(last, part, interval)) parts[parts.length - 1] = { ...last, end: part.end, left: part.left }
    else parts.push(part)
  }
  return parts
}

function partIn(piece: TimePiece, from: number, { start, end }: Timed): Part | undefined {
  if (piece.rate === 0) {
    const within = start <= from && (from < end || start === end)
    return within ? { start: piece.start, end: piece.end, entered: from, left: from, forwards: true } : undefined
  }
  const at = (time: number) => piece.start + (time - from) / piece.rate
  const forwards = piece.rate > 0
  const first = forwards ? at(start) : at(end)
  const last = forwards ? at(end) : at(start)
  const clippedStart = Math.max(first, piece.start)
  const clippedEnd = Math.min(last, piece.end)
  const inside = start === end ? first >= piece.start && first < piece.end : clippedEnd > clippedStart
  if (!inside) return undefined
  const inputAt = (time: number) => from + (time - piece.start) * piece.rate
  return { start: clippedStart, end: clippedEnd, entered: inputAt(clippedStart), left: inputAt(clippedEnd), forwards }
}

/** Parts that touch are one unless the event had come to its end (its beginning, played backwards) and begins anew. */
function continues(last: Part, next: Part, { start, end }: Timed): boolean {
  const touching = Math.abs(next.start - last.end) < 1e-9
  if (!touching || last.forwards !== next.forwards) return false
  return last.forwards
    ? next.entered >= last.left - 1e-9 || last.left < end - 1e-9
    : next.entered <= last.left + 1e-9 || last.left > start + 1e-9
}
