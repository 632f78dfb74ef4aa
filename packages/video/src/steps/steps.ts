import type { Recipe, RecipeStep, TimeMap } from '@variegate/core'
import type { VideoClip } from '../sample.js'

/** The primitive operations that video transforms are made of. */
export type VideoStep = TimeStep | FramesStep | SoundStep | MixStep

/** Move frames, sound and labels along one map of time. */
export interface TimeStep {
  readonly kind: 'time'
  readonly map: TimeMap
  /** Whether a change of speed keeps the pitch of the sound; it needs a map of one rate. */
  readonly keepPitch: boolean
  /** What is shown between two frames: the one that is nearest, or both blended. `nearest` unless given. */
  readonly between?: 'nearest' | 'blended'
  /** Further clips of the same size, which the map's pieces name as sources 1, 2, … */
  readonly others?: readonly VideoClip[]
}

/** Do to frames and tracks what an image transform drew: one draw for the whole clip, or several at keys of time. */
export interface FramesStep {
  readonly kind: 'frames'
  readonly step: RecipeStep
}

/** Do to the sound what audio transforms drew; it keeps its length. */
export interface SoundStep {
  readonly kind: 'sound'
  readonly recipe: Recipe
}

/** Show and play another clip of the same size as well: `share` of it, the rest of this one. */
export interface MixStep {
  readonly kind: 'mix'
  readonly other: VideoClip
  readonly share: number
  /** `keep` this one's labels, or `mix` the classes and add the other's segments and tracks. */
  readonly labels: 'keep' | 'mix'
}
