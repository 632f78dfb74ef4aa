import { VariegateError, type Context } from '@variegate/core'
import { contextsOf, folderStore, openDataset } from '@variegate/dataset'
import { polygonsToMask, type Image } from '@variegate/image'
import type { Translator } from '@variegate/text'
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
    const around = {
      policyFile: join(samples, 'policy.yaml'),
      services: { translators: { phrasebook } },
      store: folderStore(join(samples, 'kept')),
    }
    const context = contextsOf(source, around)(entry)
    return { modality: source.modality, sample: id === MASKED ? withMask(sample as Image) : sample, context } // its layout is COCO
  }
}

/** Fill the polygons of every object into one mask. */
function withMask(image: Image): Image {
  const polygons = (image.labels.instances ?? []).flatMap((instance) => instance.polygons ?? [])
  const objects = polygonsToMask(polygons, image.width, image.height)
  return { ...image, labels: { ...image.labels, masks: { objects } } }
}

const PHRASES = [
  ['wrote to', 'escribió a', 'sent letters to'],
  ['The letters are kept in', 'Las cartas se conservan en', 'The letters are preserved in'],
] as const

/** Stands in for a translator, which is a program of the reader's own: it knows two phrases. */
const phrasebook: Translator = {
  translate: async (texts, from) =>
    texts.map((text) => PHRASES.reduce((said, phrase) => turn(said, phrase, from), text)),
}

const turn = (text: string, [english, spanish, back]: (typeof PHRASES)[number], from: string): string =>
  from === 'en' ? text.replace(english, spanish) : text.replace(spanish, back)
