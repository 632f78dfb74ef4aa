import type { ClassLabel, Dropped } from '@variegate/core'
import { boxOutline } from '../maps/outlines.js'
import type { Box, Image, ImageLabels, Instance, Mask } from '../sample.js'
import type { BlendStep } from '../steps/steps.js'
import { countOf, HIDES, hideLabels, windowOf } from './hide.js'
import { emptyLike } from './mask.js'
import type { Window } from './rasterise.js'

/** Give an image the labels of what is laid over it. */
export function blendLabels(image: Image, step: BlendStep, dropped: Dropped[]): Image {
  if (step.labels === 'keep') return image
  const { labels } = image
  const over = step.layer.labels
  if ([labels, over].every(isEmpty)) return image
  const cover = coverOf(step, image)
  if (step.labels === 'hide') return hideLabels(image, cover.alpha, step.visible ?? 0, dropped)
  const label = mixLabels(labels.label, over.label, () => step.share ?? meanOf(cover.alpha))
  const named = label === undefined ? {} : { label }
  const instances =
    step.labels === 'mix'
      ? [...(labels.instances ?? []), ...(over.instances ?? [])]
      : [
          ...(labels.instances ?? []).flatMap((instance, index) =>
            uncovered(instance, index, cover.alpha, image, dropped),
          ),
          ...(over.instances ?? []).flatMap((instance) => shown(instance, cover.alpha, image)),
        ]
  const known = labels.instances || over.instances ? { instances } : {}
  return { ...image, labels: { ...labels, ...named, ...known, ...pasteMasks(labels, over, cover) } }
}

/** Where a layer is shown. */
interface Cover {
  readonly alpha: Float32Array
  /** Where it hides everything, as rectangles, and nothing anywhere else; nothing where it is of another shape. */
  readonly boxes: readonly Box[] | undefined
}

/** Alpha is made once someone asks for it. */
function coverOf({ alpha, settings }: BlendStep, { width, height }: Image): Cover {
  let made: Float32Array | undefined
  return {
    get alpha() {
      return (made ??= alpha.make(settings, width, height))
    },
    boxes: alpha.boxes?.(settings),
  }
}

const isEmpty = (labels: ImageLabels): boolean => Object.keys(labels).length === 0

function meanOf(alpha: Float32Array): number {
  let sum = 0
  for (let at = 0; at < alpha.length; at++) sum += alpha[at] ?? 0
  return sum / alpha.length
}

/** Classes as shares that add up to 1; one class alone stays a plain name. */
function mixLabels(
  base: ClassLabel | undefined,
  over: ClassLabel | undefined,
  shareOf: () => number,
): ClassLabel | undefined {
  if (base === undefined && over === undefined) return undefined
  const share = shareOf()
  if (share <= 0 || over === undefined) return base
  if (share >= 1 || base === undefined) return over
  const shares: Record<string, number> = {}
  for (const [label, weight] of [
    [base, 1 - share],
    [over, share],
  ] as const) {
    for (const [name, part] of Object.entries(typeof label === 'string' ? { [label]: 1 } : label))
      shares[name] = (shares[name] ?? 0) + weight * part
  }
  const [only, ...others] = Object.keys(shares)
  return only !== undefined && others.length === 0 && typeof base === 'string' ? only : shares
}

/** What is left of an instance under what was pasted; its box is that of what is left where its shape is known. */
function uncovered(
  instance: Instance,
  index: number,
  alpha: Float32Array,
  { width, height }: Image,
  dropped: Dropped[],
): Instance[] {
  const { mask, polygons, box } = instance
  const shape = pixelsOf(instance, width, height)
  if (!shape) return [instance]
  const left = countOf(shape, alpha, width, false)
  if (!left.box && left.all > 0) {
    const who = { id: instance.id ?? index, ...(instance.label === undefined ? {} : { label: instance.label }) }
    dropped.push({ kind: 'instance', ...who, reason: 'it is covered' })
    return []
  }
  // A lone box stays whole while a part of it is seen, as nobody knows the object's shape.
  if (!left.box || left.counted === left.all || (!mask && !polygons)) return [instance]
  const rest = mask && keepWhere(mask, (at) => (alpha[at] ?? 0) <= HIDES)
  return [{ ...instance, ...(rest ? { mask: rest } : {}), ...(box ? { box: left.box } : {}) }]
}

/** An instance of the layer where the layer is shown. */
function shown(instance: Instance, alpha: Float32Array, { width, height }: Image): Instance[] {
  const { mask, box } = instance
  const shape = pixelsOf(instance, width, height)
  if (!shape) return [instance]
  const seen = countOf(shape, alpha, width, true)
  if (!seen.box) return []
  const rest = mask && keepWhere(mask, (at) => (alpha[at] ?? 0) > HIDES)
  return [
    { ...instance, ...(rest ? { mask: rest } : {}), ...(box && seen.counted < seen.all ? { box: seen.box } : {}) },
  ]
}

/** The pixels of an instance's mask, polygons or box; rotated boxes alone stay as they are. */
const pixelsOf = ({ mask, polygons, box }: Instance, width: number, height: number): Window | undefined =>
  windowOf(mask, polygons ?? (box && [boxOutline(box)]), width, height)

function keepWhere(mask: Mask, keep: (at: number) => boolean): Mask {
  const kept = emptyLike(mask, mask.width, mask.height)
  for (let at = 0; at < mask.data.length; at++) if (keep(at)) kept.data[at] = mask.data[at] ?? 0
  return kept
}

/** Masks of one name: the layer's values where it hides the base. */
function pasteMasks({ masks }: ImageLabels, { masks: over }: ImageLabels, cover: Cover): Pick<ImageLabels, 'masks'> {
  if (!masks && !over) return {}
  const names = [...new Set([...Object.keys(masks ?? {}), ...Object.keys(over ?? {})])]
  const merged = names.flatMap((name): [string, Mask][] => {
    const [base, top] = [masks?.[name], over?.[name]]
    const like = base ?? top
    if (!like) return []
    const mask = base ? { ...base, data: base.data.slice() } : emptyLike(like, like.width, like.height)
    pasteData(mask, top?.data, cover)
    return [[name, mask]]
  })
  return { masks: Object.fromEntries(merged) }
}

/** What is pasted where the layer hides the base: its values, or 0 where it has none. */
function pasteData({ width, height, data }: Mask, over: Mask['data'] | undefined, cover: Cover): void {
  if (!cover.boxes) {
    const { alpha } = cover
    for (let at = 0; at < data.length; at++) if ((alpha[at] ?? 0) > HIDES) data[at] = over?.[at] ?? 0
    return
  }
  for (const [x, y, w, h] of cover.boxes) {
    const [left, right] = [Math.max(0, x), Math.min(width, x + w)]
    if (left >= right) continue
    for (let row = Math.max(0, y) * width; row < Math.min(height, y + h) * width; row += width) {
      if (over) data.set(over.subarray(row + left, row + right), row + left)
      else data.fill(0, row + left, row + right)
    }
  }
}
