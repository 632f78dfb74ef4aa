import { defineImageTransform } from '../../engine.js'
import { colour } from '../../steps/steps.js'
import { around } from '../moving-options.js'

const shift = (channel: string) =>
  around(100, { default: 20, min: -255, max: 255, unit: 'levels', doc: `What is added to ${channel}.` })

/** Add to red, green and blue, to each its own. */
export const rgbShift = defineImageTransform({
  name: 'rgbShift',
  doc: 'Add to red, green and blue, to each its own.',
  origin: 'albumentations RGBShift',
  options: { red: shift('red'), green: shift('green'), blue: shift('blue') },
  draw: (random, { red, green, blue }) => ({
    red: random.uniform(red),
    green: random.uniform(green),
    blue: random.uniform(blue),
  }),
  steps: ({ red, green, blue }) => [colour([1, 0, 0, red, 0, 1, 0, green, 0, 0, 1, blue])],
})
