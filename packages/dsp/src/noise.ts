import { exact, keyedRandom, VariegateError } from '@variegate/core'
import { createConvolution } from './convolve.js'

/** How the power of noise falls with frequency f: by f to this power. Blue and violet rise. */
export const noiseExponents = { white: 0, pink: 1, brown: 2, blue: -1, violet: -2 } as const

export type NoiseColor = keyof typeof noiseExponents

/** Values [from, to) of a channel; value i is the same however they are asked for. */
export type NoiseSource = (channel: number, from: number, to: number) => Float64Array

// Taps of the coloring filter: below sample rate / TAPS the spectrum is flat.
const TAPS = 8192

/** Make Gaussian noise of mean 0 and standard deviation 1 whose power goes with 1 / f^exponent, from a key; channels differ. */
export function createNoise(key: readonly [number, number], exponent = 0): NoiseSource {
  if (!(Math.abs(exponent) <= 4))
    throw new VariegateError(`Expected noise of an exponent from -4 to 4 but received ${exponent}.`)
  return exponent === 0 ? (channel, from, to) => white(key, channel, from, to) : colored(key, exponent)
}

/**
 * The filter that makes white noise fall by 1 / f^exponent: h[0] = 1, h[k] = h[k-1] (k - 1 + exponent / 2) / k.
 * Kasdin, "Discrete simulation of colored noise and stochastic processes and 1/f^alpha power law noise generation", 1995.
 */
export function coloringFilter(exponent: number, taps: number): Float64Array {
  const filter = new Float64Array(taps)
  filter[0] = 1
  for (let k = 1; k < taps; k++) filter[k] = ((filter[k - 1] ?? 0) * (k - 1 + exponent / 2)) / k
  return filter
}

function white(key: readonly [number, number], channel: number, from: number, to: number): Float64Array {
  // A normal value takes one number of 53 bits, which takes two of 32.
  const random = keyedRandom(key)
    .child(channel)
    .from(2 * from)
  const values = new Float64Array(to - from)
  for (let at = 0; at < values.length; at++) values[at] = random.normal()
  return values
}

/** Blocks begin at multiples of TAPS, so that rounding does not depend on where a reader begins. */
function colored(key: readonly [number, number], exponent: number): NoiseSource {
  const filter = coloringFilter(exponent, TAPS)
  // Faded out, since an edge would ring through the whole spectrum.
  for (let k = 0; k < TAPS; k++) filter[k] = (filter[k] ?? 0) * (0.5 + 0.5 * exact.cos((Math.PI * k) / TAPS))
  const power = filter.reduce((sum, value) => sum + value * value, 0)
  const blocks = createConvolution(filter.map((value) => value / Math.sqrt(power)))
  return (channel, from, to) => {
    const values = new Float64Array(to - from)
    for (let first = Math.floor(from / TAPS) * TAPS; first < to; first += TAPS) {
      // The white values of a block and of the one before it, which the filter still hears.
      const heard = white(key, channel, first, first + 2 * TAPS)
      const part = blocks.convolve((at) => heard[at] ?? 0)
      const end = Math.min(to, first + TAPS)
      for (let at = Math.max(from, first); at < end; at++) values[at - from] = part[2 * (at - first + TAPS)] ?? 0
    }
    return values
  }
}
