import { defineImageTransform } from '../../engine.js'
import { warp } from '../../steps/steps.js'

/** Mirror the image top to bottom. */
export const verticalFlip = defineImageTransform({
  name: 'verticalFlip',
  changes: 'places',
  doc: 'Mirror the image top to bottom; left and right keypoints change names.',
  origin: 'torchvision RandomVerticalFlip',
  options: {},
  draw: () => ({}),
  steps: (_drawn, { width, height }) => [warp({ matrix: [1, 0, 0, 0, -1, height, 0, 0, 1], width, height })],
})
