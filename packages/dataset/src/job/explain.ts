import type { Transform } from '@variegate/core'
import type { Pipeline } from '@variegate/core/pipeline'
import { explain, type ExplainOptions, type Image } from '@variegate/image'

/** Tell for every modality of a pipeline what will run: for images the passes over the pixels, for others the steps in order. */
export function explainPipeline(pipeline: Pipeline, options: ExplainOptions): string {
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
