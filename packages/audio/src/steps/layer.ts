import type { NoiseColor } from '@variegate/dsp'
import type { Clip } from '../sample.js'
import type { Level } from './level.js'
import type { Limited } from './on.js'

/** Add Gaussian noise, different in every channel. */
export interface NoiseStep extends Limited {
  readonly kind: 'noise'
  /** A color, or how power falls with frequency: 1 / f^exponent, [-4, 4]. */
  readonly law: NoiseColor | { readonly exponent: number }
  readonly level: Level
  readonly key: readonly [number, number]
}

/** Add another clip. */
export interface MixStep extends Limited {
  readonly kind: 'mix'
  readonly clip: Clip
  readonly level: Level
  /** Where in the other clip to begin, as a share of its length, [0, 1). It is heard from the start of `on`. */
  readonly offset: number
  /** Whether it begins anew when it has come to its end. */
  readonly repeat: boolean
  /** What becomes of its labels: none come along; events, words and tiers do (`paste`); its classes, too (`mix`). */
  readonly labels: 'keep' | 'mix' | 'paste'
}
