import { exact } from '@variegate/core'
import FftJs from 'fft.js'

/** A discrete Fourier transform of one size, on interleaved complex numbers [re, im, re, im, …]. */
export interface Fft {
  readonly size: number
  /** Transform `size` real values; `spectrum` takes all `size` complex bins. */
  forward(spectrum: number[], values: readonly number[]): void
  /** Transform `size` complex bins back, divided by `size`. */
  inverse(values: number[], spectrum: readonly number[]): void
  /** A zeroed array for `size` complex numbers. */
  complex(): number[]
}

/** Make a transform of `size`, a power of two of at least 2; throws for another size. */
export function createFft(size: number): Fft {
  const fft = new FftJs(size)
  // The library fills its table with the engine's own sine and cosine, whose last digits differ between engines.
  for (let index = 0; index < fft.table.length; index += 2) {
    const angle = (Math.PI * index) / size
    fft.table[index] = exact.cos(angle)
    fft.table[index + 1] = -exact.sin(angle)
  }
  return {
    size,
    forward(spectrum, values) {
      fft.realTransform(spectrum, values)
      fft.completeSpectrum(spectrum)
    },
    inverse: (values, spectrum) => fft.inverseTransform(values, spectrum),
    complex: () => fft.createComplexArray(),
  }
}
