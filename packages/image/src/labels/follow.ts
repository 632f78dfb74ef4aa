import type { Dropped } from '@variegate/core'
import type { Box, ImageLabels, Instance, Keypoint } from '../sample.js'
import type { SpaceMap } from '../space-map.js'
import type { WarpStep } from '../steps/steps.js'
import { mapKeypoints } from './keypoints.js'
import { maskBox, warpMask } from './mask.js'
import { boxOutline, clipOutline, mapOutline, outlineArea, outlineBox } from './polygon.js'

type Rules = Pick<WarpStep, 'border' | 'minArea' | 'minVisibility'>

/** Let every label follow a map of the plane. */
export function followLabels(
  labels: ImageLabels,
  map: SpaceMap,
  rules: Rules,
): { labels: ImageLabels; dropped: Dropped[] } {
  const dropped: Dropped[] = []
  const { masks, instances } = labels
  const moved: { -readonly [K in keyof ImageLabels]: ImageLabels[K] } = { ...labels }
  if (masks)
    moved.masks = Object.fromEntries(
      Object.entries(masks).map(([name, mask]) => [name, warpMask(mask, map, rules.border)]),
    )
  if (instances)
    moved.instances = instances.flatMap((instance, index) => followInstance(instance, index, map, rules, dropped))
  return { labels: moved, dropped }
}

/** An instance is one record: it follows as a whole, or goes as a whole. */
function followInstance(
  instance: Instance,
  index: number,
  map: SpaceMap,
  rules: Rules,
  dropped: Dropped[],
): Instance[] {
  const who = { id: instance.id ?? index, ...(instance.label === undefined ? {} : { label: instance.label }) }
  const gone = (reason: string): Instance[] => {
    dropped.push({ kind: 'instance', ...who, reason })
    return []
  }
  const shape = followShape(instance, map, rules)
  if (shape === 'outside') return gone('nothing of it is left in the image')
  if (shape) {
    if (shape.area < rules.minArea) return gone(`its area of ${round(shape.area)} px is below minArea ${rules.minArea}`)
    const share = shape.before > 0 ? Math.min(1, shape.area / shape.before) : 1
    if (share < rules.minVisibility)
      return gone(`its visible share of ${round(share)} is below minVisibility ${rules.minVisibility}`)
  }
  const { keypoints } = instance
  const points = keypoints && mapKeypoints(keypoints, map)
  if (!shape && points && points.lost.length > 0 && points.keypoints.every(({ visibility }) => visibility === 0)) {
    return gone('none of its keypoints is left in the image')
  }
  for (const point of points?.lost ?? []) dropped.push(lostKeypoint(point, who.id))
  return [{ ...instance, ...shape?.labels, ...(points ? { keypoints: points.keypoints } : {}) }]
}

const lostKeypoint = ({ name }: Keypoint, id: string | number): Dropped => ({
  kind: 'keypoint',
  id,
  ...(name === undefined ? {} : { label: name }),
  reason: 'it lies outside the image',
})

interface Shape {
  readonly labels: Partial<Instance>
  /** Area left in the image, and before it was cut off, in square pixels of the output. */
  readonly area: number
  readonly before: number
}

/** Move what gives an instance its extent; the box is that of what is visible where a mask or polygons tell. */
function followShape(
  { box, polygons, mask }: Instance,
  map: SpaceMap,
  { border }: Rules,
): Shape | 'outside' | undefined {
  if (mask) {
    const moved = warpMask(mask, map, border)
    const found = maskBox(moved)
    if (!found) return 'outside'
    const outline = clippedOutlines(polygons ?? [], map)
    const before = (maskBox(mask)?.area ?? 0) * areaScale(box ?? found.box, map)
    const labels: Partial<Instance> = {
      mask: moved,
      ...(box ? { box: found.box } : {}),
      ...(polygons ? { polygons: outline.kept } : {}),
    }
    return { labels, area: found.area, before: before || found.area }
  }
  if (polygons) {
    const { kept, area, before } = clippedOutlines(polygons, map)
    if (kept.length === 0) return 'outside'
    return { labels: { polygons: kept, ...(box ? { box: outlineBox(kept) } : {}) }, area, before }
  }
  return box && followBox(box, map)
}

/** A box alone becomes the upright hull of its mapped outline, clipped. */
function followBox(box: Box, map: SpaceMap): Shape | 'outside' {
  const outline = mapOutline(map, boxOutline(box))
  if (outline.length === 0) return 'outside'
  const [x, y, width, height] = outlineBox([outline])
  const left = Math.max(0, x)
  const top = Math.max(0, y)
  const right = Math.min(map.width, x + width)
  const bottom = Math.min(map.height, y + height)
  const flat = width === 0 || height === 0
  // A box without area is a mark on the plane: it stays while it is on the canvas.
  if (flat ? right < left || bottom < top : right <= left || bottom <= top) return 'outside'
  const hull: Box = [left, top, right - left, bottom - top]
  return { labels: { box: hull }, area: hull[2] * hull[3], before: width * height }
}

function clippedOutlines(polygons: readonly (readonly number[])[], map: SpaceMap) {
  const kept: number[][] = []
  let area = 0
  let before = 0
  for (const polygon of polygons) {
    const mapped = mapOutline(map, polygon)
    const clipped = clipOutline(mapped, map.width, map.height)
    const left = outlineArea(clipped)
    before += outlineArea(mapped)
    if (clipped.length < 6 || left <= 0) continue
    area += left
    kept.push(clipped)
  }
  return { kept, area, before }
}

/** How much larger areas near a box become. */
function areaScale(box: Box, map: SpaceMap): number {
  const area = box[2] * box[3]
  return area > 0 ? outlineArea(mapOutline(map, boxOutline(box))) / area : 1
}

const round = (value: number): number => Math.round(value * 1000) / 1000
