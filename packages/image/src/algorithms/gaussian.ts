import { exact } from '@variegate/core'

/** The Gaussian exp(-d^2 / 2 sigma^2); a single tap where sigma is 0. */
export const gaussianAt = (distance: number, sigma: number): number =>
  sigma === 0 ? (distance === 0 ? 1 : 0) : exact.exp(-(distance * distance) / (2 * sigma * sigma))
