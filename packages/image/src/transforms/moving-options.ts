import { choice, list, number, range } from '@variegate/core'
import type { Colour } from '../steps/steps.js'

/** The options of every transform that may show what lies outside the image. */
export const borderOptions = {
  border: choice({
    default: 'constant',
    values: ['constant', 'replicate', 'reflect', 'reflect101', 'wrap'],
    doc: 'What lies outside: the fill colour, the edge pixel, a mirror image with or without the edge, or the image again.',
  }),
  fill: list({
    default: [0, 0, 0],
    of: number({ default: 0, min: 0, max: 255, doc: '' }),
    minLength: 3,
    maxLength: 3,
    doc: 'The colour outside a constant border: red, green, blue on the 0-255 scale.',
  }),
  interpolation: choice({
    default: 'linear',
    values: ['linear', 'nearest', 'cubic'],
    doc: 'How pixels are read; masks are always nearest.',
  }),
}

/** The options of every transform that may cut labels off. */
export const dropOptions = {
  minArea: number({
    default: 0,
    min: 0,
    max: 1e9,
    unit: 'px²',
    doc: 'An instance with less area left than this is dropped.',
  }),
  minVisibility: number({
    default: 0,
    min: 0,
    max: 1,
    doc: 'An instance of which a smaller share than this is left is dropped; all of it is what there was before the first transform.',
  }),
  hull: choice({
    default: 'corners',
    values: ['corners', 'ellipse'],
    doc: 'A box alone becomes the box of its moved corners, or of the ellipse inside it, which grows less.',
  }),
}

/** A signed range around 0 whose strength grows both ways. */
export const around = (
  most: number,
  settings: {
    readonly default: number
    readonly min: number
    readonly max: number
    readonly unit: string
    readonly doc: string
  },
) =>
  range({
    ...settings,
    default: settings.default === 0 ? [0, 0] : [-settings.default, settings.default],
    neutral: 0,
    strength: (strength) => [-most * strength, most * strength],
  })

/** The three numbers of a colour option. */
export const colourOf = ([red = 0, green = 0, blue = 0]: readonly number[]): Colour => [red, green, blue]
