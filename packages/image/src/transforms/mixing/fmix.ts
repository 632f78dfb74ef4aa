import { exact, number, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { normalNumbers, STREAMS, type Key } from '../../kernels/random.js'
import { fourierPlane } from '../../planes/fourier.js'
import type { AlphaMaker } from '../../steps/alpha.js'
import { blendStep } from '../../steps/steps.js'
import { fitted, partnerOf } from './partners.js'

/** The largest values of noise whose amplitudes fall with frequency: a few large, round shapes. */
const blobs: AlphaMaker<{ readonly share: number; readonly decay: number; readonly key: Key }> = {
  name: 'blobs',
  make({ share, decay, key }, width, height) {
    const count = width * height
    const real = Float64Array.from(normalNumbers(key, 0, count))
    const imaginary = Float64Array.from(normalNumbers(key, 0, count, STREAMS.plain + 1))
    const least = 1 / Math.max(width, height)
    for (let at = 0; at < count; at++) {
      const x = Math.min(at % width, width - (at % width)) / width
      const row = Math.floor(at / width)
      const y = Math.min(row, height - row) / height
      const amplitude = exact.pow(Math.max(least, Math.sqrt(x * x + y * y)), -decay)
      real[at] = (real[at] ?? 0) * amplitude
      imaginary[at] = (imaginary[at] ?? 0) * amplitude
    }
    fourierPlane({ real, imaginary }, width, height, true)
    const threshold = real.toSorted()[Math.min(count - 1, Math.floor((1 - share) * count))] ?? 0
    return Float32Array.from(real, (value) => (share > 0 && value >= threshold ? 1 : 0))
  },
}

/** Replace irregular, connected regions by those of another picture, and mix the classes by area. */
export const fmix = defineImageTransform({
  name: 'fmix',
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
