import { exact, number, range } from '@variegate/core'
import { nthValue } from '../../algorithms/nth-value.js'
import { defineImageTransform } from '../../engine.js'
import { normalNumbers, STREAMS, type Key } from '../../kernels/random.js'
import { fourierPlane } from '../../planes/fourier.js'
import type { AlphaMaker } from '../../steps/alpha.js'
import { blendStep } from '../../steps/steps.js'
import { fitted, partnerOf } from './partners.js'

interface BlobSettings {
  readonly share: number
  readonly decay: number
  readonly key: Key
}

/** Labels and pixels ask for the same shapes. */
const made = new WeakMap<BlobSettings, { readonly width: number; readonly alpha: Float32Array }>()

/** The largest values of noise whose amplitudes fall with frequency: a few large, round shapes. */
const blobs: AlphaMaker<BlobSettings> = {
  name: 'blobs',
  make(settings, width, height) {
    const known = made.get(settings)
    if (known?.width === width && known.alpha.length === width * height) return known.alpha
    const values = softNoise(settings, width, height)
    const alpha = new Float32Array(values.length)
    const first = Math.min(values.length - 1, Math.floor((1 - settings.share) * values.length))
    const threshold = settings.share > 0 ? nthValue(values.slice(), first) : Infinity
    for (let at = 0; at < alpha.length; at++) if ((values[at] ?? 0) >= threshold) alpha[at] = 1
    made.set(settings, { width, alpha })
    return alpha
  },
}

/** Normal noise whose amplitudes fall by a power of frequency. */
function softNoise({ decay, key }: BlobSettings, width: number, height: number): Float64Array {
  const count = width * height
  const real = new Float64Array(normalNumbers(key, 0, count))
  const imaginary = new Float64Array(normalNumbers(key, 0, count, STREAMS.plain + 1))
  const least = 1 / Math.max(width, height)
  for (let y = 0; y <= height >> 1; y++) {
    const v = y / height
    for (let x = 0; x <= width >> 1; x++) {
      const u = x / width
      const amplitude = exact.pow(Math.max(least, Math.sqrt(u * u + v * v)), -decay)
      // The same to either side of no frequency at all.
      for (const row of y === 0 || 2 * y === height ? [y] : [y, height - y])
        for (const column of x === 0 || 2 * x === width ? [x] : [x, width - x]) {
          const at = row * width + column
          real[at] = (real[at] ?? 0) * amplitude
          imaginary[at] = (imaginary[at] ?? 0) * amplitude
        }
    }
  }
  fourierPlane({ real, imaginary }, width, height, true)
  return real
}

/** Replace irregular, connected regions by those of another picture, and mix the classes by area. */
export const fmix = defineImageTransform({
  name: 'fmix',
  changes: 'objects',
  doc: 'Replace irregular, connected regions by those of another picture, and mix the classes by area.',
  origin: 'Harris et al., "FMix: Enhancing mixed sample data augmentation", 2020',
  options: {
    alpha: number({
      default: 1,
      min: 0.01,
      max: 100,
      doc: 'Both parameters of the beta distribution that the share of the area is drawn from.',
    }),
    decay: range({
      default: 3,
      min: 0.5,
      max: 8,
      doc: 'How fast amplitudes fall with frequency; more makes rounder shapes.',
    }),
  },
  draw: (random, { alpha, decay }, _image, context) => ({
    partner: partnerOf('fmix', random, context),
    area: random.beta(alpha, alpha),
    decay: random.uniform(decay),
    key: random.key(),
  }),
  uses: ({ partner }) => [partner],
  steps({ area, decay, key }, size, [partner]) {
    return partner ? [blendStep(fitted(partner, size), blobs, { share: area, decay, key }, { labels: 'paste' })] : []
  },
})
