import { exact, VariegateError } from '@variegate/core'

/** One section of a recursive filter: y[n] = b0 x[n] + b1 x[n-1] + b2 x[n-2] - a1 y[n-1] - a2 y[n-2]. */
export interface Biquad {
  readonly b0: number
  readonly b1: number
  readonly b2: number
  readonly a1: number
  readonly a2: number
}

/** Where a filter acts, and how sharply. */
export interface Tuning {
  /** Samples a second. */
  readonly sampleRate: number
  /** Hz, above 0 and below half the sample rate: the corner, the center, or the middle of a shelf's slope. */
  readonly frequency: number
  /** Quality: center frequency by bandwidth. 1 / sqrt(2), the flattest, unless stated. */
  readonly q?: number
}

/** A tuning with a gain. */
export interface Boost extends Tuning {
  readonly gainDb: number
}

// The formulas are those of R. Bristow-Johnson, "Cookbook formulae for audio EQ biquad filter coefficients", 1998.

/** Let low tones pass, 12 dB an octave. */
export function lowPass(tuning: Tuning): Biquad {
  const { cos, alpha } = angleOf(tuning)
  return normalized([(1 - cos) / 2, 1 - cos, (1 - cos) / 2], [1 + alpha, -2 * cos, 1 - alpha])
}

/** Let high tones pass, 12 dB an octave. */
export function highPass(tuning: Tuning): Biquad {
  const { cos, alpha } = angleOf(tuning)
  return normalized([(1 + cos) / 2, -(1 + cos), (1 + cos) / 2], [1 + alpha, -2 * cos, 1 - alpha])
}

/** Let a band pass; 0 dB at its center. */
export function bandPass(tuning: Tuning): Biquad {
  const { cos, alpha } = angleOf(tuning)
  return normalized([alpha, 0, -alpha], [1 + alpha, -2 * cos, 1 - alpha])
}

/** Take one frequency away. */
export function notch(tuning: Tuning): Biquad {
  const { cos, alpha } = angleOf(tuning)
  return normalized([1, -2 * cos, 1], [1 + alpha, -2 * cos, 1 - alpha])
}

/** Take a band from `low` to `high` Hz away; both ends, as a notch has them, are 3 dB down (the bilinear transform narrows bands near the top). */
export function bandStop({
  sampleRate,
  low,
  high,
}: {
  readonly sampleRate: number
  readonly low: number
  readonly high: number
}): Biquad {
  if (!(low > 0 && low < high && high < sampleRate / 2))
    throw new VariegateError(
      `Expected a band above 0 and below ${sampleRate / 2} Hz, half the sample rate, but received ${low} to ${high} Hz.`,
    )
  const frequency = Math.sqrt(low * high)
  return notch({ sampleRate, frequency, q: frequency / (high - low) })
}

/** Turn phases and keep every level. */
export function allPass(tuning: Tuning): Biquad {
  const { cos, alpha } = angleOf(tuning)
  return normalized([1 - alpha, -2 * cos, 1 + alpha], [1 + alpha, -2 * cos, 1 - alpha])
}

/** Raise or lower a band. */
export function peaking(boost: Boost): Biquad {
  const { cos, alpha } = angleOf(boost)
  const a = exact.pow(10, boost.gainDb / 40)
  return normalized([1 + alpha * a, -2 * cos, 1 - alpha * a], [1 + alpha / a, -2 * cos, 1 - alpha / a])
}

/** Raise or lower all low tones. */
export const lowShelf = (boost: Boost): Biquad => shelf(boost, 1)

/** Raise or lower all high tones. */
export const highShelf = (boost: Boost): Biquad => shelf(boost, -1)

/** The flattest low pass or high pass of an order from 1 to 24: `order` times 6 dB an octave, 3 dB down at the frequency. */
export function butterworth(
  pass: 'low' | 'high',
  { sampleRate, frequency, order }: Omit<Tuning, 'q'> & { readonly order: number },
): Biquad[] {
  if (!Number.isInteger(order) || order < 1 || order > 24)
    throw new VariegateError(`Expected a filter's order from 1 to 24 but received ${order}.`)
  const section = pass === 'low' ? lowPass : highPass
  // Poles lie evenly on the left half of a circle: Butterworth, "On the theory of filter amplifiers", 1930.
  const pairs = Array.from({ length: Math.floor(order / 2) }, (_, index) => {
    const angle = (Math.PI * (2 * index + 1)) / (2 * order)
    return section({ sampleRate, frequency, q: 1 / (2 * exact.sin(angle)) })
  })
  return order % 2 === 0 ? pairs : [firstOrder(pass, { sampleRate, frequency }), ...pairs]
}

/** How much a filter amplifies a frequency. */
export function gainAt(sections: readonly Biquad[], frequency: number, sampleRate: number): number {
  const angle = (2 * Math.PI * frequency) / sampleRate
  const size = (c0: number, c1: number, c2: number) => {
    const re = c0 + c1 * exact.cos(angle) + c2 * exact.cos(2 * angle)
    const im = c1 * exact.sin(angle) + c2 * exact.sin(2 * angle)
    return Math.sqrt(re * re + im * im)
  }
  return sections.reduce((gain, { b0, b1, b2, a1, a2 }) => (gain * size(b0, b1, b2)) / size(1, a1, a2), 1)
}

function firstOrder(pass: 'low' | 'high', tuning: Tuning): Biquad {
  const { cos, sin } = angleOf(tuning)
  // tan(w / 2) without a tangent.
  const k = sin / (1 + cos)
  return pass === 'low' ? normalized([k, k, 0], [1 + k, k - 1, 0]) : normalized([1, -1, 0], [1 + k, k - 1, 0])
}

/** Low shelves and high shelves differ in the sign of every cosine, and of the middle coefficients. */
function shelf(boost: Boost, side: 1 | -1): Biquad {
  const { cos, alpha } = angleOf(boost)
  const a = exact.pow(10, boost.gainDb / 40)
  const root = 2 * Math.sqrt(a) * alpha
  const turned = side * cos
  return normalized(
    [
      a * (a + 1 - (a - 1) * turned + root),
      side * 2 * a * (a - 1 - (a + 1) * turned),
      a * (a + 1 - (a - 1) * turned - root),
    ],
    [a + 1 + (a - 1) * turned + root, side * -2 * (a - 1 + (a + 1) * turned), a + 1 + (a - 1) * turned - root],
  )
}

function angleOf({ sampleRate, frequency, q = Math.SQRT1_2 }: Tuning) {
  if (!(frequency > 0 && frequency < sampleRate / 2 && Number.isFinite(sampleRate)))
    throw new VariegateError(
      `Expected a filter's frequency above 0 and below ${sampleRate / 2} Hz, half the sample rate, but received ${frequency}.`,
    )
  if (!(q > 0 && Number.isFinite(q))) throw new VariegateError(`Expected a filter's q above 0 but received ${q}.`)
  const angle = (2 * Math.PI * frequency) / sampleRate
  const sin = exact.sin(angle)
  return { cos: exact.cos(angle), sin, alpha: sin / (2 * q) }
}

function normalized(
  [b0, b1, b2]: readonly [number, number, number],
  [a0, a1, a2]: readonly [number, number, number],
): Biquad {
  return { b0: b0 / a0, b1: b1 / a0, b2: b2 / a0, a1: a1 / a0, a2: a2 / a0 }
}
