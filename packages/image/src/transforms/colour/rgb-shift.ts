import { effects } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { tone } from '../../steps/steps.js'
import { around } from '../moving-options.js'
import { needColour } from './channels.js'

const shift = (channel: string) =>
  around(100, { default: 20, min: -255, max: 255, unit: 'levels', doc: `What is added to ${channel}.` })

/** Add to red, green and blue, to each its own. */
export const rgbShift = defineImageTransform({
  name: 'rgbShift',
  changes: 'values',
  doc: 'Add to red, green and blue, to each its own.',
  origin: 'albumentations RGBShift',
  options: effects({ red: shift('red'), green: shift('green'), blue: shift('blue') }),
  draw(random, { red, green, blue }, image) {
    needColour('rgbShift', image)
    return { red: random.uniform(red), green: random.uniform(green), blue: random.uniform(blue) }
  },
  steps: ({ red, green, blue }) => [
    tone(...[red, green, blue].map((offset) => ({ name: 'linear', scale: 1, offset }) as const)),
  ],
})
