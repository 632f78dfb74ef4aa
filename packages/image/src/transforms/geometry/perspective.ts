import { flag, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { identityMatrix, quadToQuad } from '../../matrix.js'
import { warp } from '../../steps/steps.js'
import { borderOptions, colourOf, dropOptions } from '../moving-options.js'

/** See the image from another side: every corner moves inwards by a share of the sides of its own. */
export const perspective = defineImageTransform({
  name: 'perspective',
  changes: 'places',
  doc: 'See the image from another side: every corner moves by a share of the sides of its own.',
  origin: 'torchvision RandomPerspective, albumentations Perspective',
  options: {
    scale: range({
      default: [0.05, 0.1],
      min: 0,
      max: 0.45,
      unit: 'of the sides',
      neutral: 0,
      strength: (s) => 0.3 * s,
      doc: 'The farthest that a corner moves inwards along each side.',
    }),
    zoom: flag({
      default: true,
      doc: 'Whether the moved corners become the corners of the output, so that nothing outside is seen.',
    }),
    ...borderOptions,
    ...dropOptions,
  },
  draw(random, { scale, zoom, fill, ...settings }) {
    const most = random.uniform(scale)
    const inwards = () => random.uniform([0, most])
    const corners = [0, 1, 2, 3].map(() => [inwards(), inwards()] as const)
    return { ...settings, fill: colourOf(fill), zoom, corners }
  },
  steps({ corners, zoom, ...settings }, { width, height }) {
    const outline = [
      [0, 0],
      [width, 0],
      [width, height],
      [0, height],
    ] as const
    const moved = outline.map(([x, y], index) => {
      const [shareX = 0, shareY = 0] = corners[index] ?? []
      return [x + (x === 0 ? 1 : -1) * shareX * width, y + (y === 0 ? 1 : -1) * shareY * height] as const
    })
    if (corners.flat().every((share) => share === 0)) return []
    const matrix = (zoom ? quadToQuad(moved, outline) : quadToQuad(outline, moved)) ?? identityMatrix
    return [warp({ matrix, width, height, ...settings })]
  },
})
