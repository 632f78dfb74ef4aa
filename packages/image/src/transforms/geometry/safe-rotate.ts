import { defineImageTransform } from '../../engine.js'
import { rotation } from '../../matrix.js'
import { warp } from '../../steps/steps.js'
import { around, borderOptions, colourOf, dropOptions } from '../moving-options.js'
import { tightCanvas } from './canvases.js'

/** Rotate on a canvas that grows so far as to hold all of the image. */
export const safeRotate = defineImageTransform({
  name: 'safeRotate',
  changes: 'places',
  doc: 'Rotate on a canvas that grows so far as to hold all of the image.',
  origin: 'albumentations SafeRotate; torchvision RandomRotation with expand',
  options: {
    angle: around(90, { default: 90, min: -180, max: 180, unit: 'degrees', doc: 'Counter-clockwise angle.' }),
    ...borderOptions,
    ...dropOptions,
  },
  draw: (random, { angle, fill, ...settings }) => ({ ...settings, fill: colourOf(fill), angle: random.uniform(angle) }),
  steps: ({ angle, ...settings }, size) => [warp({ ...settings, ...tightCanvas(rotation(angle), size) })],
})
