import type { Transform } from '@variegate/core'
import type { Pipeline } from '@variegate/core/pipeline'
import type { ExplainOptions, Image } from '@variegate/image'

/** Tell for every modality of a pipeline what will run: for images the passes over the pixels, for others the steps in order. */
export async function explainPipeline(pipeline: Pipeline, options: ExplainOptions): Promise<string> {
  const { explain } = await import('@variegate/image')
  return Object.entries(pipeline)
    .map(([modality, steps]) => {
      // The key says what the steps are for.
      const said =
        modality === 'image'
          ? explain(steps as readonly Transform<Image>[], options)
          : steps.map(({ name }) => name).join(', ')
      return `${modality}\n${said.replaceAll(/^/gm, '  ')}\n`
    })
    .join('\n')
}
