import { colourPlanes, withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'
import { copyOf } from './bytes.js'
import { growChroma, shrinkChroma, type Subsampling } from './jpeg/chroma.js'
import { toRgb, toYcc } from './jpeg/colour.js'
import { throughBlocks } from './jpeg/component.js'
import { quantisationTable } from './jpeg/tables.js'

export interface JpegSettings {
  /** libjpeg's quality, in [1, 100]. */
  readonly quality: number
  readonly subsampling: Subsampling
}

/**
 * Lose what a JPEG of that quality loses, as libjpeg encodes and decodes it; values become whole levels.
 * Three colours are stored as luma and colour differences, any other number of channels each as a grey picture.
 */
export const jpegOf: Algorithm<JpegSettings> = {
  name: 'jpeg',
  run(planes, { quality, subsampling }) {
    const { width, height } = planes
    const [red, green, blue, ...more] = colourPlanes(planes).map(wholeLevels)
    const luma = quantisationTable('luma', quality)
    const grey = (levels: Uint8Array) => throughBlocks({ width, height, levels }, luma)
    if (!red || !green || !blue || more.length > 0)
      return withColours(
        planes,
        colourPlanes(planes).map((plane) => Float32Array.from(grey(wholeLevels(plane)).levels)),
      )
    const chroma = quantisationTable('chroma', quality)
    const [y, ...differences] = toYcc(red, green, blue)
    const [u, v] = differences.map((levels) => {
      const small = throughBlocks(shrinkChroma({ width, height, levels }, subsampling), chroma)
      return growChroma(small, subsampling, width, height)
    })
    return u && v ? withColours(planes, toRgb(grey(y), u, v)) : planes
  },
  bytes(canvas, { quality, subsampling }) {
    if (subsampling.x !== subsampling.y) return undefined
    const { scratch, width, height } = canvas
    const pointer = copyOf(canvas)
    const [luma, chroma] = (['luma', 'chroma'] as const).map((which) =>
      scratch.put(Int16Array.from(quantisationTable(which, quality))),
    )
    if (luma === undefined || chroma === undefined) return undefined
    const work = scratch.take(5 * (width + 24) * (height + 16) + 1024)
    scratch.kernels.jpeg(pointer, width, height, luma, chroma, subsampling.x === 2, work)
    return { ...canvas, pointer }
  },
}

function wholeLevels(plane: Float32Array): Uint8Array {
  const levels = new Uint8Array(plane.length)
  for (let at = 0; at < plane.length; at++) {
    const value = plane[at] ?? 0
    levels[at] = value < 0 ? 0 : value > 255 ? 255 : Math.floor(value + 0.5)
  }
  return levels
}
