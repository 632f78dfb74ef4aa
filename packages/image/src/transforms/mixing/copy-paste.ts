import { choice, integer, number, range, type Context, type Random } from '@variegate/core'
import { defineImageTransform, imageModality } from '../../engine.js'
import { areaOf, extentOf, extentsWithin, intersection } from '../../labels/extent.js'
import { boxOutline } from '../../maps/outlines.js'
import { polygonsToMask } from '../../labels/rasterise.js'
import { blurPlane } from '../../planes/filter.js'
import type { Box, Image, Instance } from '../../sample.js'
import { givenAlpha } from '../../steps/alpha.js'
import { blendStep, warp, type ImageStep } from '../../steps/steps.js'
import { partnerOf } from './partners.js'

interface Pasted {
  /** Which of the partner's instances. */
  readonly index: number
  readonly scale: number
  /** Where the upper left corner of its extent comes to lie. */
  readonly x: number
  readonly y: number
}

const TRIES = 20

/** Paste objects of another picture with their labels; what they cover is cut from the labels below. */
export const copyPaste = defineImageTransform({
  name: 'copyPaste',
  changes: 'objects',
  doc: 'Paste objects of another picture with their labels; what they cover is cut from the labels below.',
  origin:
    'Ghiasi et al., "Simple copy-paste is a strong data augmentation method", 2021; Perez et al., "Poisson image editing", 2003',
  options: {
    count: range({
      default: [1, 3],
      min: 0,
      max: 100,
      integer: true,
      neutral: 0,
      doc: 'How many objects are pasted, if there are as many.',
    }),
    scale: range({ default: [0.8, 1.25], min: 0.05, max: 10, doc: 'Factor of their size.' }),
    seams: choice({
      default: 'gaussian',
      values: ['hard', 'gaussian', 'poisson'],
      doc: 'Edges as cut, softened, or with the values inside going on from those outside.',
    }),
    softness: number({
      default: 1,
      min: 0,
      max: 20,
      unit: 'px',
      doc: 'Standard deviation of the Gaussian of soft edges.',
    }),
    maxCovered: number({
      default: 0.3,
      min: 0,
      max: 1,
      doc: 'The largest share of an object that may be covered; places that cover more are drawn again, and given up after 20 tries.',
    }),
    minArea: integer({ default: 16, min: 0, max: 1e9, unit: 'px²', doc: 'Smaller objects are not pasted.' }),
  },
  draw(random, options, image, context) {
    const partner = partnerOf('copyPaste', random, context)
    const chosen = (other: Image) => ({
      partner,
      pasted: choose(random, options, image, other),
      seams: options.seams,
      softness: options.softness,
    })
    return withPartner(context, partner, chosen)
  },
  uses: ({ partner }) => [partner],
  steps({ pasted, seams, softness }, size, [partner]) {
    return partner ? pasted.flatMap((one) => paste(partner, one, size, seams, softness)) : []
  },
})

function withPartner<T>(context: Context<Image>, id: string, use: (partner: Image) => T): T | Promise<T> {
  const partner = context.lookup(id)
  return partner instanceof Promise ? partner.then(use) : use(partner)
}

interface Choosing {
  readonly count: readonly [number, number]
  readonly scale: readonly [number, number]
  readonly maxCovered: number
  readonly minArea: number
}

function choose(
  random: Random,
  { count, scale, maxCovered, minArea }: Choosing,
  image: Image,
  partner: Image,
): Pasted[] {
  const candidates = (partner.labels.instances ?? []).flatMap((instance, index) => {
    const extent = extentOf(instance)
    return extent && areaOf(extent) >= Math.max(1, minArea) ? [{ index, extent }] : []
  })
  const taken: Box[] = extentsWithin(image.labels, image.width, image.height)
  const wanted = Math.min(random.integer([...count]), candidates.length)
  return random.sample(candidates, wanted).flatMap(({ index, extent }): Pasted[] => {
    const factor = random.uniform([...scale])
    const [width, height] = [extent[2] * factor, extent[3] * factor]
    for (let attempt = 0; attempt < TRIES; attempt++) {
      const x = Math.round(random.uniform([Math.min(0, image.width - width), Math.max(0, image.width - width)]))
      const y = Math.round(random.uniform([Math.min(0, image.height - height), Math.max(0, image.height - height)]))
      const place: Box = [x, y, width, height]
      if (taken.some((other) => areaOf(intersection(place, other)) > maxCovered * areaOf(other))) continue
      taken.push(place)
      return [{ index, scale: factor, x, y }]
    }
    return []
  })
}

function paste(
  partner: Image,
  { index, scale, x, y }: Pasted,
  { width, height }: { readonly width: number; readonly height: number },
  seams: 'hard' | 'gaussian' | 'poisson',
  softness: number,
): ImageStep[] {
  const instance = partner.labels.instances?.[index]
  const extent = instance && extentOf(instance)
  if (!instance || !extent) return []
  const alone: Image = { ...partner, labels: { instances: [instance] } }
  const matrix = [scale, 0, x - extent[0] * scale, 0, scale, y - extent[1] * scale, 0, 0, 1] as const
  const layer = imageModality.apply(alone, [warp({ matrix, width, height })]).sample
  const [moved] = layer.labels.instances ?? []
  if (!moved) return []
  const shape = Float32Array.from(shapeOf(moved, width, height).data)
  const soft = seams === 'gaussian' && softness > 0
  const alpha = soft ? blurPlane(shape, width, height, softness) : shape
  const about = { labels: 'paste', share: 0, soft, ...(seams === 'poisson' ? { seams } : {}) } as const
  return [blendStep(layer, givenAlpha, { alpha }, about)]
}

function shapeOf({ mask, polygons, box = [0, 0, 0, 0] }: Instance, width: number, height: number) {
  return mask ?? polygonsToMask(polygons ?? [boxOutline(box)], width, height)
}
