import { choice, integer, list, number, text, VariegateError } from '@variegate/core'
import { paintWhere } from '../../algorithms/paint-where.js'
import { defineImageTransform } from '../../engine.js'
import type { ImageLabels, Mask } from '../../sample.js'
import { local } from '../../steps/steps.js'
import { colourOf } from '../moving-options.js'

/** Put everything that a mask says is background on one colour. */
export const backgroundColor = defineImageTransform({
  name: 'backgroundColor',
  changes: 'values',
  doc: 'Put everything that a mask says is background on one colour.',
  options: {
    mask: text({
      default: '',
      doc: "The mask's name; without one the first mask, or whatever lies outside all instances' masks.",
    }),
    background: integer({ default: 0, min: 0, max: 65535, doc: 'The value of the mask that means background.' }),
    with: choice({ default: 'random', values: ['random', 'colour'], doc: 'A random colour, or the fill colour.' }),
    fill: list({
      default: [255, 255, 255],
      of: number({ default: 0, min: 0, max: 255, doc: '' }),
      minLength: 3,
      maxLength: 3,
      doc: 'Red, green, blue on the 0-255 scale.',
    }),
  },
  draw(random, options) {
    const level = (): number => random.integer([0, 255])
    const colour = options.with === 'random' ? [level(), level(), level()] : options.fill
    return { mask: options.mask, background: options.background, colour: colourOf(colour) }
  },
  steps: ({ mask, background, colour }, { labels }) => [
    local(paintWhere, { where: backgroundOf(labels, mask, background), colour }),
  ],
})

/** 1 where the background is, 0 elsewhere. */
function backgroundOf({ masks = {}, instances = [] }: ImageLabels, name: string, background: number): Uint8Array {
  const mask = name === '' ? Object.values(masks)[0] : masks[name]
  if (mask) return whereAll([mask], background)
  const own = name === '' ? instances.flatMap((instance) => instance.mask ?? []) : []
  if (own.length > 0) return whereAll(own, 0)
  const wanted = name === '' ? 'a mask' : `a mask "${name}"`
  const known = Object.keys(masks).join(', ') || 'no masks'
  throw new VariegateError(
    `Expected ${wanted} for image/backgroundColor but the image has ${known}; give it one, or leave the transform out.`,
  )
}

/** 1 where every mask has a value, 0 elsewhere. */
function whereAll(masks: readonly Mask[], value: number): Uint8Array {
  const where = new Uint8Array(masks[0]?.data.length ?? 0).fill(1)
  for (const { data } of masks) for (let at = 0; at < where.length; at++) if (data[at] !== value) where[at] = 0
  return where
}
