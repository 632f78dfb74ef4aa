import { range } from '@variegate/core'
import type { Algorithm } from '../../algorithms/algorithm.js'
import { defineImageTransform } from '../../engine.js'
import { fourierPlane } from '../../planes/fourier.js'
import { colourPlanes, planesOf, withColours } from '../../planes/planes.js'
import { whiteOf } from '../../raster.js'
import { toRaster } from '../../realise.js'
import type { Image } from '../../sample.js'
import { local } from '../../steps/steps.js'
import { fitted, partnerOf } from './partners.js'

/** Take the amplitudes of low frequencies, up to a share of the shorter side, from another picture, and keep the phases. */
const swapAmplitudes: Algorithm<{ readonly layer: Image; readonly beta: number }> = {
  name: 'swapAmplitudes',
  run(planes, { layer, beta }) {
    const { width, height } = planes
    const raster = toRaster(layer)
    const factor = 255 / whiteOf(raster)
    const others = colourPlanes(planesOf(raster))
    const reach = Math.floor(Math.min(width, height) * beta)
    const adapted = colourPlanes(planes).map((plane, channel) => {
      const other = others[Math.min(channel, others.length - 1)] ?? plane
      // One transform holds both: the picture as real parts, the other as imaginary ones.
      const real = Float64Array.from(plane)
      const imaginary = Float64Array.from(other, (value) => value * factor)
      fourierPlane({ real, imaginary }, width, height, false)
      const change = { real: new Float64Array(plane.length), imaginary: new Float64Array(plane.length) }
      for (let v = -reach; v <= reach; v++) {
        for (let u = -reach; u <= reach; u++) {
          const at = wrap(v, height) * width + wrap(u, width)
          const mirror = wrap(-v, height) * width + wrap(-u, width)
          const [a, b, c, d] = [real[at] ?? 0, imaginary[at] ?? 0, real[mirror] ?? 0, imaginary[mirror] ?? 0]
          const [ownRe, ownIm, otherRe, otherIm] = [(a + c) / 2, (b - d) / 2, (b + d) / 2, (c - a) / 2]
          const own = Math.sqrt(ownRe * ownRe + ownIm * ownIm)
          const wanted = Math.sqrt(otherRe * otherRe + otherIm * otherIm)
          const gain = own > 0 ? wanted / own - 1 : 0
          change.real[at] = ownRe * gain
          change.imaginary[at] = ownIm * gain
        }
      }
      fourierPlane(change, width, height, true)
      return plane.map((value, at) => Math.min(255, Math.max(0, value + (change.real[at] ?? 0))))
    })
    return withColours(planes, adapted)
  },
}

const wrap = (index: number, length: number): number => ((index % length) + length) % length

/** Give the picture the light and tint of another: the amplitudes of its lowest frequencies. */
export const fourierDomainAdaptation = defineImageTransform({
  name: 'fourierDomainAdaptation',
  doc: 'Give the picture the light and tint of another: the amplitudes of its lowest frequencies.',
  origin: 'Yang and Soatto, "FDA: Fourier domain adaptation for semantic segmentation", 2020; albumentations FDA',
  options: {
    beta: range({
      default: [0, 0.02],
      min: 0,
      max: 0.5,
      unit: 'of the shorter side',
      strength: (s) => 0.1 * s,
      doc: 'How far from the middle of the spectrum amplitudes are taken from the other picture; 0 takes the mean colour alone, and from about 0.03 on photographs get blotches of other colours and lights that are cut off at white.',
    }),
  },
  draw: (random, { beta }, _image, context) => ({
    partner: partnerOf('fourierDomainAdaptation', random, context),
    beta: random.uniform(beta),
  }),
  uses: ({ partner }) => [partner],
  steps: ({ beta }, size, [partner]) =>
    partner ? [local(swapAmplitudes, { layer: fitted(partner, size), beta })] : [],
})
