import { layoutOf } from '../../raster.js'
import type { Image } from '../../sample.js'

/** How many channels of an image are not alpha; three for bytes, which work in colour. */
export const colourCount = ({ source }: Image): number =>
  layoutOf(source) === 'rgba' || (source.channels === 4 && layoutOf(source) !== 'bands')
    ? source.channels - 1
    : source.channels
