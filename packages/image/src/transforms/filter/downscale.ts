import { choice, range } from '@variegate/core'
import { downscaleOf } from '../../algorithms/downscale.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

const interpolation = (doc: string) =>
  choice({ default: 'nearest', values: ['nearest', 'linear', 'cubic', 'lanczos', 'area'], doc })

/** Shrink the image and enlarge it again, so that its detail is lost. */
export const downscale = defineImageTransform({
  name: 'downscale',
  changes: 'values',
  doc: 'Shrink the image and enlarge it again, so that its detail is lost.',
  origin: 'albumentations Downscale',
  options: {
    scale: range({
      default: 0.25,
      min: 0.01,
      max: 1,
      unit: 'of the side',
      neutral: 1,
      strength: (s) => 1 - 0.9 * s,
      doc: 'Size in between.',
    }),
    down: interpolation('How pixels are read to shrink; area and lanczos average, so that nothing aliases.'),
    up: interpolation('How pixels are read to enlarge.'),
  },
  draw: (random, { scale, down, up }) => ({ scale: random.uniform(scale), down, up }),
  steps({ scale, down, up }, { width, height }) {
    if (scale === 1) return []
    const shrunk = (side: number) => Math.max(1, Math.round(side * scale))
    return [local(downscaleOf, { width: shrunk(width), height: shrunk(height), down, up })]
  },
})
