import { exact } from '@variegate/core'
import { kaiser } from './windows.js'

/** Samples in, samples out. */
export type Samples = Float32Array | Float64Array

export interface Resampling {
  /** Where in the source the first target sample is read, in samples. */
  readonly start: number
  /** How far apart target samples are read, in source samples; negative reads backwards. Above 1 in size it shrinks, without aliasing. */
  readonly step: number
  /** What lies outside the source: silence, or the value at its end. */
  readonly edge: 'zero' | 'hold'
}

// Sixteen zero crossings on either side and beta 9 leave a stop band below -90 dB.
const CROSSINGS = 16
const BETA = 9
const PHASES = 512
// Share of the band that stays: the transition ends at the new Nyquist frequency.
const ROLL_OFF = 0.945

/**
 * Fill target[from, to) by band-limited interpolation of the source: a sinc under a Kaiser window.
 * J. O. Smith, "Digital audio resampling home page", 2002.
 */
export function resampleInto(
  source: Samples,
  target: Samples,
  from: number,
  to: number,
  { start, step, edge }: Resampling,
): void {
  if (Math.abs(step) === 1 && Number.isInteger(start)) return copyInto(source, target, from, to, start, step, edge)
  const cutoff = Math.min(1, 1 / Math.abs(step || 1)) * (Math.abs(step) > 1 ? ROLL_OFF : 1)
  const reach = CROSSINGS / cutoff
  const table = filterTable()
  for (let index = from; index < to; index++) {
    const position = start + (index - from) * step
    const first = Math.ceil(position - reach)
    const last = Math.floor(position + reach)
    let sum = 0
    let weights = 0
    for (let at = first; at <= last; at++) {
      const place = Math.abs(at - position) * cutoff * PHASES
      const cell = Math.floor(place)
      const low = table[cell] ?? 0
      const weight = low + ((table[cell + 1] ?? 0) - low) * (place - cell)
      weights += weight
      sum += weight * valueAt(source, at, edge)
    }
    // Dividing by the weights keeps an even signal even at every phase.
    target[index] = sum / weights
  }
}

function copyInto(
  source: Samples,
  target: Samples,
  from: number,
  to: number,
  start: number,
  step: number,
  edge: 'zero' | 'hold',
): void {
  for (let index = from; index < to; index++) target[index] = valueAt(source, start + (index - from) * step, edge)
}

function valueAt(source: Samples, at: number, edge: 'zero' | 'hold'): number {
  if (at >= 0 && at < source.length) return source[at] ?? 0
  return edge === 'zero' || source.length === 0 ? 0 : (source[at < 0 ? 0 : source.length - 1] ?? 0)
}

let table: Float64Array | undefined

/** One side of the filter, PHASES values a zero crossing. */
function filterTable(): Float64Array {
  table ??= Float64Array.from({ length: CROSSINGS * PHASES + 2 }, (_, index) => {
    const x = index / PHASES
    const sinc = x === 0 ? 1 : exact.sin(Math.PI * x) / (Math.PI * x)
    return x >= CROSSINGS ? 0 : sinc * kaiser(x / CROSSINGS, BETA)
  })
  return table
}
