import { exact } from '@variegate/core'

/** A named curve over values on the 0-255 scale. */
export type Curve =
  /** out = v. */
  | { readonly name: 'identity' }
  /** out = scale * v + offset. */
  | { readonly name: 'linear'; readonly scale: number; readonly offset: number }
  /** out = 255 (v / 255)^exponent. */
  | { readonly name: 'power'; readonly exponent: number }
  /** out = mean + factor (v - mean), where mean is the image's own mean luma (ITU-R BT.601). */
  | { readonly name: 'contrast'; readonly factor: number }
  /** out = scale * v + share * mean, of the same mean. */
  | { readonly name: 'meanShift'; readonly scale: number; readonly share: number }
  /** out = v below the threshold, 255 - v from it on. */
  | { readonly name: 'solarize'; readonly threshold: number }
  /** Keep the uppermost bits of eight: floor(v / step) * step, step = 2^(8 - bits). */
  | { readonly name: 'posterize'; readonly bits: number }
  /** The middle of the v's bin, of so many even bins over [0, 256). */
  | { readonly name: 'bins'; readonly count: number }
  /** A cubic Bézier over [0, 255] from (0, 0) to (255, 255) whose inner points have these heights, in [0, 1], at thirds. */
  | { readonly name: 'bezier'; readonly first: number; readonly second: number }
  /** Straight lines between points (v, out), which are in order of v. */
  | { readonly name: 'points'; readonly points: readonly (readonly [number, number])[] }

/** The curve as a table of 256 levels, rounded half up and clamped; `mean` is the image's mean luma where the curve asks for it. */
export function curveTable(curve: Curve, mean: number): Uint8Array {
  const valueAt = curveOf(curve, mean)
  const table = new Uint8Array(256)
  for (let level = 0; level < 256; level++) table[level] = Math.min(255, Math.max(0, Math.floor(valueAt(level) + 0.5)))
  return table
}

/** The curve as a function of a value on the 0-255 scale. */
export function curveOf(curve: Curve, mean: number): (value: number) => number {
  switch (curve.name) {
    case 'identity':
      return (value) => value
    case 'linear': {
      const { scale, offset } = curve
      return (value) => scale * value + offset
    }
    case 'power': {
      const { exponent } = curve
      return (value) => (value <= 0 ? 0 : 255 * exact.pow(value / 255, exponent))
    }
    case 'contrast': {
      const { factor } = curve
      return (value) => mean + factor * (value - mean)
    }
    case 'meanShift': {
      const [scale, offset] = [curve.scale, curve.share * mean]
      return (value) => scale * value + offset
    }
    case 'solarize': {
      const { threshold } = curve
      return (value) => (value < threshold ? value : 255 - value)
    }
    case 'posterize': {
      const step = 2 ** (8 - curve.bits)
      return (value) => Math.floor(value / step) * step
    }
    case 'bins': {
      const { count } = curve
      return (value) => ((Math.min(count - 1, Math.floor((value * count) / 256)) + 0.5) * 256) / count
    }
    case 'bezier': {
      const { first, second } = curve
      return (value) => {
        const t = value / 255
        const rest = 1 - t
        return 255 * (3 * rest * rest * t * first + 3 * rest * t * t * second + t * t * t)
      }
    }
    case 'points': {
      const [xs, ys] = [curve.points.map(([x]) => x), curve.points.map(([, y]) => y)]
      return (value) => between(xs, ys, value)
    }
  }
}

function between(xs: readonly number[], ys: readonly number[], value: number): number {
  let after = 0
  while (after < xs.length && (xs[after] ?? 0) <= value) after++
  const before = Math.max(0, after - 1)
  const [x0, y0] = [xs[before] ?? 0, ys[before] ?? 0]
  const [x1, y1] = [xs[after] ?? x0, ys[after] ?? y0]
  return x1 === x0 ? y0 : y0 + ((y1 - y0) * (value - x0)) / (x1 - x0)
}

export const needsMean = (curves: readonly Curve[]): boolean =>
  curves.some(({ name }) => name === 'contrast' || name === 'meanShift')
