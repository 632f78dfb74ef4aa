import type { TimeMap } from '@variegate/core'

/** What holds in one frame: a class, a number, several classes at once, or nothing. */
export type FrameValue = string | number | readonly string[] | null

/** A value for every hop: frame k covers [start + k hop, start + (k + 1) hop), in seconds. */
export interface FrameLabels {
  /** Seconds; below 0 where frames are centered on the first sample. */
  readonly start: number
  /** Seconds, above 0. */
  readonly hop: number
  readonly values: readonly FrameValue[]
}

/**
 * Let frames follow a map on the same hop: each new frame has the value of the frame that covers its middle in the sound it comes from,
 * nothing where the sound is new. There are as many more or fewer as the clip is longer or shorter.
 */
export function followFrames(
  map: TimeMap,
  inputs: readonly (FrameLabels | undefined)[],
  duration: number,
): FrameLabels | undefined {
  const [own] = inputs
  if (!own) return undefined
  const { start, hop, values } = own
  const count = Math.max(0, Math.round(values.length + (map.duration - duration) / hop))
  const last = map.pieces.at(-1)
  const at = (index: number): FrameValue => {
    // Frames may begin before the clip or end behind it: there the first and the last piece go on.
    const middle = start + (index + 0.5) * hop
    const piece = map.pieces.find(({ end }) => middle < end) ?? last
    if (!piece || piece.from === null) return null
    return valueAt(inputs[piece.source ?? 0], piece.from + (middle - piece.start) * piece.rate)
  }
  return { start, hop, values: Array.from({ length: count }, (_, index) => at(index)) }
}

function valueAt(frames: FrameLabels | undefined, time: number): FrameValue {
  if (!frames || frames.values.length === 0) return null
  const index = Math.floor((time - frames.start) / frames.hop + 1e-9)
  return frames.values[Math.min(frames.values.length - 1, Math.max(0, index))] ?? null
}
