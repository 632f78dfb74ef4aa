import { choice, integer } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { scaling } from '../../matrix.js'
import { warp, type Interpolation, type WarpStep } from '../../steps/steps.js'

/** Bring the image to a size. */
export const resize = defineImageTransform({
  name: 'resize',
  changes: 'places',
  doc: 'Bring the image to a size.',
  origin: 'albumentations Resize; half-pixel centres',
  options: {
    width: integer({ default: 256, min: 1, max: 1e5, unit: 'px', doc: 'Width of the output.' }),
    height: integer({ default: 256, min: 1, max: 1e5, unit: 'px', doc: 'Height of the output.' }),
    interpolation: choice({
      default: 'auto',
      values: ['auto', 'linear', 'nearest', 'cubic', 'lanczos', 'area'],
      doc: 'How pixels are read: auto averages areas when both sides shrink, so that nothing aliases, and is linear otherwise.',
    }),
  },
  draw: (_random, { ...options }) => options,
  steps: ({ interpolation, ...size }, facts) => [resizeTo(facts, size, interpolation)],
})

interface Size {
  readonly width: number
  readonly height: number
}

/** Bring an image of one size to another; `auto` averages areas where both sides shrink and is linear otherwise. */
export function resizeTo(
  from: Size,
  { width, height }: Size,
  interpolation: Interpolation | 'auto' = 'auto',
): WarpStep {
  const shrinks = width <= from.width && height <= from.height && (width < from.width || height < from.height)
  const method = interpolation === 'auto' ? (shrinks ? 'area' : 'linear') : interpolation
  const matrix = scaling(width / from.width, height / from.height)
  return warp({ matrix, width, height, interpolation: method, border: 'replicate' })
}
