import type { ClassLabel, Dropped } from '@variegate/core'
import { boxOutline } from '../maps/outlines.js'
import type { Image, ImageLabels, Instance, Mask } from '../sample.js'
import type { BlendStep } from '../steps/steps.js'
import { coverOf, type Cover } from './cover.js'
import { countOf, hideLabels, windowOf } from './hide.js'
import { emptyLike } from './mask.js'
import type { Window } from './rasterise.js'

/** Give an image the labels of what is laid over it. */
export function blendLabels(image: Image, step: BlendStep, dropped: Dropped[]): Image {
  if (step.labels === 'keep') return image
  const { labels } = image
  const over = step.layer.labels
  if ([labels, over].every(isEmpty)) return image
  const cover = coverOf(step, image)
  if (step.labels === 'hide') return hideLabels(image, cover, step.visible ?? 0, dropped)
  const label = mixLabels(labels.label, over.label, () => step.share ?? cover.mean())
  const named = label === undefined ? {} : { label }
  const instances =
    step.labels === 'mix'
      ? [...(labels.instances ?? []), ...(over.instances ?? [])]
      : [
          ...(labels.instances ?? []).flatMap((instance, index) => uncovered(instance, index, cover, image, dropped)),
          ...(over.instances ?? []).flatMap((instance) => shown(instance, cover, image)),
        ]
  const known = labels.instances || over.instances ? { instances } : {}
  return { ...image, labels: { ...labels, ...named, ...known, ...pasteMasks(labels, over, cover) } }
}

const isEmpty = (labels: ImageLabels): boolean => Object.keys(labels).length === 0

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
  cover: Cover,
  { width, height }: Image,
  dropped: Dropped[],
): Instance[] {
  const { mask, polygons, box } = instance
  const shape = pixelsOf(instance, width, height)
  if (!shape) return [instance]
  const left = countOf(shape, cover.hides(shape), false)
  if (!left.box && left.all > 0) {
    const who = { id: instance.id ?? index, ...(instance.label === undefined ? {} : { label: instance.label }) }
    dropped.push({ kind: 'instance', ...who, reason: 'it is covered' })
    return []
  }
  // A lone box stays whole while a part of it is seen, as nobody knows the object's shape.
  if (!left.box || left.counted === left.all || (!mask && !polygons)) return [instance]
  const rest = mask && keepWhere(mask, cover, 0)
  return [{ ...instance, ...(rest ? { mask: rest } : {}), ...(box ? { box: left.box } : {}) }]
}

/** An instance of the layer where the layer is shown. */
function shown(instance: Instance, cover: Cover, { width, height }: Image): Instance[] {
  const { mask, box } = instance
  const shape = pixelsOf(instance, width, height)
  if (!shape) return [instance]
  const seen = countOf(shape, cover.hides(shape), true)
  if (!seen.box) return []
  const rest = mask && keepWhere(mask, cover, 1)
  return [
    { ...instance, ...(rest ? { mask: rest } : {}), ...(box && seen.counted < seen.all ? { box: seen.box } : {}) },
  ]
}

/** The pixels of an instance's mask, polygons or box; rotated boxes alone stay as they are. */
const pixelsOf = ({ mask, polygons, box }: Instance, width: number, height: number): Window | undefined =>
  windowOf(mask, polygons ?? (box && [boxOutline(box)]), width, height)

/** A mask's values where the cover hides them, 1, or does not, 0. */
function keepWhere(mask: Mask, cover: Cover, wanted: 0 | 1): Mask {
  const kept = emptyLike(mask, mask.width, mask.height)
  const hidden = cover.hides({ left: 0, top: 0, ...mask })
  for (let at = 0; at < hidden.length; at++) if (hidden[at] === wanted) kept.data[at] = mask.data[at] ?? 0
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
    cover.paste(mask, top?.data)
    return [[name, mask]]
  })
  return { masks: Object.fromEntries(merged) }
}
