import type { TimeMap } from '@variegate/core'

/** The primitive operations that series transforms are made of. */
export type SeriesStep = WarpStep | GridStep | JitterStep | ScaleStep | AnomalyStep

/** Move values along a time map that keeps the timestamps; map times count from the first timestamp. */
export interface WarpStep {
  readonly kind: 'warp'
  readonly map: TimeMap
}

/** Sample anew at `count` regular steps over the same stretch of time. */
export interface GridStep {
  readonly kind: 'grid'
  readonly count: number
}

/** Add noise of a share of each channel's standard deviation. */
export interface JitterStep {
  readonly kind: 'jitter'
  readonly std: number
  readonly key: readonly [number, number]
}

/** Multiply each channel with its own factor. */
export interface ScaleStep {
  readonly kind: 'scale'
  readonly factors: readonly number[]
}

/** Damage the steps [first, end) of some channels, and say so in an interval. */
export interface AnomalyStep {
  readonly kind: 'anomaly'
  /** The interval's label. */
  readonly label: string
  readonly first: number
  readonly end: number
  /** Indexes of the channels. */
  readonly channels: readonly number[]
  readonly damage: Damage
}

export type Damage =
  /** Add so many standard deviations of the channel. */
  | { readonly name: 'offset'; readonly deviations: readonly number[] }
  /** Repeat the value before the first step. */
  | { readonly name: 'hold' }
  /** Take the values away. */
  | { readonly name: 'missing' }
