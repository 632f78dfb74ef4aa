import { emptyContext, VariegateError, type Context } from '@variegate/core'
import { contextsOf, openDataset } from '@variegate/dataset'
import { polygonsToMask, type Image } from '@variegate/image'
import { join } from 'node:path'

/** A sample of the bundled dataset with what its transforms may look up. */
export interface Material {
  readonly modality: string
  readonly sample: unknown
  readonly context: Context
}

/** The picture that carries a mask of its own, so that what needs one can be shown. */
const MASKED = 'images/images/coffee.jpg'

/** Open the bundled samples; `samples` is their folder. */
export async function openMaterial(samples: string): Promise<(id: string) => Promise<Material>> {
  const { sources } = await openDataset(join(samples, 'dataset'))
  return async (id) => {
    const source = sources.find(({ entries }) => entries.some((entry) => entry.id === id))
    const entry = source?.entries.find((candidate) => candidate.id === id)
    if (!source || !entry) throw new VariegateError(`Expected the sample "${id}" in ${samples} but it is not there.`)
    const sample = await source.read(entry)
    const context = contextsOf(source, join(samples, 'policy.yaml'), { phrasebook })(entry)
    return { modality: source.modality, sample: id === MASKED ? withMask(sample as Image) : sample, context } // its layout is COCO
  }
}

/** Fill the polygons of every object into one mask. */
function withMask(image: Image): Image {
  const polygons = (image.labels.instances ?? []).flatMap((instance) => instance.polygons ?? [])
  const objects = polygonsToMask(polygons, image.width, image.height)
  return { ...image, labels: { ...image.labels, masks: { objects } } }
}

const THERE: Readonly<Record<string, string>> = {
  'Ada Lovelace wrote to Charles Babbage in 1843. The letters are kept in Oxford.':
    'Ada Lovelace escribió a Charles Babbage en 1843. Las cartas se conservan en Oxford.',
}
const BACK: Readonly<Record<string, string>> = {
  'Ada Lovelace escribió a Charles Babbage en 1843. Las cartas se conservan en Oxford.':
    'In 1843 Ada Lovelace wrote to Charles Babbage. The letters are preserved in Oxford.',
}

/** Stands in for a translator, which is a program of the reader's own: it knows one text. */
const phrasebook: (typeof emptyContext.translators)[string] = {
  translate: async (texts) => texts.map((text) => THERE[text] ?? BACK[text] ?? text),
}
