import { choice } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { colourOf } from '../moving-options.js'
import { padBy, padOptions, pixels, split } from './pads.js'

/** Add pixels until the image has at least a size. */
export const padIfNeeded = defineImageTransform({
  name: 'padIfNeeded',
  changes: 'places',
  doc: 'Add pixels until the image has at least a size.',
  origin: 'albumentations PadIfNeeded',
  options: {
    width: pixels(1024, 'The least width.'),
    height: pixels(1024, 'The least height.'),
    position: choice({
      default: 'center',
      values: ['center', 'topLeft', 'topRight', 'bottomLeft', 'bottomRight', 'random'],
      doc: 'Where the image lies on the new canvas.',
    }),
    ...padOptions,
  },
  draw(random, { width, height, position, border, fill }) {
    return { width, height, at: placeOf(position, () => random.uniform([0, 1])), border, fill: colourOf(fill) }
  },
  steps({ width, height, at, ...settings }, size) {
    const [left, right] = split(Math.max(0, width - size.width), at[0])
    const [top, bottom] = split(Math.max(0, height - size.height), at[1])
    return [padBy({ left, top, right, bottom }, size, settings)]
  },
})

export type Position = 'center' | 'topLeft' | 'topRight' | 'bottomLeft' | 'bottomRight' | 'random'

/** The shares of the added columns and rows that lie left and above. */
export function placeOf(position: Position, draw: () => number): [across: number, down: number] {
  if (position === 'random') return [draw(), draw()]
  if (position === 'center') return [0.5, 0.5]
  return [position.endsWith('Left') ? 0 : 1, position.startsWith('top') ? 0 : 1]
}
