import { emptyContext } from '@variegate/core'
import { mixup } from '@variegate/image'
import { frames as framesLens } from '../lift/on-frames.js'
import type { VideoClip } from '../sample.js'
import type { MixStep } from '../steps/steps.js'
import { runFrames } from './frames.js'
import { sumSounds } from './sound.js'

/** Show and play two clips at once; a shorter one begins anew. */
export function runMix(clip: VideoClip, { other, share, labels }: MixStep): VideoClip {
  const partner = other.id ?? 'other'
  const context = { ...emptyContext, lookup: () => ({ ...other, id: partner }) }
  const how = { at: () => [{ name: mixup.name, drawn: { partner, share } }], usesOthers: true, transforms: [mixup] }
  const { sample } = runFrames(clip, how, (at, reads) => framesLens.context(context, at, reads))
  const heard = clip.sound && { sound: clip.sound, weight: other.sound ? 1 - share : 1 }
  const sound = heard && sumSounds([heard, ...(other.sound ? [{ sound: other.sound, weight: share }] : [])], true)
  const mixed = { ...sample, ...(sound ? { sound } : {}) }
  if (labels === 'keep') return { ...mixed, labels: clip.labels }
  const brought = (other.labels.segments ?? []).flatMap((segment) =>
    segment.start < clip.duration
      ? [{ ...segment, end: Math.min(segment.end, clip.duration), source: segment.source ?? partner }]
      : [],
  )
  if (!clip.labels.segments && !other.labels.segments) return mixed
  const segments = [...(clip.labels.segments ?? []), ...brought].toSorted((a, b) => a.start - b.start)
  return { ...mixed, labels: { ...mixed.labels, segments } }
}
