import type { Clip } from '@variegate/audio'
import type { ClassLabel, TimedLabel } from '@variegate/core'
import type { Instance, Raster } from '@variegate/image'

/** Frames, sound and labels over one stretch of time. Plain data; frames are read as they are needed, never all at once. */
export interface VideoClip {
  readonly id?: string
  /** Size of every frame, in pixels. */
  readonly width: number
  readonly height: number
  /** When each frame is first shown, in seconds from 0, rising strictly. Frame i is shown until frame i + 1 is. */
  readonly frameTimes: Float64Array
  /** Seconds. */
  readonly duration: number
  readonly frames: FrameSource
  readonly sound?: Clip
  readonly labels: VideoLabels
}

/** Reads frames by their indexes, in the order asked for. */
export type FrameSource = (indexes: readonly number[]) => AsyncIterable<Raster>

export interface VideoLabels {
  readonly label?: ClassLabel
  readonly segments?: readonly Segment[]
  readonly tracks?: readonly Track[]
}

/** A half-open stretch of time [start, end) in seconds. */
export type Segment = TimedLabel

/** One object through time. */
export interface Track {
  readonly id: string | number
  readonly label?: string
  /** What of it is seen at some moments, in order of time: a box, a mask, outlines, keypoints, as an image's instances have them. */
  readonly moments: readonly Moment[]
  /** The id of the clip it came from, where that is another. */
  readonly source?: string
}

export interface Moment {
  /** Seconds from the start of the clip. */
  readonly time: number
  readonly instance: Instance
}

/** Make a frame source of rasters that are in memory already. */
export const framesOf = (rasters: readonly Raster[]): FrameSource =>
  async function* (indexes) {
    for (const index of indexes) {
      const raster = rasters[index]
      if (!raster) throw new RangeError(`no frame ${index} of ${rasters.length}`)
      yield raster
    }
  }

/** When a frame stops being shown, in seconds. */
export const frameEnd = ({ frameTimes, duration }: VideoClip, index: number): number =>
  frameTimes[index + 1] ?? duration

/** The frame shown at a time; times in files are rounded, so a frame is met a little before it begins. */
export function frameAt({ frameTimes }: VideoClip, time: number): number {
  let low = 0
  let high = frameTimes.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((frameTimes[middle] ?? Infinity) <= time + 1e-3) low = middle + 1
    else high = middle
  }
  return Math.max(0, low - 1)
}
