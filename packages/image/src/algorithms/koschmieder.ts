import { exact } from '@variegate/core'
import { toRaster } from '../realise.js'
import { whiteOf } from '../raster.js'
import type { Image } from '../sample.js'
import type { Colour } from '../steps/steps.js'
import { veilAlgorithm } from './veil.js'

interface AirSettings {
  /** Extinction per unit of depth. */
  readonly beta: number
  /** The colour of the air's own light. */
  readonly airlight: Colour
  /** A map of depth, or how depth grows where there is none. */
  readonly depth: Image | 'vertical' | 'diagonal' | 'radial'
}

/** See a scene through air: I = J t + A (1 - t) with t = exp(-beta d) (Koschmieder, 1924). */
export const koschmieder = veilAlgorithm<AirSettings>('koschmieder', ({ beta, airlight, depth }, { width, height }) => {
  const distances = typeof depth === 'string' ? ramp(depth, width, height) : depthsOf(depth)
  let most = 0
  for (let at = 0; at < distances.length; at++) {
    const distance = distances[at] ?? 0
    if (distance > most && distance < Infinity) most = distance
  }
  const table = Float64Array.from({ length: STEPS + 2 }, (_, step) => exact.exp((-beta * most * step) / STEPS))
  const perUnit = most > 0 ? STEPS / most : 0
  const light = new Float32Array(distances.length)
  for (let at = 0; at < light.length; at++) {
    const distance = distances[at] ?? 0
    // What is endlessly far, or not known, as the sky in many maps, is air alone.
    const position = distance > 0 ? distance * perUnit : 0
    const step = Math.floor(position)
    const low = table[step] ?? 0
    const share = distance < Infinity ? low + ((table[step + 1] ?? low) - low) * (position - step) : 0
    light[at] = 1 - share
  }
  return { keep: 'rest', light: [light], colour: airlight }
})

const STEPS = 2048

/** The first channel of a map of depth, as shares of its white. */
function depthsOf(image: Image): Float32Array {
  const { data, channels, width, height, ...about } = toRaster(image)
  const factor = 1 / whiteOf({ data, channels, width, height, ...about })
  const depths = new Float32Array(width * height)
  for (let at = 0, from = 0; at < depths.length; at++, from += channels) depths[at] = (data[from] ?? 0) * factor
  return depths
}

/** Depths from 0 to 1: far at the top; far at the upper right; far in the middle, as a road vanishes. */
function ramp(kind: 'vertical' | 'diagonal' | 'radial', width: number, height: number): Float32Array {
  const depths = new Float32Array(width * height)
  for (let y = 0, at = 0; y < height; y++) {
    const up = 1 - (y + 0.5) / height
    for (let x = 0; x < width; x++, at++) {
      const right = (x + 0.5) / width
      if (kind === 'vertical') depths[at] = up
      else if (kind === 'diagonal') depths[at] = (up + right) / 2
      else depths[at] = 1 - Math.sqrt(((right - 0.5) * (right - 0.5) + (up - 0.5) * (up - 0.5)) * 2)
    }
  }
  return depths
}
