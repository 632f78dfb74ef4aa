import { log } from './exponential.js'

/** The logarithm of the gamma function for x > 0, by Stirling's series (Abramowitz and Stegun 6.1.41), within 1e-13 relative. */
export function logGamma(x: number): number {
  // The series converges fast from 10 on; below, the recurrence lifts x there.
  let shift = 0
  let z = x
  for (; z < 10; z++) shift += log(z)
  const inverse = 1 / (z * z)
  const series = (1 / 12 - inverse * (1 / 360 - inverse * (1 / 1260 - inverse * (1 / 1680 - inverse / 1188)))) / z
  return (z - 0.5) * log(z) - z + 0.9189385332046728 + series - shift
}
