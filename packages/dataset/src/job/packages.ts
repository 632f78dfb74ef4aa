import { isTransformDefinition, VariegateError, type ModalityPackage, type TransformDefinition } from '@variegate/core'
import type { Packages } from '@variegate/core/pipeline'
import type { Image } from '@variegate/image'
import { pathToFileURL } from 'node:url'

const loaders: Readonly<Record<string, () => Promise<ModalityPackage>>> = {
  image: async () => (await import('@variegate/image')).imagePackage,
  text: async () => (await import('@variegate/text')).textPackage,
  audio: async () => (await import('@variegate/audio')).audioPackage,
  series: async () => (await import('@variegate/series')).seriesPackage,
  video: async () => (await import('@variegate/video')).videoPackage,
}

/** The transforms of every modality, or of those that are wanted, and a user's own from modules that export them. */
export async function loadPackages(use: readonly string[] = [], wanted?: readonly string[]): Promise<Packages> {
  const isWanted = (modality: string) => wanted?.includes(modality) ?? true
  // Video has every transform of images, on its frames.
  const isNeeded = (modality: string) => isWanted(modality) || (modality === 'image' && isWanted('video'))
  const loaded = await Promise.all(
    Object.entries(loaders).map(async ([modality, load]): Promise<[string, readonly TransformDefinition[]]> => [
      modality,
      isNeeded(modality) ? (await load()).transforms : [],
    ]),
  )
  const packages = Object.fromEntries(loaded)
  for (const module of use) {
    for (const definition of await definitionsIn(module)) {
      const known = packages[definition.modality] ?? []
      if (known.some(({ name }) => name === definition.name)) {
        throw new VariegateError(
          `Expected new names in ${module} but ${definition.modality}/${definition.name} is there already; rename it.`,
        )
      }
      packages[definition.modality] = [...known, definition]
    }
  }
  if (!isWanted('video')) return packages
  // A user's image transform works on frames too.
  const { onFrames } = await import('@variegate/video')
  const images = (packages.image ?? []).filter(({ name }) => !packages.video?.some((other) => other.name === name))
  return {
    ...packages,
    video: [
      ...(packages.video ?? []),
      ...images.map((definition) => onFrames(definition as TransformDefinition<Image>)),
    ],
  } // they are of the modality image
}

async function definitionsIn(module: string): Promise<readonly TransformDefinition[]> {
  let exported: Record<string, unknown>
  try {
    exported = await import(pathToFileURL(module).href)
  } catch (error) {
    throw new VariegateError(
      `Could not import ${module}: ${error instanceof Error ? error.message : String(error)}`,
      [],
      { cause: error },
    )
  }
  const definitions = Object.values(exported).filter(isTransformDefinition)
  if (definitions.length > 0) return definitions
  throw new VariegateError(
    `Expected ${module} to export transforms, made with defineImageTransform and the like, but found none.`,
  )
}
