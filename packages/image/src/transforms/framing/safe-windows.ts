import type { Random, Range } from '@variegate/core'
import { outlineBox, boxOutline } from '../../maps/outlines.js'
import type { Box } from '../../sample.js'
import type { Window } from '../geometry/crops.js'

interface Size {
  readonly width: number
  readonly height: number
}

/** The box around boxes. */
export const hullOf = (boxes: readonly Box[]): Box => outlineBox(boxes.map(boxOutline))

/** A window of whole pixels that holds a box, each side somewhere between the box and the image's edge; `erosion` keeps it from the edge. */
export function windowAround(random: Random, hull: Box, { width, height }: Size, erosion: number): Window {
  const [left, right] = edges(random, hull[0], hull[0] + hull[2], width, erosion)
  const [top, bottom] = edges(random, hull[1], hull[1] + hull[3], height, erosion)
  return { x: left, y: top, width: right - left, height: bottom - top }
}

function edges(random: Random, low: number, high: number, length: number, erosion: number): [number, number] {
  const first = Math.max(0, Math.min(length - 1, Math.floor(low)))
  const last = Math.max(first + 1, Math.min(length, Math.ceil(high)))
  const least = Math.floor(first * erosion)
  const most = Math.ceil(length - (length - last) * erosion)
  return [random.integer([least, first]), random.integer([last, Math.max(last, most)])]
}

/** A window anywhere whose sides are drawn shares of the image's. */
export function windowAnywhere(random: Random, share: Range, { width, height }: Size): Window {
  const wide = Math.max(1, Math.round(width * random.uniform(share)))
  const tall = Math.max(1, Math.round(height * random.uniform(share)))
  return { x: random.integer([0, width - wide]), y: random.integer([0, height - tall]), width: wide, height: tall }
}

/** A window of a size, its corner drawn so that it shares something with a box. */
export function windowTouching(random: Random, box: Box, size: Size, image: Size): Window {
  const place = (low: number, extent: number, length: number, whole: number) => {
    const first = Math.max(0, Math.min(whole - length, Math.floor(low) - length + 1))
    const last = Math.max(first, Math.min(whole - length, Math.ceil(low + extent) - 1))
    return random.integer([first, last])
  }
  return {
    x: place(box[0], box[2], size.width, image.width),
    y: place(box[1], box[3], size.height, image.height),
    ...size,
  }
}
