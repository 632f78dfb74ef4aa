import { choice, integer } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { scaling } from '../../space-map.js'
import { warp, type Interpolation } from '../../steps/steps.js'

/** Bring the image to a size. */
export const resize = defineImageTransform({
  name: 'resize',
  doc: 'Bring the image to a size.',
  origin: 'albumentations Resize; half-pixel centres',
  options: {
    width: integer({ default: 256, min: 1, max: 1e5, unit: 'px', doc: 'Width of the output.' }),
    height: integer({ default: 256, min: 1, max: 1e5, unit: 'px', doc: 'Height of the output.' }),
    interpolation: choice({
      default: 'auto',
      values: ['auto', 'linear', 'nearest', 'area'],
      doc: 'How pixels are read: auto averages areas when both sides shrink, so that nothing aliases, and is linear otherwise.',
    }),
  },
  draw: (_random, { ...options }) => options,
  steps({ width, height, interpolation }, facts) {
    const shrinks = width <= facts.width && height <= facts.height
    const automatic: Interpolation = shrinks && (width < facts.width || height < facts.height) ? 'area' : 'linear'
    // Averaging is for shrinking; what grows is read between its pixels.
    const method = interpolation === 'auto' || (interpolation === 'area' && !shrinks) ? automatic : interpolation
    return [
      warp({
        matrix: scaling(width / facts.width, height / facts.height),
        width,
        height,
        interpolation: method,
        border: 'replicate',
      }),
    ]
  },
})
