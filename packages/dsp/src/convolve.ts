import { createFft, type Fft } from './fft.js'
import type { Samples } from './resample.js'

/**
 * Convolve values with a response; the result has `values.length + response.length - 1` values.
 * Overlap-add: Oppenheim and Schafer, "Discrete-time signal processing", section 8.7.
 */
export function convolve(values: Samples, response: Samples): Float64Array {
  if (values.length === 0 || response.length === 0) return new Float64Array(0)
  const blocks = createConvolution(response)
  const result = new Float64Array(values.length + response.length - 1)
  for (let first = 0; first < values.length; first += blocks.step) {
    const part = blocks.convolve((at) => (at < blocks.step ? (values[first + at] ?? 0) : 0))
    const end = Math.min(blocks.size, result.length - first)
    for (let at = 0; at < end; at++) result[first + at] = (result[first + at] ?? 0) + (part[2 * at] ?? 0)
  }
  return result
}

/** Circular convolution of `size` values with one response, over and over. */
export interface Convolution {
  readonly size: number
  /** How many values at a time come out unwrapped. */
  readonly step: number
  /** Convolve the values that `valueAt` gives for 0 to size - 1; every second number of the result counts, and the next call overwrites it. */
  convolve(valueAt: (at: number) => number): readonly number[]
}

/** Prepare a response of at least one value; blocks are twice its length or more. */
export function createConvolution(response: Samples): Convolution {
  const size = Math.max(256, powerOfTwoFrom(2 * response.length))
  const fft = createFft(size)
  const [filter, spectrum, result] = [fft.complex(), fft.complex(), fft.complex()]
  const block: number[] = Array.from({ length: size }, (_, at) => response[at] ?? 0)
  fft.forward(filter, block)
  return {
    size,
    step: size - response.length + 1,
    convolve(valueAt) {
      for (let at = 0; at < size; at++) block[at] = valueAt(at)
      fft.forward(spectrum, block)
      multiply(spectrum, filter, fft)
      fft.inverse(result, spectrum)
      return result
    },
  }
}

function multiply(spectrum: number[], filter: readonly number[], { size }: Fft): void {
  for (let at = 0; at < 2 * size; at += 2) {
    const [a, b, c, d] = [spectrum[at] ?? 0, spectrum[at + 1] ?? 0, filter[at] ?? 0, filter[at + 1] ?? 0]
    spectrum[at] = a * c - b * d
    spectrum[at + 1] = a * d + b * c
  }
}

function powerOfTwoFrom(least: number): number {
  let size = 2
  while (size < least) size *= 2
  return size
}
