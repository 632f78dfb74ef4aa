import type { Dropped } from '@variegate/core'
import { coveredArea } from '../maps/area.js'
import { boxOutline, outlineBox } from '../maps/outlines.js'
import type { Image, Instance, Keypoint, Mask } from '../sample.js'
import type { Cover } from './cover.js'
import { cutOutlines } from './cut.js'
import { countOf, windowOf, type Count } from './hide.js'
import { emptyLike } from './mask.js'
import type { Window } from './rasterise.js'
import { rotatedOutline } from './rotated-box.js'
import { lostKeypoint, whoIs } from './who.js'

/** The share of an object that soft edges may take without its outlines being cut: their corners are rounded, not covered. */
const WHOLE = 0.97

/**
 * What is left of an instance under what was pasted: its mask, polygons and, where these tell its shape, its box; keypoints under it are hidden.
 * A lone box and a rotated one stay whole while a part of them is seen.
 */
export function uncovered(
  instance: Instance,
  index: number,
  cover: Cover,
  image: Image,
  dropped: Dropped[],
): Instance[] {
  const { mask, polygons, keypoints } = instance
  const gone = (): Instance[] => {
    dropped.push({ kind: 'instance', ...whoIs(instance, index), reason: 'it is covered' })
    return []
  }
  const points = keypoints && hideKeypoints(keypoints, cover, image)
  const shape = pixelsOf(instance, image)
  if (!shape) {
    const labelled = points?.filter(({ visibility }) => visibility > 0) ?? []
    if (labelled.length > 0 && points && labelled.every((point) => isHidden(point, cover, image))) return gone()
    return [points ? { ...instance, keypoints: points } : instance]
  }
  const left = countOf(shape, cover.hides(shape), false)
  if (!left.box && left.all > 0) return gone()
  const pointed = points ? { ...instance, keypoints: points } : instance
  if (left.counted === left.all && !reaches(instance, cover, true, image)) return [pointed]
  const cut = polygons && cutOutlines(polygons, cover, false, image.width, image.height)
  if (!mask && cut?.length === 0) return gone()
  const { box: _box, ...rest } = remains(instance, left, cut, mask && keepWhere(mask, cover, 0))
  return [{ ...pointed, ...rest, ...(mask || polygons ? boxed(instance, left, cut) : {}) }]
}

/** An instance of the layer where the layer is shown; keypoints elsewhere are lost. */
export function shown(
  instance: Instance,
  index: number,
  cover: Cover,
  image: Image,
  soft: boolean,
  dropped: Dropped[],
): Instance[] {
  const { mask, polygons, keypoints } = instance
  const lost = keypoints?.filter((point) => point.visibility > 0 && !isHidden(point, cover, image)) ?? []
  const points = lost.length > 0 && keypoints?.map((point) => (lost.includes(point) ? gonePoint(point) : point))
  const shape = pixelsOf(instance, image)
  if (!shape && points && points.every(({ visibility }) => visibility === 0)) return []
  const seen = shape && countOf(shape, cover.hides(shape), true)
  if (seen && !seen.box) return []
  const pointed = points ? { ...instance, keypoints: points } : instance
  const record = (): void => {
    for (const point of lost)
      dropped.push(lostKeypoint(point, whoIs(instance, index), 'it lies outside the part of its image that is pasted'))
  }
  if (!seen || (seen.counted === seen.all && !reaches(instance, cover, false, image))) {
    record()
    return [pointed]
  }
  const kept = soft && seen.counted >= WHOLE * seen.all
  const cut = kept ? polygons : polygons && cutOutlines(polygons, cover, true, image.width, image.height)
  if (!mask && cut?.length === 0) return []
  record()
  const rest = mask && keepWhere(mask, cover, 1)
  return [
    {
      ...pointed,
      ...(kept && !mask ? {} : remains(instance, seen, cut, rest)),
      ...(kept && polygons && !mask ? {} : boxed(instance, seen, cut)),
    },
  ]
}

/** What is cut of an instance, and how much of it is left. */
function remains(
  { polygons, area, visible = 1 }: Instance,
  { counted, all }: Count,
  cut: readonly (readonly number[])[] | undefined,
  rest: Mask | undefined,
): Partial<Instance> {
  const left = cut && coveredArea(cut)
  const share = rest || left === undefined || !polygons ? counted / all : Math.min(1, left / coveredArea(polygons))
  const measured = rest ? counted : (left ?? (area ?? 0) * share)
  return {
    ...(rest ? { mask: rest } : {}),
    ...(polygons && cut ? { polygons: cut } : {}),
    ...(area === undefined ? {} : { area: measured }),
    visible: visible * share,
  }
}

/** Whether polygons reach under a cover of rectangles, or out of it, by less than a pixel's centre. */
const reaches = ({ mask, polygons }: Instance, cover: Cover, hidden: boolean, { width, height }: Image): boolean =>
  polygons !== undefined &&
  !mask &&
  cover.boxes !== undefined &&
  cutOutlines(polygons, cover, hidden, width, height).length > 0

/** The tight box of what is left, for an instance that has a box. */
function boxed(
  { mask, box }: Instance,
  { box: tight }: Count,
  cut: readonly (readonly number[])[] | undefined,
): Pick<Instance, 'box'> {
  if (!box || !tight) return {}
  return { box: !mask && cut ? outlineBox(cut) : tight }
}

/** The pixels of an instance's mask, polygons, box or rotated box; of a shape too thin to hold a pixel's centre, those that its corners lie in. */
function pixelsOf({ mask, polygons, box, rotatedBox }: Instance, { width, height }: Image): Window | undefined {
  const outlines = polygons ?? (box ? [boxOutline(box)] : rotatedBox && [rotatedOutline(rotatedBox)])
  const shape = windowOf(mask, outlines, width, height)
  if (!shape || mask || !outlines || shape.data.some((value) => value !== 0)) return shape
  const data = new Uint8Array(width * height)
  for (const outline of outlines) {
    for (let at = 0; at + 1 < outline.length; at += 2) {
      const [x, y] = [Math.floor(outline[at] ?? 0), Math.floor(outline[at + 1] ?? 0)]
      if (x >= 0 && y >= 0 && x < width && y < height) data[y * width + x] = 1
    }
  }
  return { left: 0, top: 0, width, height, data }
}

/** Whether the layer hides the pixel that a keypoint lies in. */
function isHidden({ x, y }: Keypoint, cover: Cover, { width, height }: Image): boolean {
  const [left, top] = [Math.floor(x + 0.5), Math.floor(y + 0.5)]
  if (!(left >= 0 && top >= 0 && left < width && top < height)) return false
  return cover.hides({ left, top, width: 1, height: 1 })[0] === 1
}

const hideKeypoints = (keypoints: readonly Keypoint[], cover: Cover, image: Image): Keypoint[] =>
  keypoints.map((point) =>
    point.visibility === 2 && isHidden(point, cover, image) ? { ...point, visibility: 1 } : point,
  )

/** As COCO writes points without a label. */
const gonePoint = (point: Keypoint): Keypoint => ({ ...point, x: 0, y: 0, visibility: 0 })

/** A mask's values where the cover hides them, 1, or does not, 0. */
function keepWhere(mask: Mask, cover: Cover, wanted: 0 | 1): Mask {
  const kept = emptyLike(mask, mask.width, mask.height)
  const hidden = cover.hides({ left: 0, top: 0, ...mask })
  for (let at = 0; at < hidden.length; at++) if (hidden[at] === wanted) kept.data[at] = mask.data[at] ?? 0
  return kept
}
