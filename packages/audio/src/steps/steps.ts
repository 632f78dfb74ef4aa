import type { TimeMap } from '@variegate/core'
import type { Clip } from '../sample.js'

/** The primitive operations that audio transforms are made of. */
export type AudioStep = TimeStep | StretchStep | PitchStep | GainStep | NoiseStep | MixStep

/** Move samples and labels in time; what changes speed changes pitch. Pieces should begin at whole samples. */
export interface TimeStep {
  readonly kind: 'time'
  readonly map: TimeMap
}

/** Change the tempo by `rate` and keep the pitch. */
export interface StretchStep {
  readonly kind: 'stretch'
  readonly rate: number
}

/** Multiply every frequency with `ratio` and keep the timing. */
export interface PitchStep {
  readonly kind: 'pitch'
  readonly ratio: number
}

/** Multiply every sample. */
export interface GainStep {
  readonly kind: 'gain'
  readonly factor: number
}

/** Add white Gaussian noise, different in every channel. */
export interface NoiseStep {
  readonly kind: 'noise'
  /** Standard deviation, where full scale is 1. */
  readonly std: number
  readonly key: readonly [number, number]
}

/** Add another clip, repeated as long as needed, so that the signal is `snr` decibels above it. */
export interface MixStep {
  readonly kind: 'mix'
  readonly clip: Clip
  /** Where in the other clip to begin, as a share of its length, [0, 1). */
  readonly offset: number
  readonly snr: number
}
