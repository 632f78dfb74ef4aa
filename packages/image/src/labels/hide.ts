import type { Dropped } from '@variegate/core'
import { boxOutline } from '../maps/outlines.js'
import type { Box, Image, Instance, Mask } from '../sample.js'
import type { Cover } from './cover.js'
import { polygonsToMask, polygonsToWindow, type Window } from './rasterise.js'
import { rotatedOutline } from './rotated-box.js'
import { whoIs } from './who.js'

/** Drop the objects of which a smaller share than `visible` is left to see; all other labels stay as they are. */
export function hideLabels(image: Image, cover: Cover, visible: number, dropped: Dropped[]): Image {
  const { instances } = image.labels
  if (!instances || visible <= 0) return image
  const kept = instances.filter((instance, index) => {
    const shape = windowOf(instance.mask, outlinesOf(instance), image.width, image.height)
    const share = shape ? visibleShare(countOf(shape, cover.hides(shape), false)) : 1
    if (share >= visible) return true
    const who = whoIs(instance, index)
    const shown = Math.round(share * 1000) / 1000
    dropped.push({ kind: 'instance', ...who, reason: `its visible share of ${shown} is below dropHidden ${visible}` })
    return false
  })
  return kept.length === instances.length ? image : { ...image, labels: { ...image.labels, instances: kept } }
}

/** The pixels of an object, by the best that is known of its shape. */
export function shapeOf(instance: Instance, width: number, height: number): Mask | undefined {
  const outlines = outlinesOf(instance)
  return instance.mask ?? (outlines && polygonsToMask(outlines, width, height))
}

/** The pixels of a mask, or else within outlines, with as little around them as is known. */
export function windowOf(
  mask: Mask | undefined,
  outlines: readonly (readonly number[])[] | undefined,
  width: number,
  height: number,
): Window | undefined {
  return mask ? { left: 0, top: 0, ...mask } : outlines && polygonsToWindow(outlines, width, height)
}

const outlinesOf = ({ polygons, rotatedBox, box }: Instance): readonly (readonly number[])[] | undefined =>
  polygons ?? (rotatedBox ? [rotatedOutline(rotatedBox)] : box && [boxOutline(box)])

/** How many pixels a shape has, how many of them count, and the box of these. */
export interface Count {
  readonly all: number
  readonly counted: number
  /** Nothing where none counts. */
  readonly box?: Box
}

/** Count the pixels of a shape that a layer hides, or those that it leaves; `hidden` has 1 where it hides. */
export function countOf({ left, top, width, height, data }: Window, hidden: Uint8Array, wanted: boolean): Count {
  const value = wanted ? 1 : 0
  let [all, counted, first, last, upper, lower] = [0, 0, width, -1, height, -1]
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (data[at] === 0) continue
      all++
      if (hidden[at] !== value) continue
      counted++
      if (x < first) first = x
      if (x > last) last = x
      if (y < upper) upper = y
      lower = y
    }
  }
  if (counted === 0) return { all, counted }
  return { all, counted, box: [left + first, top + upper, last - first + 1, lower - upper + 1] }
}

/** An object without a pixel of its own is not hidden by anything. */
const visibleShare = ({ all, counted }: Count): number => (all === 0 ? 1 : counted / all)
