import type { Dropped } from '@variegate/core'
import { coveredArea } from '../maps/area.js'
import { boxOutline, clipOutline, ellipseOutline, outlineArea, outlineBox } from '../maps/outlines.js'
import type { SpaceMap } from '../maps/space-map.js'
import type { Box, ImageLabels, Instance, Mask, RotatedBox } from '../sample.js'
import type { LabelRules, MovingStep } from '../steps/steps.js'
import { mapKeypoints } from './keypoints.js'
import { maskBox, moveMask } from './mask.js'
import { withoutShreds, type Part } from './shreds.js'
import { lostKeypoint, whoIs } from './who.js'
import { boxAround, rotatedOutline } from './rotated-box.js'

/** Let every label follow a map of the plane; layers are moved by the engine. */
export function followLabels(
  labels: ImageLabels,
  map: SpaceMap,
  step: MovingStep,
): { labels: ImageLabels; dropped: Dropped[] } {
  const dropped: Dropped[] = []
  const { masks, instances } = labels
  const moved: { -readonly [K in keyof ImageLabels]: ImageLabels[K] } = { ...labels }
  if (masks) moved.masks = Object.fromEntries(Object.entries(masks).map(([name, mask]) => [name, moveMask(mask, step)]))
  if (instances)
    moved.instances = instances.flatMap((instance, index) => followInstance(instance, index, map, step, dropped))
  return { labels: moved, dropped }
}

/** An instance is one record: it follows as a whole, or goes as a whole; only a lone box comes apart with the plane. */
function followInstance(
  instance: Instance,
  index: number,
  map: SpaceMap,
  step: MovingStep,
  dropped: Dropped[],
): Instance[] {
  const who = whoIs(instance, index)
  const gone = (reason: string): Instance[] => {
    dropped.push({ kind: 'instance', ...who, reason })
    return []
  }
  const shapes = followShape(instance, map, step)
  const kept = shapes?.filter((shape) => tooLittle(shape, step, instance.visible) === undefined)
  if (kept?.length === 0) {
    const [largest] = (shapes ?? []).toSorted((a, b) => b.area - a.area)
    return gone((largest && tooLittle(largest, step, instance.visible)) ?? 'nothing of it is left in the image')
  }
  // A box may go where what it belongs to stays.
  const { box: _box, rotatedBox: _rotatedBox, ...others } = instance
  const { keypoints } = others
  const points = keypoints && mapKeypoints(keypoints, map)
  if (!kept && points && points.lost.length > 0 && points.keypoints.every(({ visibility }) => visibility === 0)) {
    return gone('none of its keypoints is left in the image')
  }
  for (const point of points?.lost ?? []) dropped.push(lostKeypoint(point, who, 'it lies outside the image'))
  const moved = points ? { keypoints: points.keypoints } : {}
  return (kept ?? [undefined]).map((shape) => ({
    ...others,
    ...shape?.labels,
    ...moved,
    ...seen(shape, instance.visible),
    ...measured(instance, shape, map),
  }))
}

/** A given area follows: that of the shape where it has one, else by how much the plane grows there and how much is left. */
function measured(instance: Instance, shape: Shape | undefined, map: SpaceMap): { area?: number } {
  const { area } = instance
  if (area === undefined) return {}
  if (instance.mask || instance.polygons) return { area: shape?.area ?? area }
  const factor = growth(instance, map) * (shape ? shareLeft(shape) : 1)
  return { area: Math.abs(factor - 1) < 1e-9 ? area : area * factor }
}

/** How much larger areas become about an object without a shape. */
function growth({ box, rotatedBox, keypoints = [] }: Instance, map: SpaceMap): number {
  if (rotatedBox && rotatedBox.width * rotatedBox.height > 0) return areaScale(rotatedOutline(rotatedBox), map)
  if (box && box[2] * box[3] > 0) return areaScale(boxOutline(box), map)
  const points = box ? [{ x: box[0], y: box[1] }] : keypoints.filter(({ visibility }) => visibility > 0)
  const sizes = points.map(({ x, y }) => {
    const [a, b, c, d] = map.linear(x + 0.5, y + 0.5)
    return Math.abs(a * d - b * c)
  })
  return sizes.length === 0 ? 1 : sizes.reduce((sum, size) => sum + size, 0) / sizes.length
}

/** The share of an object that is left, of all that there was before the first transform. */
const shareLeft = ({ area, before }: Shape, visible = 1): number =>
  before > 0 ? visible * Math.min(1, area / before) : visible

/** Remember how much is left once something is cut off; rounding alone cuts nothing off. */
function seen(shape: Shape | undefined, visible: number | undefined): { visible?: number } {
  const share = shape ? shareLeft(shape, visible) : 1
  return share < 1 - 1e-9 ? { visible: share } : {}
}

/** Why a shape has to go, where it has to. */
function tooLittle(shape: Shape, { minArea, minVisibility }: LabelRules, visible?: number): string | undefined {
  const { area } = shape
  if (area < minArea) return `its area of ${round(area)} px is below minArea ${minArea}`
  const share = shareLeft(shape, visible)
  if (share < minVisibility) return `its visible share of ${round(share)} is below minVisibility ${minVisibility}`
  return undefined
}

interface Shape {
  readonly labels: Partial<Instance>
  /** Area left in the image, and before it was cut off, in square pixels of the output. */
  readonly area: number
  readonly before: number
}

/** Move what gives an instance its extent, into no, one or several shapes; the box is that of what is visible where a mask or polygons tell. */
function followShape(instance: Instance, map: SpaceMap, step: MovingStep): Shape[] | undefined {
  const { box, rotatedBox, polygons, mask, keypoints } = instance
  if (mask) return followMask(mask, instance, map, step)
  const turned = rotatedBox ? followRotated(rotatedBox, map) : undefined
  if (polygons) {
    const asked = step.minArea > 0 || instance.area !== undefined
    const { kept, area, before } = clippedOutlines(polygons, map, asked)
    if (kept.length === 0) return []
    const labels = { polygons: kept, ...(box ? { box: outlineBox(kept) } : {}), ...turned?.labels }
    return [{ labels, area, before }]
  }
  if (turned) {
    const upright = box && followBox(box, map, step)
    return turned.area > 0 ? [{ ...turned, labels: { ...turned.labels, ...upright?.[0]?.labels } }] : []
  }
  if (!box) return undefined
  const parts = followBox(box, map, step)
  // Keypoints belong to one record, so a box that has some stays one.
  return keypoints && parts.length > 1 ? [joined(parts)] : parts
}

function followMask(mask: Mask, { box, rotatedBox, polygons }: Instance, map: SpaceMap, step: MovingStep): Shape[] {
  const moved = moveMask(mask, step)
  const found = maskBox(moved)
  if (!found) return []
  const whole = maskBox(mask)
  const before = (whole?.area ?? 0) * (whole ? areaScale(boxOutline(whole.box), map) : 1)
  const labels: Partial<Instance> = {
    mask: moved,
    ...(box ? { box: found.box } : {}),
    ...(rotatedBox ? followRotated(rotatedBox, map).labels : {}),
    ...(polygons ? { polygons: clippedOutlines(polygons, map, false).kept } : {}),
  }
  return [{ labels, area: found.area, before: before || found.area }]
}

/** A box alone becomes the upright hull of its mapped outline, clipped; of the ellipse inside it where the rules say so. */
function followBox(box: Box, map: SpaceMap, { hull }: LabelRules): Shape[] {
  const straight = map.matrix !== undefined && isUpright(map.matrix)
  const outline = hull === 'ellipse' && !straight ? ellipseOutline(box) : boxOutline(box)
  const whole = map.matrix ? undefined : box[2] * box[3] * areaScale(boxOutline(box), map)
  return map.outline(outline).flatMap((moved) => {
    if (moved.length === 0) return []
    const [x, y, width, height] = outlineBox([moved])
    const left = Math.max(0, x)
    const top = Math.max(0, y)
    const right = Math.min(map.width, x + width)
    const bottom = Math.min(map.height, y + height)
    const flat = width === 0 || height === 0
    // A box without area is a mark on the plane: it stays while it is on the canvas.
    if (flat ? right < left || bottom < top : right <= left || bottom <= top) return []
    const upright: Box = [left, top, right - left, bottom - top]
    return [{ labels: { box: upright }, area: upright[2] * upright[3], before: whole ?? width * height }]
  })
}

/** Whether upright boxes stay upright, so that there is no hull to take. */
const isUpright = ([a, b, , c, d, , g, h]: readonly number[]): boolean =>
  g === 0 && h === 0 && ((b === 0 && c === 0) || (a === 0 && d === 0))

/** A rotated box stays whole: it is not cut at the edge, as a cut one would be no box. It is left out where none of it has a place. */
function followRotated(box: RotatedBox, map: SpaceMap): Shape {
  const outlines = map.outline(rotatedOutline(box))
  const area = outlines.reduce((sum, one) => sum + outlineArea(clipOutline(one, map.width, map.height)), 0)
  const before = outlines.reduce((sum, one) => sum + outlineArea(one), 0)
  return { labels: outlines.length > 0 ? { rotatedBox: boxAround(outlines.flat()) } : {}, area, before }
}

function joined(parts: readonly Shape[]): Shape {
  const box = outlineBox(parts.map(({ labels }) => boxOutline(labels.box ?? [0, 0, 0, 0])))
  const area = parts.reduce((sum, part) => sum + part.area, 0)
  return { labels: { box }, area, before: Math.max(...parts.map(({ before }) => before)) }
}

/** Outlines on the canvas, and the area that they cover there and in all as they are rasterised; roughly where it is not asked for and nothing was cut. */
function clippedOutlines(polygons: readonly (readonly number[])[], map: SpaceMap, asked: boolean) {
  const mapped = polygons.map((polygon) => map.outline(polygon))
  const parts: Part[] = []
  let cut = false
  for (const outlines of mapped) {
    for (const outline of outlines) {
      const clipped = clipOutline(outline, map.width, map.height)
      const isCut = clipped.length !== outline.length || clipped.some((value, at) => value !== outline[at])
      cut ||= isCut
      if (clipped.length >= 6 && (outlineArea(clipped) > 0 || coveredArea([clipped]) > 0))
        parts.push({ outline: clipped, isPiece: isCut || outlines.length > 1 })
    }
  }
  const kept = withoutShreds(parts, map.width, map.height)
  if (!cut && !asked) return { kept, area: 1, before: 1 }
  const area = coveredArea(kept)
  return { kept, area, before: cut ? coveredArea(mapped.flat()) : area }
}

/** How much larger the inside of an outline becomes. */
function areaScale(outline: readonly number[], map: SpaceMap): number {
  const area = outlineArea(outline)
  if (area === 0) return 1
  return map.outline(outline).reduce((sum, one) => sum + outlineArea(one), 0) / area
}

const round = (value: number): number => Math.round(value * 1000) / 1000
