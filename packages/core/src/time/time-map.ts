import { VariegateError } from '../error.js'

/** A stretch of output time and where it comes from. */
export interface TimePiece {
  /** Output time in seconds, [start, end). */
  readonly start: number
  readonly end: number
  /** Input time in seconds at `start`; null where the stretch is new. */
  readonly from: number | null
  /** Input seconds per output second: 2 plays twice as fast, -1 backwards, 0 holds still. */
  readonly rate: number
  /** Which of several inputs it comes from; 0 unless stated. */
  readonly source?: number
}

/** How time moves: pieces in output order that cover [0, duration) without gaps. */
export interface TimeMap {
  readonly duration: number
  readonly pieces: readonly TimePiece[]
}

/** Make a map of pieces in output order; throws where they leave a gap, overlap, or are not numbers. */
export function timeMap(pieces: readonly TimePiece[]): TimeMap {
  let end = 0
  for (const piece of pieces) {
    const numbers = [piece.start, piece.end, piece.from ?? 0, piece.rate]
    if (!numbers.every(Number.isFinite) || piece.start !== end || piece.end < piece.start) {
      throw new VariegateError(
        `Expected pieces of time without gaps from 0 on but received ${JSON.stringify(piece)} after ${end} s.`,
      )
    }
    end = piece.end
  }
  return { duration: end, pieces: pieces.filter((piece) => piece.end > piece.start) }
}

/** Time as it was. */
export const identityTime = (duration: number): TimeMap => rateTime(duration, 1)

/** Play at `rate` times the speed: the output lasts duration / rate. */
export const rateTime = (duration: number, rate: number): TimeMap =>
  timeMap([{ start: 0, end: duration / rate, from: 0, rate }])

/** Play backwards. */
export const reverseTime = (duration: number): TimeMap =>
  timeMap([{ start: 0, end: duration, from: duration, rate: -1 }])

/** Play each stretch of input [start, end), one after the other, at the speed as it was. */
export function joinTime(stretches: readonly { readonly start: number; readonly end: number }[]): TimeMap {
  let at = 0
  return timeMap(
    stretches.map(({ start, end }) => {
      const piece = { start: at, end: at + (end - start), from: start, rate: 1 }
      at = piece.end
      return piece
    }),
  )
}

/** The input time that an output time comes from, or null where it is new or outside. */
export function sourceTime(map: TimeMap, time: number): number | null {
  const piece = map.pieces.find((candidate) => time >= candidate.start && time < candidate.end)
  return piece === undefined || piece.from === null ? null : piece.from + (time - piece.start) * piece.rate
}

/** Every output time at which an input time is heard or seen, in order. */
export function mapTime(map: TimeMap, time: number, source = 0): number[] {
  const times: number[] = []
  for (const piece of map.pieces) {
    if (piece.from === null || (piece.source ?? 0) !== source) continue
    if (piece.rate === 0) {
      if (piece.from === time) times.push(piece.start)
      continue
    }
    const at = piece.start + (time - piece.from) / piece.rate
    // What a piece that runs backwards covers of the input is open at its low end: (from - length, from].
    if (at >= piece.start && at < piece.end) times.push(at)
  }
  return times
}

/** The map that does `first`, then `second` to its output. */
export function composeTime(first: TimeMap, second: TimeMap): TimeMap {
  const pieces: TimePiece[] = []
  for (const outer of second.pieces) {
    if (outer.from === null || outer.rate === 0) {
      pieces.push(outer.from === null ? outer : { ...outer, ...heldAt(first, outer.from) })
      continue
    }
    const low = Math.min(outer.from, outer.from + (outer.end - outer.start) * outer.rate)
    const high = Math.max(outer.from, outer.from + (outer.end - outer.start) * outer.rate)
    const inner = outer.rate > 0 ? first.pieces : first.pieces.toReversed()
    let at = outer.start
    // Output time at which the outer piece reaches a time of the middle clip.
    const reach = (middle: number) => outer.start + (middle - (outer.from ?? 0)) / outer.rate
    for (const piece of inner) {
      if (piece.end <= low || piece.start >= high) continue
      const enter = outer.rate > 0 ? Math.max(piece.start, low) : Math.min(piece.end, high)
      const leave = outer.rate > 0 ? Math.min(piece.end, high) : Math.max(piece.start, low)
      const begin = reach(enter)
      if (begin > at + 1e-12) pieces.push({ start: at, end: begin, from: null, rate: 1 })
      const start = pieces.at(-1)?.end ?? outer.start
      const end = leave === (outer.rate > 0 ? high : low) ? outer.end : reach(leave)
      const from = piece.from === null ? null : piece.from + (enter - piece.start) * piece.rate
      const source = piece.source === undefined ? {} : { source: piece.source }
      pieces.push({ start, end, from, rate: from === null ? 1 : piece.rate * outer.rate, ...source })
      at = end
    }
    if (at < outer.end) pieces.push({ start: at, end: outer.end, from: null, rate: 1 })
  }
  return timeMap(pieces)
}

/** Where a moment of a map's output comes from, and of which input. */
function heldAt({ pieces }: TimeMap, time: number): Pick<TimePiece, 'from' | 'source'> {
  const piece = pieces.find(({ start, end }) => time >= start && time < end)
  if (!piece || piece.from === null) return { from: null }
  const source = piece.source === undefined ? {} : { source: piece.source }
  return { from: piece.from + (time - piece.start) * piece.rate, ...source }
}
