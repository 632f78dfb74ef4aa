import { choice, list, number, optional, range, text, VariegateError, type Range } from '@variegate/core'
import { boxOutline } from '../maps/outlines.js'
import { polygonsToMask } from '../labels/rasterise.js'
import { blurPlane } from '../planes/filter.js'
import type { Image, Instance, Mask } from '../sample.js'
import { distanceTo } from './distance.js'

/** The options that say where something happens. */
export const regionOptions = {
  mask: optional(
    text({ default: '', doc: 'A mask by its name; where it is not 0, or where it has one of the values.' }),
  ),
  values: list({
    default: [],
    of: number({ default: 0, min: 0, max: 65535, doc: '' }),
    doc: 'Mask values that count; every one but 0 unless given.',
  }),
  label: optional(text({ default: '', doc: 'Objects of this label: their masks, else polygons, else boxes.' })),
  box: optional(
    list({
      default: [],
      of: number({ default: 0, min: 0, max: 1, doc: '' }),
      minLength: 4,
      maxLength: 4,
      doc: 'A rectangle: left, top, width and height as shares of the image.',
    }),
  ),
  polygon: optional(
    list({
      default: [],
      of: number({ default: 0, min: 0, max: 1, doc: '' }),
      minLength: 6,
      doc: 'An outline x0, y0, x1, y1, … as shares of the image.',
    }),
  ),
  side: choice({
    default: 'inside',
    values: ['inside', 'outside'],
    doc: 'Whether the region is meant, or all but it.',
  }),
  band: optional(
    range({
      default: [0, 10],
      min: 0,
      max: 1e5,
      unit: 'px',
      doc: "Only what lies at this distance from the region's edge, on the side that is meant; one number counts from the edge.",
    }),
  ),
  feather: number({
    default: 0,
    min: 0,
    max: 200,
    unit: 'px',
    doc: 'Standard deviation of the Gaussian that softens the edge.',
  }),
}

/** Where something happens, as an option list says it: plain data. */
export interface Region {
  readonly mask?: string | undefined
  readonly values: readonly number[]
  readonly label?: string | undefined
  readonly box?: readonly number[] | undefined
  readonly polygon?: readonly number[] | undefined
  readonly side: 'inside' | 'outside'
  readonly band?: Range | undefined
  readonly feather: number
}

/** Whether an instance is what a region is about. */
export const isOfRegion = ({ label }: Region, instance: Instance): boolean =>
  label === undefined || instance.label === label

/** The pixels of a region, 1 inside; throws a `VariegateError` where a mask it names is missing. Without any of them, the whole image. */
export function regionMask(owner: string, region: Region, { width, height, labels }: Image): Mask {
  const shape = shapeOf(owner, region, { width, height, labels })
  const meant = region.side === 'outside' ? { ...shape, data: shape.data.map((value) => 1 - value) } : shape
  const { band } = region
  if (!band) return meant
  const [near, far] = band[0] === band[1] ? [0, band[1]] : band
  const distances = distanceTo(meant, 0)
  return {
    width,
    height,
    data: Uint8Array.from(distances, (distance, at) =>
      meant.data[at] === 1 && distance > near && distance <= far ? 1 : 0,
    ),
  }
}

function shapeOf(
  owner: string,
  { mask, values, label, box, polygon }: Region,
  image: Pick<Image, 'width' | 'height' | 'labels'>,
): Mask {
  const { width, height, labels } = image
  if (mask !== undefined) {
    const found = labels.masks?.[mask]
    if (!found) {
      const known = Object.keys(labels.masks ?? {}).join(', ') || 'none'
      throw new VariegateError(`Expected a mask named "${mask}" for ${owner} but the image has ${known}.`)
    }
    const counts = (value: number) => (values.length > 0 ? values.includes(value) : value !== 0)
    return { width, height, data: Uint8Array.from(found.data, (value) => (counts(value) ? 1 : 0)) }
  }
  if (label !== undefined) {
    const wanted = (labels.instances ?? []).filter((instance) => instance.label === label)
    const data = new Uint8Array(width * height)
    for (const instance of wanted) {
      const pixels = pixelsOf(instance, width, height)
      for (let at = 0; at < data.length; at++) if (pixels.data[at] !== 0) data[at] = 1
    }
    return { width, height, data }
  }
  const scaled = (outline: readonly number[]) => outline.map((value, at) => value * (at % 2 === 0 ? width : height))
  if (polygon) return polygonsToMask([scaled(polygon)], width, height)
  const [left = 0, top = 0, wide = 1, tall = 1] = box ?? []
  return polygonsToMask([scaled(boxOutline([left, top, wide, tall]))], width, height)
}

const pixelsOf = ({ mask, polygons, box = [0, 0, 0, 0] }: Instance, width: number, height: number): Mask =>
  mask ?? polygonsToMask(polygons ?? [boxOutline(box)], width, height)

/** How much of each pixel belongs to a region, its edge softened. */
export function softened({ width, height, data }: Mask, feather: number): Float32Array {
  const alpha = Float32Array.from(data)
  return feather > 0 ? blurPlane(alpha, width, height, feather) : alpha
}
