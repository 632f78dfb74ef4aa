import { defineImageTransform } from '../../engine.js'
import { warp } from '../../steps/steps.js'

/** Swap rows and columns: mirror along the diagonal from the top left. */
export const transpose = defineImageTransform({
  name: 'transpose',
  changes: 'places',
  doc: 'Swap rows and columns: mirror along the diagonal from the top left.',
  origin: 'albumentations Transpose',
  options: {},
  draw: () => ({}),
  steps: (_drawn, { width, height }) => [warp({ matrix: [0, 1, 0, 1, 0, 0, 0, 0, 1], width: height, height: width })],
})
