import { transformsOf, type Dropped, type Json, type Modality } from '@variegate/core'
import { followLabels } from './labels/follow.js'
import { toRaster } from './realise.js'
import type { Image, Mask } from './sample.js'
import { identityMatrix } from './space-map.js'
import type { ImageStep, WarpStep } from './steps/steps.js'

/** What image steps may know of an image. */
export interface ImageFacts {
  /** Size before the steps, in pixels. */
  readonly width: number
  readonly height: number
}

/** The engine of images: steps move the labels at once and the pixels once someone asks for them. */
export const imageModality: Modality<Image, ImageFacts, ImageStep> = {
  name: 'image',
  facts: ({ width, height }) => ({ width, height }),
  apply(sample, steps) {
    const dropped: Dropped[] = []
    const taken: ImageStep[] = []
    let { width, height, labels } = sample
    for (const step of steps) {
      if (step.kind === 'warp' && staysAsItIs(step, width, height)) continue
      taken.push(step)
      if (step.kind !== 'warp') continue
      const map = { matrix: step.matrix, inWidth: width, inHeight: height, width: step.width, height: step.height }
      const followed = followLabels(labels, map, step)
      labels = followed.labels
      dropped.push(...followed.dropped)
      width = step.width
      height = step.height
    }
    if (taken.length === 0) return { sample, dropped }
    return { sample: { ...sample, width, height, labels, steps: [...sample.steps, ...taken] }, dropped }
  },
  snapshot(sample) {
    const { masks = {}, instances = [], ...rest } = sample.labels
    const all: Mask[] = [...Object.values(masks), ...instances.flatMap(({ mask }) => (mask ? [mask] : []))]
    const plain = instances.map(({ mask: _mask, ...instance }) => instance)
    const labels = { width: sample.width, height: sample.height, ...rest, masks: Object.keys(masks), instances: plain }
    return { data: [toRaster(sample).data, ...all.map(({ data }) => data)], labels: labels as unknown as Json } // labels are plain data
  },
}

/** A warp that moves nothing would still read every pixel and cut every outline anew. */
const staysAsItIs = ({ matrix, width, height }: WarpStep, inWidth: number, inHeight: number): boolean =>
  width === inWidth && height === inHeight && matrix.every((value, index) => value === identityMatrix[index])

/** Define an image transform: its options, what it draws, and the steps it is made of. */
export const defineImageTransform = transformsOf(imageModality)
