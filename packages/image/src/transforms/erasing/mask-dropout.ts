import { list, range, text } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { maskBox } from '../../labels/mask.js'
import { shapeOf } from '../../labels/hide.js'
import type { Instance } from '../../sample.js'
import { whereMask } from '../../steps/alpha.js'
import { blendStep, type ImageStep } from '../../steps/steps.js'
import { colourOf } from '../moving-options.js'
import { colourOption } from '../colour-option.js'
import { plain } from './paint.js'

/** Paint over whole objects and drop their labels. */
export const maskDropout = defineImageTransform({
  name: 'maskDropout',
  changes: 'objects',
  doc: 'Paint over whole objects and drop their labels.',
  origin: 'albumentations MaskDropout',
  options: {
    count: range({
      default: 1,
      min: 0,
      max: 1000,
      integer: true,
      neutral: 0,
      strength: (s) => Math.round(5 * s),
      doc: 'How many objects, at most all. What is wholly hidden by them goes too, what is partly hidden keeps the part that is seen.',
    }),
    labels: list({
      default: [],
      of: text({ default: '', doc: '' }),
      doc: 'Objects with these labels only; all objects where the list is empty.',
    }),
    fill: colourOption([0, 0, 0], 'The fill colour.'),
  },
  draw(random, { count, labels, fill }, { labels: { instances = [] }, width, height }) {
    const wanted = ({ label }: Instance) => labels.length === 0 || (label !== undefined && labels.includes(label))
    const able = instances.flatMap((instance, index) => {
      const shape = wanted(instance) ? shapeOf(instance, width, height) : undefined
      return shape && maskBox(shape) ? [index] : []
    })
    const objects = random.sample(able, Math.min(able.length, random.integer(count)))
    return { objects: objects.sort((a, b) => a - b), fill: colourOf(fill) }
  },
  steps({ objects, fill }, facts) {
    const { width, height, labels } = facts
    const data = new Uint8Array(width * height)
    for (const index of objects) {
      const instance = labels.instances?.[index]
      const shape = instance && shapeOf(instance, width, height)
      shape?.data.forEach((value, at) => {
        if (value !== 0) data[at] = 1
      })
    }
    const hidden: ImageStep = blendStep(
      plain(facts, fill),
      whereMask,
      { mask: { width, height, data } },
      { labels: 'paste', share: 0 },
    )
    return objects.length === 0 ? [] : [hidden]
  },
})
