import { VariegateError } from '@variegate/core'
import { checkClip as checkSound, type Clip } from '../sample.js'

/** Refuse a clip that no step could work on, and labels that no map could move. */
export function checkClip(clip: Clip): Clip {
  checkSound(clip)
  const { tiers = {}, frames } = clip.labels
  for (const [name, labels] of Object.entries(tiers)) {
    const wrong = labels.find(({ start, end }) => !Number.isFinite(start) || !Number.isFinite(end) || end < start)
    if (wrong)
      throw new VariegateError(
        `Expected the tier ${name} with start <= end in seconds but "${wrong.label}" is [${wrong.start}, ${wrong.end}).`,
      )
  }
  if (frames && !(frames.hop > 0 && Number.isFinite(frames.hop) && Number.isFinite(frames.start)))
    throw new VariegateError(
      `Expected frame labels with a hop above 0 s from a time on but received ${frames.hop} s from ${frames.start} s.`,
    )
  return clip
}
