import type { Dropped } from '@variegate/core'
import { boxOutline } from '../maps/outlines.js'
import type { Image, Instance, Mask } from '../sample.js'
import { polygonsToMask } from './rasterise.js'
import { rotatedOutline } from './rotated-box.js'

/** What is more than half opaque hides what lies under it. */
const HIDES = 0.5

/** Drop the objects of which a smaller share than `visible` is left to see; all other labels stay as they are. */
export function hideLabels(image: Image, alpha: Float32Array, visible: number, dropped: Dropped[]): Image {
  const { instances } = image.labels
  if (!instances || visible <= 0) return image
  const kept = instances.filter((instance, index) => {
    const shape = shapeOf(instance, image.width, image.height)
    const share = shape ? visibleShare(shape, alpha) : 1
    if (share >= visible) return true
    const who = { id: instance.id ?? index, ...(instance.label === undefined ? {} : { label: instance.label }) }
    const shown = Math.round(share * 1000) / 1000
    dropped.push({ kind: 'instance', ...who, reason: `its visible share of ${shown} is below dropHidden ${visible}` })
    return false
  })
  return kept.length === instances.length ? image : { ...image, labels: { ...image.labels, instances: kept } }
}

/** The pixels of an object, by the best that is known of its shape. */
export function shapeOf(
  { mask, polygons, rotatedBox, box }: Instance,
  width: number,
  height: number,
): Mask | undefined {
  if (mask) return mask
  const outlines = polygons ?? (rotatedBox ? [rotatedOutline(rotatedBox)] : box && [boxOutline(box)])
  return outlines && polygonsToMask(outlines, width, height)
}

/** An object without a pixel of its own is not hidden by anything. */
function visibleShare({ data }: Mask, alpha: Float32Array): number {
  let [all, seen] = [0, 0]
  for (let at = 0; at < data.length; at++) {
    if (data[at] === 0) continue
    all++
    if ((alpha[at] ?? 0) <= HIDES) seen++
  }
  return all === 0 ? 1 : seen / all
}
