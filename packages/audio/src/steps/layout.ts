import type { Json } from '@variegate/core'
import type { Limited } from './on.js'

/** Make new channels of sums of old ones; a change of their number works on the whole clip alone. */
export interface ChannelsStep extends Limited {
  readonly kind: 'channels'
  /** A row for each new channel, a factor in it for each old one. */
  readonly matrix: readonly (readonly number[])[]
}

/** Resample; without the way back it works on the whole clip alone. */
export interface RateStep extends Limited {
  readonly kind: 'rate'
  /** Hz. */
  readonly rate: number
  /** Whether to return to the sample rate as it was, so that only what the other rate cannot hold is gone. */
  readonly back: boolean
}

/** An algorithm of its own. */
export interface LocalStep extends Limited {
  readonly kind: 'local'
  readonly algorithm: LocalAlgorithm
  readonly options: Json
}

/** What no other step can say: new samples, as many in as many channels, from samples and options. Pure. */
export interface LocalAlgorithm {
  readonly name: string
  run(channels: readonly Float32Array[], sampleRate: number, options: Json): readonly Float32Array[]
}
