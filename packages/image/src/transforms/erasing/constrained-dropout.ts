import { integer, list, range, text, type Random } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { maskBox, namedMask } from '../../labels/mask.js'
import type { Image, Instance, Mask } from '../../sample.js'
import { drawPaint, paintHoles, paintOptions, type Region } from './paint.js'

/** Paint over rectangles within objects, sized by the objects themselves. */
export const constrainedDropout = defineImageTransform({
  name: 'constrainedDropout',
  changes: 'values',
  doc: 'Paint over rectangles within objects, sized by the objects themselves.',
  origin: 'albumentations ConstrainedCoarseDropout',
  options: {
    count: range({
      default: [1, 3],
      min: 0,
      max: 100,
      integer: true,
      neutral: 0,
      strength: (s) => Math.round(5 * s),
      doc: 'Holes in each object.',
    }),
    height: range({
      default: [0.2, 0.4],
      min: 0,
      max: 2,
      unit: 'of the object',
      doc: "Height of a hole: a share of the box's height, or of the square root of a mask's area.",
    }),
    width: range({
      default: [0.2, 0.4],
      min: 0,
      max: 2,
      unit: 'of the object',
      doc: "Width of a hole: a share of the box's width, or of the square root of a mask's area.",
    }),
    labels: list({
      default: [],
      of: text({ default: '', doc: '' }),
      doc: 'Objects with these labels only; all objects where the list is empty.',
    }),
    mask: text({
      default: '',
      doc: 'The name of a mask whose classes are taken for objects, in place of boxes and the masks of instances.',
    }),
    classes: list({
      default: [],
      of: integer({ default: 1, min: 0, max: 65535, doc: '' }),
      doc: 'The values of that mask; all but 0 where the list is empty.',
    }),
    ...paintOptions,
  },
  draw(random, { count, height, width, labels, mask, classes, ...paint }, image) {
    const holes = random.integer(count)
    const objects =
      mask === ''
        ? instancesOf(image, labels)
        : classesOf(namedMask('constrainedDropout', image.labels.masks, mask), classes)
    const regions = objects.flatMap((object) =>
      Array.from({ length: holes }, () =>
        clipped(holeIn(random, object, random.uniform(width), random.uniform(height)), image),
      ),
    )
    return { regions, paint: drawPaint(random, paint) }
  },
  steps: ({ regions, paint }, facts) => paintHoles(regions, paint, facts),
})

type Shape = Pick<Instance, 'box' | 'mask'>

const instancesOf = ({ labels: { instances = [] } }: Image, wanted: readonly string[]): Shape[] =>
  instances.filter(({ label }) => wanted.length === 0 || (label !== undefined && wanted.includes(label)))

/** One object for each class of a mask. */
function classesOf(mask: Mask, wanted: readonly number[]): Shape[] {
  const classes = wanted.length > 0 ? wanted : [...new Set(mask.data)].filter((value) => value !== 0)
  return classes.map((wantedClass) => ({
    mask: { ...mask, data: Uint8Array.from(mask.data, (value) => (value === wantedClass ? 1 : 0)) },
  }))
}

/** A hole about a pixel of the mask, or anywhere within the box. */
function holeIn(random: Random, { mask, box }: Shape, width: number, height: number): Region {
  const found = mask && maskBox(mask)
  if (mask && found) {
    let skip = random.integer([0, found.area - 1])
    const at = mask.data.findIndex((value) => value !== 0 && skip-- === 0)
    const side = Math.sqrt(found.area)
    const [wide, high] = [Math.round(width * side), Math.round(height * side)]
    return [(at % mask.width) - (wide >> 1), Math.floor(at / mask.width) - (high >> 1), wide, high]
  }
  const [x, y, boxWidth, boxHeight] = box ?? [0, 0, 0, 0]
  const [wide, high] = [Math.round(width * boxWidth), Math.round(height * boxHeight)]
  return [
    Math.round(x + random.uniform([0, 1]) * (boxWidth - wide)),
    Math.round(y + random.uniform([0, 1]) * (boxHeight - high)),
    wide,
    high,
  ]
}

function clipped([x, y, width, height]: Region, image: Image): Region {
  const [left, top] = [Math.max(0, x), Math.max(0, y)]
  const right = Math.min(image.width, x + width)
  const bottom = Math.min(image.height, y + height)
  return [left, top, Math.max(0, right - left), Math.max(0, bottom - top)]
}
