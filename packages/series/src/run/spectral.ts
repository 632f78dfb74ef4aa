import { createFft } from '@variegate/dsp'
import type { Series } from '../sample.js'
import type { SpectralStep } from '../steps/steps.js'
import { changeValues } from './values.js'

/** Multiply bands of a channel's spectrum. The stretch is mirrored at its end, so that no edge rings; a channel with gaps stays as it is. */
export function runSpectral(series: Series, { bands, on }: SpectralStep): Series {
  return changeValues(series, on, ({ values }, _place, { first, end }) => {
    const stretch = values.subarray(first, end)
    if (stretch.length < 2 || stretch.some(Number.isNaN)) return undefined
    const changed = filtered(stretch, bands)
    return (_value, step) => changed[step - first] ?? NaN
  })
}

function filtered(values: Float64Array, bands: SpectralStep['bands']): Float64Array {
  const size = 2 ** Math.ceil(Math.log2(2 * values.length))
  const fft = createFft(size)
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const period = 2 * values.length - 2
  const mirrored = Array.from({ length: size }, (_, index) => {
    const at = index % period
    return (values[at < values.length ? at : period - at] ?? mean) - mean
  })
  const spectrum = fft.complex()
  fft.forward(spectrum, mirrored)
  for (let bin = 0; bin < size; bin++) {
    const share = (2 * Math.min(bin, size - bin)) / size
    for (const { low, high, gain } of bands) {
      if (share < low || share >= high) continue
      spectrum[2 * bin] = (spectrum[2 * bin] ?? 0) * gain
      spectrum[2 * bin + 1] = (spectrum[2 * bin + 1] ?? 0) * gain
    }
  }
  const back = fft.complex()
  fft.inverse(back, spectrum)
  return values.map((_, index) => (back[2 * index] ?? 0) + mean)
}
