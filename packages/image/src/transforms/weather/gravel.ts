import { number, range } from '@variegate/core'
import { gravelOf } from '../../algorithms/gravel.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'
import { regionOf, regionOption } from './region.js'

/** Strew patches of gravel: small stones of any lightness. */
export const gravel = defineImageTransform({
  name: 'gravel',
  changes: 'values',
  doc: 'Strew patches of gravel: small stones of any lightness.',
  origin: 'albumentations RandomGravel',
  options: {
    patches: range({
      default: [4, 10],
      min: 0,
      max: 100,
      integer: true,
      neutral: 0,
      strength: (s) => Math.round(10 * s),
      doc: 'How many patches; each is a tenth to a fifth as wide and as high as the region.',
    }),
    density: number({
      default: 0.01,
      min: 0,
      max: 1,
      unit: 'stones a pixel',
      doc: 'How close stones of a patch lie.',
    }),
    region: regionOption('gravel', [0.1, 0.4, 0.9, 0.9]),
  },
  draw(random, options, image) {
    const { left, top, right, bottom } = regionOf('gravel', options.region, image)
    const patches = Array.from({ length: random.integer(options.patches) }, () => {
      const width = Math.round((right - left) * random.uniform([0.1, 0.2]))
      const height = Math.round((bottom - top) * random.uniform([0.1, 0.2]))
      const x = Math.floor(random.uniform([left, right - width]))
      const y = Math.floor(random.uniform([top, bottom - height]))
      return [x, y, width, height] as const
    })
    return { patches, density: options.density, key: random.key() }
  },
  steps: (settings) => (settings.patches.length === 0 ? [] : [local(gravelOf, settings)]),
})
