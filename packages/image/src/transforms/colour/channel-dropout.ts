import { number, range, VariegateError } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import type { Curve } from '../../steps/curves.js'
import { tone } from '../../steps/steps.js'
import { colourCount } from './channels.js'

/** Fill whole channels with one level, so that a model learns to do without any one. */
export const channelDropout = defineImageTransform({
  name: 'channelDropout',
  changes: 'values',
  doc: 'Fill whole channels with one level, so that a model learns to do without any one.',
  origin: 'albumentations ChannelDropout',
  options: {
    count: range({
      default: 1,
      min: 0,
      max: 9999,
      integer: true,
      unit: 'channels',
      neutral: 0,
      doc: 'How many are filled; fewer than there are.',
    }),
    fill: number({ default: 0, min: 0, max: 255, unit: 'levels', doc: 'What they are filled with.' }),
  },
  draw(random, { count, fill }, image) {
    const channels = Array.from({ length: colourCount(image) }, (_, channel) => channel)
    const drawn = random.integer(count)
    if (drawn > 0 && drawn >= channels.length)
      throw new VariegateError(
        `Expected an image of more than ${drawn} channels for image/channelDropout but received ${channels.length}; drop fewer.`,
      )
    const dropped = random.sample(channels, drawn)
    return { kept: channels.map((channel) => !dropped.includes(channel)), fill }
  },
  steps: ({ kept, fill }) =>
    kept.every(Boolean) ? [] : [tone(...kept.map((stays) => (stays ? AS_IT_IS : filledWith(fill))))],
})

const AS_IT_IS: Curve = { name: 'identity' }

const filledWith = (level: number): Curve => ({ name: 'linear', scale: 0, offset: level })
