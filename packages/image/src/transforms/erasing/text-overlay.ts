import { exact, list, number, range, text, type Random } from '@variegate/core'
import { strokes } from '../../alphas/strokes.js'
import { defineImageTransform } from '../../engine.js'
import { textLines, textSize } from '../../font/lines.js'
import { colourOf } from '../moving-options.js'
import { colourOption } from '../colour-option.js'
import { hiddenOptions, paintAlpha } from './paint.js'
import { placed } from './pen.js'

const LETTERS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789']

/** Write words over the image, as captions and watermarks do. */
export const textOverlay = defineImageTransform({
  name: 'textOverlay',
  changes: 'values',
  doc: 'Write words over the image, as captions and watermarks do.',
  origin: 'AugLy OverlayText; albumentations TextImage',
  options: {
    text: text({ default: '', doc: 'What is written; random letters and digits where it is empty.' }),
    length: range({ default: [4, 12], min: 1, max: 200, integer: true, doc: 'How many random letters are written.' }),
    size: range({
      default: [0.05, 0.12],
      min: 0,
      max: 1,
      neutral: 0,
      unit: 'of the height',
      strength: (s) => 0.3 * s,
      doc: 'Height of a capital; smaller where the text would not fit the image.',
    }),
    weight: range({ default: [0.1, 0.18], min: 0.02, max: 0.5, unit: 'of the size', doc: 'Width of the pen.' }),
    angle: range({ default: 0, min: -180, max: 180, unit: 'degrees', doc: 'How far the text is turned.' }),
    place: list({
      default: [0, 0, 1, 1],
      of: number({ default: 0, min: 0, max: 1, doc: '' }),
      minLength: 4,
      maxLength: 4,
      doc: 'Where the middle of the text may lie: left, top, right, bottom as shares of the image; it is moved so that all of the text is seen.',
    }),
    opacity: range({ default: [0.6, 1], min: 0, max: 1, doc: 'How opaque the text is.' }),
    colour: colourOption([255, 255, 255], "The text's colour."),
    ...hiddenOptions,
  },
  draw(random, options, { width, height }) {
    const words = options.text === '' ? letters(random, random.integer(options.length)) : options.text
    const size = random.uniform(options.size) * height
    const [left = 0, top = 0, right = 1, bottom = 1] = options.place
    const x = random.uniform([left, Math.max(left, right)]) * width
    const y = random.uniform([top, Math.max(top, bottom)]) * height
    const angle = random.uniform(options.angle)
    const radius = CAPITAL * 0.5 * random.uniform(options.weight)
    const needed = extentOf(words, angle, radius)
    // What is too large for the image becomes smaller.
    const scale = Math.min(size / CAPITAL, width / needed.width, height / needed.height)
    return {
      text: words,
      scale,
      x: inside(x, needed.width * scale, width),
      y: inside(y, needed.height * scale, height),
      angle,
      radius: radius * scale,
      opacity: random.uniform(options.opacity),
      fill: colourOf(options.colour),
      dropHidden: options.dropHidden,
    }
  },
  steps({ text: words, scale, x, y, angle, radius, opacity, fill, dropHidden }, facts) {
    if (scale === 0) return []
    const { width, height } = textSize(words)
    const centred = textLines(words).map((line) =>
      line.map((step, index) => step - (index % 2 === 0 ? width : height) / 2),
    )
    const lines = placed(centred, { x, y, scale, angle })
    return paintAlpha(strokes, { lines, radius, opacity }, { fill, dropHidden }, facts)
  },
})

const letters = (random: Random, count: number): string =>
  Array.from({ length: count }, () => random.choice(LETTERS)).join('')

/** Height of a capital, in steps of the font. */
const CAPITAL = 6
/** How far tails reach below, in steps. */
const TAIL = 2

/** Width and height that a turned text takes up with the pen's width, in steps. */
function extentOf(words: string, angle: number, radius: number): { readonly width: number; readonly height: number } {
  const { width, height } = textSize(words)
  const radians = (angle * Math.PI) / 180
  const [cos, sin] = [Math.abs(exact.cos(radians)), Math.abs(exact.sin(radians))]
  const [along, across] = [width + 2 * radius, height + 2 * TAIL + 2 * radius]
  return { width: along * cos + across * sin, height: along * sin + across * cos }
}

/** The middle nearest to one from which something of that length stays inside. */
const inside = (middle: number, length: number, whole: number): number =>
  Math.min(whole - length / 2, Math.max(length / 2, middle))
