import { effects, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { rowShifts } from '../../fields/row-shifts.js'
import { displace } from '../../steps/steps.js'
import { around, borderOptions, colourOf, dropOptions } from '../moving-options.js'

/** Shift every row by where the camera was when it was read: skew while it pans, wobble while it shakes. */
export const rollingShutter = defineImageTransform({
  name: 'rollingShutter',
  changes: 'places',
  doc: 'Shift every row by where the camera was when it was read: skew while it pans, wobble while it shakes.',
  options: {
    ...effects({
      pan: around(0.3, {
        default: 0.1,
        min: -2,
        max: 2,
        unit: 'of the width',
        doc: 'How far the scene moves to the right while the frame is read.',
      }),
      shake: range({
        default: [0, 0.02],
        min: 0,
        max: 1,
        unit: 'of the width',
        neutral: 0,
        strength: (s) => 0.05 * s,
        doc: 'The farthest shift of a vibration.',
      }),
    }),
    frequency: range({ default: [0.5, 3], min: 0, max: 100, doc: 'Vibrations while the frame is read.' }),
    ...borderOptions,
    ...dropOptions,
  },
  draw(random, { pan, shake, frequency, fill, ...settings }) {
    const motion = {
      pan: random.uniform(pan),
      shake: random.uniform(shake),
      frequency: random.uniform(frequency),
      phase: random.float(),
    }
    return { motion, fill: colourOf(fill), ...settings }
  },
  steps({ motion, ...settings }, { width, height }) {
    if (motion.pan === 0 && motion.shake === 0) return []
    const inPixels = { ...motion, pan: motion.pan * width, shake: motion.shake * width }
    return [displace(rowShifts, inPixels, { width, height, ...settings })]
  },
})
