import { effects } from '@variegate/core'
import { shiftHsv } from '../../algorithms/hsv.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'
import { around } from '../moving-options.js'

/** Shift hue, saturation and value, each by so much. */
export const hueSaturationValue = defineImageTransform({
  name: 'hueSaturationValue',
  changes: 'values',
  doc: 'Shift hue, saturation and value, each by so much.',
  origin: 'albumentations HueSaturationValue',
  options: {
    ...effects({
      hue: around(180, {
        default: 40,
        min: -180,
        max: 180,
        unit: 'degrees',
        doc: "How far hues turn: twice the number that albumentations takes, which counts OpenCV's 8-bit hues.",
      }),
      saturation: around(128, {
        default: 30,
        min: -255,
        max: 255,
        unit: 'levels',
        doc: 'What is added to the saturation.',
      }),
      value: around(128, { default: 20, min: -255, max: 255, unit: 'levels', doc: 'What is added to the value.' }),
    }),
  },
  draw: (random, { hue, saturation, value }) => ({
    turns: random.uniform(hue) / 360,
    saturation: random.uniform(saturation),
    value: random.uniform(value),
  }),
  steps: (drawn) => (drawn.turns === 0 && drawn.saturation === 0 && drawn.value === 0 ? [] : [local(shiftHsv, drawn)]),
})
