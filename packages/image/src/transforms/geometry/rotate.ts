import { defineImageTransform } from '../../engine.js'
import { about, rotation } from '../../matrix.js'
import { warp } from '../../steps/steps.js'
import { around, borderOptions, colourOf, dropOptions } from '../moving-options.js'

/** Rotate about the centre; the canvas keeps its size, so corners are cut off. */
export const rotate = defineImageTransform({
  name: 'rotate',
  changes: 'places',
  doc: 'Rotate about the centre; the canvas keeps its size, so corners are cut off.',
  origin: 'albumentations Rotate, torchvision RandomRotation',
  options: {
    angle: around(90, { default: 90, min: -180, max: 180, unit: 'degrees', doc: 'Counter-clockwise angle.' }),
    ...borderOptions,
    ...dropOptions,
  },
  draw: (random, { angle, fill, ...settings }) => ({ ...settings, fill: colourOf(fill), angle: random.uniform(angle) }),
  steps: ({ angle, ...settings }, { width, height }) => [
    warp({ matrix: about(width / 2, height / 2, rotation(angle)), width, height, ...settings }),
  ],
})
