import { defineImageTransform } from '../../engine.js'
import { warp } from '../../steps/steps.js'

/** Mirror the image left to right; names of left and right keypoints change sides. */
export const horizontalFlip = defineImageTransform({
  name: 'horizontalFlip',
  changes: 'places',
  doc: 'Mirror the image left to right; left and right keypoints change names.',
  origin: 'torchvision RandomHorizontalFlip',
  options: {},
  draw: () => ({}),
  steps: (_drawn, { width, height }) => [warp({ matrix: [-1, 0, width, 0, 1, 0, 0, 0, 1], width, height })],
})
