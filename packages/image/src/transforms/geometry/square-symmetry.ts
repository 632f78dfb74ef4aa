import { defineImageTransform } from '../../engine.js'
import { about, multiply, rotation, translation } from '../../matrix.js'
import { warp } from '../../steps/steps.js'

/** Turn by whole quarters and mirror, or neither: one of the eight symmetries of the square; pixels are copied exactly. */
export const squareSymmetry = defineImageTransform({
  name: 'squareSymmetry',
  changes: 'places',
  aliases: ['d4'],
  doc: 'Turn by whole quarters and mirror, or neither: one of the eight symmetries of the square; pixels are copied exactly.',
  origin: 'albumentations D4 and SquareSymmetry',
  options: {},
  draw: (random) => ({ quarters: random.integer([0, 3]), mirrored: random.chance(0.5) }),
  steps({ quarters, mirrored }, { width, height }) {
    const upright = quarters % 2 === 0
    const size = upright ? { width, height } : { width: height, height: width }
    // Turn about the middle, bring the middle to that of the new canvas, and mirror there.
    const centred = translation((size.width - width) / 2, (size.height - height) / 2)
    const turned = multiply(centred, about(width / 2, height / 2, rotation(90 * quarters)))
    const matrix = mirrored ? multiply([-1, 0, size.width, 0, 1, 0, 0, 0, 1], turned) : turned
    return [warp({ matrix, ...size })]
  },
})
