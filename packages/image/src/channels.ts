import { layoutOf, type Layout } from './raster.js'
import type { Image } from './sample.js'

/** What an image's channels are after its pending steps; 4 for bytes in the working layout. */
export function channelsOf({ source, steps }: Image): { readonly layout: Layout; readonly channels: number } {
  const layout = layoutOf(source)
  const coloured = steps.some((step) => step.kind === 'local' && step.algorithm.makesColour === true)
  if (layout === 'grey' && source.channels === 1 && coloured) return { layout: 'rgb', channels: 3 }
  return { layout, channels: source.channels }
}
