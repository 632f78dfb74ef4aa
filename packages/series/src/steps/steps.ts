import type { TimeMap } from '@variegate/core'
import type { Series } from '../sample.js'

/** The primitive operations that series transforms are made of. */
export type SeriesStep =
  | TimeStep
  | GuidedStep
  | CurveStep
  | NoiseStep
  | MatrixStep
  | MissingStep
  | HoldStep
  | ClipStep
  | QuantizeStep
  | SpectralStep
  | TimesStep
  | MixStep
  | MarkStep

/** Which part of a series a step is about; all of it unless stated. */
export interface On {
  /** Indexes of channels. Categories are left alone by whatever changes amounts. */
  readonly channels?: readonly number[]
  /** Steps [first, end). */
  readonly points?: readonly [first: number, end: number]
}

/** Move values, labels and, where asked, timestamps along a map, whose times count from the first timestamp. */
export interface TimeStep {
  readonly kind: 'time'
  readonly map: TimeMap
  /**
   * `keep`: values are read at the series' own timestamps, as many as the map lasts. `follow`: every step moves with its
   * timestamp, and its value stays as it was measured. A count: that many even steps over the whole.
   */
  readonly stamps: 'keep' | 'follow' | number
  /** What stands in stretches that come from nowhere: missing values, or the value before them. */
  readonly fresh: 'missing' | 'hold'
  /** Only these channels move, and no label does: a sensor that lags. */
  readonly channels?: readonly number[]
  /** Further inputs, which the map's pieces name as sources 1, 2, …; their channels are found by name. */
  readonly others?: readonly Series[]
}

/** Move values so that they run as those of a guide do: dynamic time warping within a band. */
export interface GuidedStep {
  readonly kind: 'guided'
  readonly guide: Series
  /** Half width of the Sakoe-Chiba band, as a share of the length, (0, 1]. */
  readonly band: number
}

/** Amounts of one channel: one number, or knots evenly spread over the stretch with straight lines between them. */
export type Amount = number | readonly number[]

/** Add or multiply amounts, one a channel of the step, in the order of its channels. */
export interface CurveStep {
  readonly kind: 'curve'
  readonly by: 'add' | 'multiply'
  /** What an amount of 1 adds: one in the channel's unit, or its standard deviation (1 where it has none). */
  readonly unit: 'own' | 'deviation'
  readonly amounts: readonly Amount[]
  readonly on?: On
}

/** Add noise, different in every channel. */
export interface NoiseStep {
  readonly kind: 'noise'
  readonly law: 'gaussian' | 'uniform' | 'laplace'
  /** Standard deviation of the noise. */
  readonly level: number
  readonly unit: 'own' | 'deviation'
  readonly key: readonly [number, number]
  readonly on?: On
}

/** Replace channels by sums of them: row i holds what new channel i takes of each. */
export interface MatrixStep {
  readonly kind: 'matrix'
  /** Indexes of the channels; as many as rows and columns. */
  readonly channels: readonly number[]
  readonly rows: readonly (readonly number[])[]
}

/** Take values away. */
export interface MissingStep {
  readonly kind: 'missing'
  readonly on?: On
}

/** Repeat the value before the stretch. */
export interface HoldStep {
  readonly kind: 'hold'
  readonly on?: On
}

/** Keep values within limits, in the channel's unit. */
export interface ClipStep {
  readonly kind: 'clip'
  readonly low: number
  readonly high: number
  readonly on?: On
}

/** Round values to multiples of `size`, in the channel's unit. */
export interface QuantizeStep {
  readonly kind: 'quantize'
  readonly size: number
  readonly on?: On
}

/** Multiply bands of frequencies; a band is a share of the Nyquist frequency, [low, high). Steps count as even. */
export interface SpectralStep {
  readonly kind: 'spectral'
  readonly bands: readonly { readonly low: number; readonly high: number; readonly gain: number }[]
  readonly on?: On
}

/** Move timestamps alone: seconds added at knots evenly spread over the steps. Their order must stay. */
export interface TimesStep {
  readonly kind: 'times'
  readonly add: Amount
}

/** Blend another series in, channels by name and steps by their place: (1 - share) of this one, share of the other. */
export interface MixStep {
  readonly kind: 'mix'
  readonly other: Series
  readonly share: number
  /** `keep` this one's labels, or `mix` the classes by their shares and add the other's intervals. */
  readonly labels: 'keep' | 'mix'
}

/** Say that something is wrong with a stretch. */
export interface MarkStep {
  readonly kind: 'mark'
  readonly label: string
  readonly severity?: number
  readonly on: Required<On>
}
