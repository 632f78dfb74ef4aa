import { VariegateError } from '@variegate/core'
import { createFft } from './fft.js'
import type { Samples } from './resample.js'
import { hann } from './windows.js'

export interface Frames {
  /** Samples in a frame, a power of two. */
  readonly size: number
  /** Samples from one frame to the next; at most half a frame. */
  readonly hop: number
}

/**
 * Take overlapping frames, let `change` work on the bins of each, and add them up again; where nothing is changed the values come back.
 * Frame k is centered on value k * hop. `spectrum` holds bins 0 to size / 2 as [re, im, re, im, …]; those above are mirrored.
 * Griffin and Lim, "Signal estimation from modified short-time Fourier transform", 1984: windows before and after, divided by their squares.
 */
export function changeSpectrum(
  values: Samples,
  { size, hop }: Frames,
  change: (spectrum: Float64Array, center: number) => void,
): Float64Array {
  if (!Number.isInteger(hop) || hop < 1 || hop > size / 2)
    throw new VariegateError(`Expected a hop from 1 to ${size / 2}, half a frame, but received ${hop}.`)
  const fft = createFft(size)
  const window = hann(size)
  const half = size / 2
  const sum = new Float64Array(values.length)
  const weight = new Float64Array(values.length)
  const frame: number[] = Array.from({ length: size }, () => 0)
  const [spectrum, back] = [fft.complex(), fft.complex()]
  const bins = new Float64Array(size + 2)
  for (let center = 0; center < values.length + half; center += hop) {
    const first = center - half
    for (let at = 0; at < size; at++) frame[at] = (values[first + at] ?? 0) * (window[at] ?? 0)
    fft.forward(spectrum, frame)
    for (let at = 0; at < bins.length; at++) bins[at] = spectrum[at] ?? 0
    change(bins, center)
    mirror(bins, spectrum, size)
    fft.inverse(back, spectrum)
    const end = Math.min(size, values.length - first)
    for (let at = Math.max(0, -first); at < end; at++) {
      const w = window[at] ?? 0
      sum[first + at] = (sum[first + at] ?? 0) + (back[2 * at] ?? 0) * w
      weight[first + at] = (weight[first + at] ?? 0) + w * w
    }
  }
  for (let at = 0; at < sum.length; at++) sum[at] = (sum[at] ?? 0) / (weight[at] ?? 1)
  return sum
}

/** Fill all bins of real values from the lower half; the lowest and the highest are real. */
function mirror(bins: Float64Array, spectrum: number[], size: number): void {
  for (let bin = 0; bin <= size / 2; bin++) {
    const edge = bin === 0 || bin === size / 2
    const re = bins[2 * bin] ?? 0
    const im = edge ? 0 : (bins[2 * bin + 1] ?? 0)
    spectrum[2 * bin] = re
    spectrum[2 * bin + 1] = im
    if (edge) continue
    spectrum[2 * (size - bin)] = re
    spectrum[2 * (size - bin) + 1] = -im
  }
}
