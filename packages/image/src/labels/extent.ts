import { outlineBox } from '../maps/outlines.js'
import type { Box, ImageLabels, Instance } from '../sample.js'
import { maskBox } from './mask.js'
import { rotatedOutline } from './rotated-box.js'

/** The box of all that an instance covers; nothing where it is only a label. */
export function extentOf({ box, polygons, mask, rotatedBox, keypoints }: Instance): Box | undefined {
  if (box) return box
  if (mask) return maskBox(mask)?.box
  if (polygons && polygons.length > 0) return outlineBox(polygons)
  if (rotatedBox) return outlineBox([rotatedOutline(rotatedBox)])
  const seen = keypoints?.filter(({ visibility }) => visibility > 0) ?? []
  return seen.length === 0 ? undefined : outlineBox([seen.flatMap(({ x, y }) => [x + 0.5, y + 0.5])])
}

/** The part of every instance's extent that lies in the image; those wholly outside are left out. */
export function extentsWithin({ instances = [] }: ImageLabels, width: number, height: number): Box[] {
  return instances.flatMap((instance): Box[] => {
    const extent = extentOf(instance)
    const seen = extent && intersection(extent, [0, 0, width, height])
    return seen && seen[2] > 0 && seen[3] > 0 ? [seen] : []
  })
}

/** What two boxes have in common; sides are 0 where they are apart. */
export function intersection(one: Box, other: Box): Box {
  const left = Math.max(one[0], other[0])
  const top = Math.max(one[1], other[1])
  const right = Math.min(one[0] + one[2], other[0] + other[2])
  const bottom = Math.min(one[1] + one[3], other[1] + other[3])
  return [left, top, Math.max(0, right - left), Math.max(0, bottom - top)]
}

export const areaOf = ([, , width, height]: Box): number => width * height

/** The area two boxes share over the area they cover together. */
export function overlapOf(one: Box, other: Box): number {
  const shared = areaOf(intersection(one, other))
  return shared / Math.max(1e-12, areaOf(one) + areaOf(other) - shared)
}
