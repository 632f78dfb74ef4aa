import type { Biquad } from '@variegate/dsp'
import type { Clip } from '../sample.js'
import type { Limited } from './on.js'

/** Multiply every sample: with one factor, or along an envelope. */
export type GainStep = Limited & { readonly kind: 'gain' } & (
    | { readonly factor: number }
    | { readonly envelope: Envelope }
  )

/** Straight lines between points, in order of time; before the first and after the last their values hold. */
export interface Envelope {
  readonly unit: 'dB' | 'factor'
  readonly points: readonly { readonly time: number; readonly value: number }[]
}

/** Multiply every frequency with `ratio` and keep the timing. */
export interface PitchStep extends Limited {
  readonly kind: 'pitch'
  readonly ratio: number
  /** Whether the resonances of a voice move with its tones; they always do for now. */
  readonly formants?: 'move'
}

/** Bend the wave: every sample on its own. */
export interface CurveStep extends Limited {
  readonly kind: 'curve'
  readonly curve: Curve
  /** How many times the sample rate the curve works at, so that its overtones do not fold back; 1 unless stated. */
  readonly oversample?: 1 | 2 | 4 | 8
}

export type Curve =
  /** Cut off beyond the level. */
  | { readonly name: 'clip'; readonly level: number }
  /** Saturate: tanh(drive x) / tanh(drive). */
  | { readonly name: 'tanh'; readonly drive: number }
  /** Saturate as tubes are said to: (3 x - x^3) / 2 within full scale. */
  | { readonly name: 'cubic' }
  /** Round to so many bits. */
  | { readonly name: 'quantize'; readonly bits: number }
  /** Round to so many bits on the logarithmic scale of G.711's mu-law. */
  | { readonly name: 'muLaw'; readonly mu: number; readonly bits: number }

/** Filter by sections of dsp. */
export interface FilterStep extends Limited {
  readonly kind: 'filter'
  readonly sections: readonly Biquad[]
  /** `forward` delays tones as circuits do; `zero` filters there and back, so that nothing is delayed and every gain counts twice. */
  readonly phase: 'forward' | 'zero'
}

/** Let the clip sound in a room, a loudspeaker, a microphone. */
export interface ConvolveStep extends Limited {
  readonly kind: 'convolve'
  /** What an impulse becomes; its loudest sample, the direct sound, is what stays in place and at its level. */
  readonly response: Clip
  /** Share of the result that goes through the response, [0, 1]. */
  readonly wet: number
}

/** Multiply parts of the short-time spectrum. */
export interface SpectralStep extends Limited {
  readonly kind: 'spectral'
  readonly masks: readonly SpectralMask[]
}

/** A rectangle of time and frequency; what is not stated has no end. */
export interface SpectralMask {
  /** Seconds. */
  readonly start?: number
  readonly end?: number
  /** Hz. */
  readonly low?: number
  readonly high?: number
  /** What its bins are multiplied with; 0 takes them away. */
  readonly factor: number
}

/** Add the clip to itself, later. */
export interface DelayStep extends Limited {
  readonly kind: 'delay'
  readonly taps: readonly { readonly seconds: number; readonly factor: number }[]
  /** Share of the taps that goes round again, [0, 1); with the factors of the taps it has to stay below 1. */
  readonly feedback: number
  /** Share of the result that is delayed, [0, 1]. */
  readonly wet: number
}

/** Make loud parts quieter, or quiet ones; channels share one gain. */
export interface DynamicsStep extends Limited {
  readonly kind: 'dynamics'
  /** `compressor` and `limiter` act above the threshold, `expander` and `gate` below. A limiter lets nothing beyond it. */
  readonly law: 'compressor' | 'limiter' | 'expander' | 'gate'
  /** dB of full scale. */
  readonly threshold: number
  /** Decibels in for each decibel out (compressor), or out for each in (expander), 1 and more. */
  readonly ratio: number
  /** dB over which the law sets in. */
  readonly knee: number
  /** Seconds. */
  readonly attack: number
  readonly release: number
  /** Seconds by which the gain knows what comes; the sound is not delayed for it. */
  readonly lookAhead: number
  /** dB added to all. */
  readonly makeup: number
  /** The lowest gain of expander and gate, in dB. */
  readonly floor: number
}
