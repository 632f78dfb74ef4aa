import { integer, number, optional, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { extentsWithin } from '../../labels/extent.js'
import { cropTo } from '../geometry/crops.js'
import { resizeTo } from '../geometry/resize.js'
import { hullOf, windowAnywhere, windowAround } from './safe-windows.js'

const outputSize = {
  width: optional(
    integer({ default: 1, min: 1, max: 1e5, unit: 'px', doc: "Width of the output; the window's own unless given." }),
  ),
  height: optional(
    integer({ default: 1, min: 1, max: 1e5, unit: 'px', doc: "Height of the output; the window's own unless given." }),
  ),
}

/** Crop at random without losing a part of any object. */
export const boxSafeCrop = defineImageTransform({
  name: 'boxSafeCrop',
  changes: 'places',
  doc: 'Crop at random without losing a part of any object; without objects, like randomSizedCrop of 30 to 100 %.',
  origin: 'albumentations BBoxSafeRandomCrop, RandomSizedBBoxSafeCrop',
  options: {
    erosion: number({
      default: 0,
      min: 0,
      max: 1,
      neutral: 1,
      doc: "How much of the room between the objects and the image's edge is always kept; 1 keeps all.",
    }),
    ...outputSize,
  },
  draw(random, { erosion, ...size }, { width, height, labels }) {
    const extents = extentsWithin(labels, width, height)
    const image = { width, height }
    if (extents.length > 0) return { window: windowAround(random, hullOf(extents), image, erosion), ...size }
    return { window: windowAnywhere(random, erosion === 1 ? [1, 1] : [0.3, 1], image), ...size }
  },
  steps: ({ window, width = window.width, height = window.height }) =>
    width === window.width && height === window.height
      ? [cropTo(window)]
      : [cropTo(window), resizeTo(window, { width, height })],
})

/** Crop at random without losing a part of some of the objects, which are drawn. */
export const boxSubsetSafeCrop = defineImageTransform({
  name: 'boxSubsetSafeCrop',
  changes: 'places',
  doc: 'Crop at random without losing a part of some of the objects, which are drawn; others may be cut.',
  origin: 'AlbumentationsX RandomSizedBBoxSafeCrop family',
  options: {
    kept: range({
      default: [0.3, 0.8],
      min: 0.01,
      max: 1,
      doc: 'Share of the objects that stay whole; at least one does.',
    }),
    ...outputSize,
  },
  draw(random, { kept, ...size }, { width, height, labels }) {
    const extents = extentsWithin(labels, width, height)
    const image = { width, height }
    if (extents.length === 0) return { window: windowAnywhere(random, [0.3, 1], image), ...size }
    const count = Math.max(1, Math.round(extents.length * random.uniform(kept)))
    return { window: windowAround(random, hullOf(random.sample(extents, count)), image, 0), ...size }
  },
  steps: ({ window, width = window.width, height = window.height }) =>
    width === window.width && height === window.height
      ? [cropTo(window)]
      : [cropTo(window), resizeTo(window, { width, height })],
})
