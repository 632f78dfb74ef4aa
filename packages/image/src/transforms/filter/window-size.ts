import { range, type Random, type Range } from '@variegate/core'

/** The side of a square window; even numbers become the next odd one, so that a window has a middle. */
export const windowSize = (settings: {
  readonly default: number | Range
  readonly max: number
  readonly strength: (strength: number) => number | Range
  readonly doc: string
}) => range({ ...settings, min: 1, unit: 'px', neutral: 1, integer: true })

/** Draw how far a window reaches beyond its middle, in pixels. */
export const drawRadius = (random: Random, [low, high]: Range): number =>
  random.integer([Math.floor(low / 2), Math.floor(high / 2)])

/** Scale a kernel's weights so that they sum to 1 and the mean of a picture stays. */
export function normalised(weights: readonly number[]): number[] {
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return weights.map((weight) => weight / sum)
}

/** A square kernel of 2 radius + 1 weights a side, by their place about the middle, which sum to 1. */
export const squareKernel = (radius: number, weight: (x: number, y: number) => number): number[] => {
  const size = 2 * radius + 1
  return normalised(
    Array.from({ length: size * size }, (_, index) =>
      weight((index % size) - radius, Math.floor(index / size) - radius),
    ),
  )
}
