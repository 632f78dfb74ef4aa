import { range, type Random, type Range } from '@variegate/core'

/** Share of the edges' picture, for every transform that shows edges. */
export const edgeShare = range({
  default: 1,
  min: 0,
  max: 1,
  neutral: 0,
  strength: (s) => s,
  doc: "Share of the edges' picture; the rest is the image.",
})

const threshold = (settings: { readonly default: Range; readonly doc: string }) =>
  range({ ...settings, min: 0, max: 2040, unit: 'levels' })

/** What Canny's detector is asked for. */
export const cannyOptions = {
  low: threshold({
    default: [60, 140],
    doc: "Slope, |dx| + |dy| of Sobel's kernels, from which an edge goes on.",
  }),
  high: threshold({ default: [160, 240], doc: 'Slope from which an edge begins.' }),
  sigma: range({
    default: 0,
    min: 0,
    max: 20,
    unit: 'px',
    doc: 'Standard deviation of the blur before, which leaves only large edges.',
  }),
}

interface CannyRanges {
  readonly low: Range
  readonly high: Range
  readonly sigma: Range
}

/** Draw both thresholds, the lower one first, and the blur. */
export function drawCanny(random: Random, { low, high, sigma }: CannyRanges) {
  const [one, other] = [random.uniform(low), random.uniform(high)]
  return { low: Math.min(one, other), high: Math.max(one, other), sigma: random.uniform(sigma) }
}
