import { choice, keyedRandom, number, type Json, type Random } from '@variegate/core'
import { coat, paintOf, type Coat } from '../../algorithms/paint.js'
import type { ImageFacts } from '../../engine.js'
import { imageFrom, type Image } from '../../sample.js'
import { rectangles, type AlphaMaker } from '../../steps/alpha.js'
import { blendStep, local, type Colour, type ImageStep } from '../../steps/steps.js'
import { colourOf } from '../moving-options.js'
import { colourOption } from '../colour-option.js'

export type Region = readonly [x: number, y: number, width: number, height: number]

/** The option of everything that may hide objects. */
export const hiddenOptions = {
  dropHidden: number({
    default: 0,
    min: 0,
    max: 1,
    doc: 'An object of which a smaller share than this stays visible is dropped; at 0 all labels stay.',
  }),
}

/** The options of everything that paints over rectangles. */
export const paintOptions = {
  with: choice({
    default: 'colour',
    values: ['colour', 'noise', 'colours'],
    doc: 'Paint with the fill colour, with even noise, or every hole with another colour.',
  }),
  fill: colourOption([0, 0, 0], 'The fill colour.'),
  ...hiddenOptions,
}

interface PaintChoice {
  readonly with: 'colour' | 'noise' | 'colours'
  readonly fill: readonly number[]
  readonly dropHidden: number
}

/** What a recipe holds of how holes are painted. */
export type Paint = {
  readonly fill: Colour | { readonly noise: Key } | { readonly colours: Key }
  readonly dropHidden: number
} & { readonly [name: string]: Json }

type Key = readonly [number, number]

export function drawPaint(random: Random, { with: kind, fill, dropHidden }: PaintChoice): Paint {
  if (kind === 'colour') return { fill: colourOf(fill), dropHidden }
  return { fill: kind === 'noise' ? { noise: random.key() } : { colours: random.key() }, dropHidden }
}

/** Paint over rectangles of whole pixels, and drop what they hide where that is asked for. */
export function paintHoles(regions: readonly Region[], { fill, dropHidden }: Paint, facts: ImageFacts): ImageStep[] {
  const holes = regions.filter(([, , width, height]) => width > 0 && height > 0)
  if (holes.length === 0) return []
  // Labels change with blends alone, so black goes under what is painted.
  const hiding = hides(dropHidden, facts)
    ? [blendStep(plain(facts), rectangles, { boxes: holes }, { labels: 'hide', visible: dropHidden })]
    : []
  if ('noise' in fill) {
    const [first, second] = fill.noise
    // Every hole has noise of its own.
    const own = (hole: number): Key => [first, (second + hole) >>> 0]
    return [
      ...hiding,
      ...holes.map((hole, at): ImageStep => ({ kind: 'fill', regions: [hole], fill: { key: own(at) } })),
    ]
  }
  if ('colours' in fill) {
    const random = keyedRandom(fill.colours)
    const level = () => random.integer([0, 255])
    return [
      ...hiding,
      ...holes.map((hole): ImageStep => ({ kind: 'fill', regions: [hole], fill: [level(), level(), level()] })),
    ]
  }
  return [...hiding, { kind: 'fill', regions: holes, fill }]
}

/** Paint a colour where an alpha says, and drop what it hides where that is asked for. */
export const paintAlpha = <Settings>(
  alpha: AlphaMaker<Settings>,
  settings: Settings,
  { fill, dropHidden }: { readonly fill: Colour; readonly dropHidden: number },
  facts: ImageFacts,
): ImageStep[] => paintCoats([coat(alpha, settings, fill)], dropHidden, facts)

/** Paint coats one over another; the first, which lies under all others, drops what it hides where that is asked for. */
export function paintCoats(coats: readonly Coat[], dropHidden: number, facts: ImageFacts): ImageStep[] {
  const [first, ...others] = coats
  if (!first || !hides(dropHidden, facts)) return [local(paintOf, { coats })]
  const hiding = blendStep(plain(facts, first.colour), first.alpha, first.settings, {
    labels: 'hide',
    visible: dropHidden,
  })
  return others.length === 0 ? [hiding] : [hiding, local(paintOf, { coats: others })]
}

/** Whether objects may go at all. */
const hides = (dropHidden: number, { labels }: ImageFacts): boolean =>
  dropHidden > 0 && (labels.instances ?? []).length > 0

/** A picture of one colour, of another picture's size. */
export function plain(
  { width, height }: Pick<ImageFacts, 'width' | 'height'>,
  [red, green, blue]: Colour = [0, 0, 0],
): Image {
  const data = new Uint8ClampedArray(width * height * 4)
  data.fill(255)
  for (let at = 0; at < data.length; at += 4) {
    data[at] = red
    data[at + 1] = green
    data[at + 2] = blue
  }
  return imageFrom({ width, height, channels: 4, data, layout: 'rgba' })
}

/** A length that is a share of another up to 1, and pixels above. */
export const pixelsOf = (value: number, length: number): number =>
  Math.min(length, Math.round(value <= 1 ? value * length : value))

export const SHARE_OR_PIXELS = 'of the image up to 1, else px'
