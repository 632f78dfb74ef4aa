import { mixClasses, type ClassLabel, type Dropped } from '@variegate/core'
import type { Image, ImageLabels, Instance, Mask } from '../sample.js'
import type { BlendStep } from '../steps/steps.js'
import { coverOf, type Cover } from './cover.js'
import { shown, uncovered } from './covered.js'
import { hideLabels } from './hide.js'
import { emptyLike } from './mask.js'

/** Give an image the labels of what is laid over it. */
export function blendLabels(image: Image, step: BlendStep, dropped: Dropped[]): Image {
  if (step.labels === 'keep') return image
  const { labels } = image
  const over = step.layer.labels
  if ([labels, over].every(isEmpty)) return image
  const cover = coverOf(step, image)
  if (step.labels === 'hide') return hideLabels(image, cover, step.visible ?? 0, dropped)
  const label = mixed(labels.label, over.label, () => step.share ?? cover.mean())
  const named = label === undefined ? {} : { label }
  const own = labels.instances ?? []
  const brought = broughtFrom(step.layer, image)
  const instances =
    step.labels === 'mix'
      ? [...own, ...brought]
      : [
          ...own.flatMap((instance, index) => uncovered(instance, index, cover, image, dropped)),
          ...brought.flatMap((instance, index) => shown(instance, index, cover, image, step.soft === true, dropped)),
        ]
  const known = labels.instances || over.instances ? { instances } : {}
  return { ...image, labels: { ...labels, ...named, ...known, ...pasteMasks(labels, over, cover) } }
}

const isEmpty = (labels: ImageLabels): boolean => Object.keys(labels).length === 0

/** The classes by their shares; how much the layer covers is measured only where it matters. */
const mixed = (own: ClassLabel | undefined, over: ClassLabel | undefined, shareOf: () => number) =>
  own === undefined && over === undefined ? undefined : mixClasses(own, over, shareOf())

/** Objects of a layer tell which image they came from, where that is another; one that came back from a chain of mixes is the image's own again. */
function broughtFrom({ labels, id }: Image, host: Image): Instance[] {
  return (labels.instances ?? []).map((instance) => {
    const { source = id, ...rest } = instance
    if (source === undefined || source === host.id) return instance.source === undefined ? instance : rest
    return instance.source === undefined ? { ...instance, source } : instance
  })
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
