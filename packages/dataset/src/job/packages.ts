import { isTransformDefinition, VariegateError, type TransformDefinition } from '@variegate/core'
import type { Packages } from '@variegate/core/pipeline'
import type { Image } from '@variegate/image'
import { pathToFileURL } from 'node:url'

/** The transforms of every modality, and a user's own from modules that export them. */
export async function loadPackages(use: readonly string[] = []): Promise<Packages> {
  const [image, text, audio, series, video] = await Promise.all([
    import('@variegate/image'),
    import('@variegate/text'),
    import('@variegate/audio'),
    import('@variegate/series'),
    import('@variegate/video'),
  ])
  const packages: Record<string, readonly TransformDefinition[]> = {
    image: image.imageTransforms,
    text: text.textTransforms,
    audio: audio.audioTransforms,
    series: series.seriesTransforms,
    video: video.videoTransforms,
  }
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
  // A user's image transform works on frames too.
  const images = (packages.image ?? []).filter(({ name }) => !packages.video?.some((other) => other.name === name))
  return {
    ...packages,
    video: [
      ...(packages.video ?? []),
      ...images.map((definition) => video.onFrames(definition as TransformDefinition<Image>)),
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
