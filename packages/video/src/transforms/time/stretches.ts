import { joinTime, type TimeMap } from '@variegate/core'
import type { VideoFacts } from '../../engine.js'

/** Play frames one after the other, each for as long as it was shown; runs of neighbours are one stretch. */
export function playFrames(frames: readonly number[], { frameTimes, duration }: VideoFacts): TimeMap {
  const stretches: { start: number; end: number }[] = []
  let before = -2
  for (const frame of frames) {
    const start = frameTimes[frame] ?? 0
    const end = frameTimes[frame + 1] ?? duration
    const last = stretches.at(-1)
    if (last && frame === before + 1) last.end = end
    else stretches.push({ start, end })
    before = frame
  }
  return joinTime(stretches)
}
