import { translation } from '../matrix.js'
import { isByteRaster, layoutOf } from '../raster.js'
import type { Image } from '../sample.js'
import { warp, type BlendStep } from '../steps/steps.js'

/** What a blend shows of its layer. */
export interface Part {
  /** The layer, cut down to it. */
  readonly image: Image
  /** Where it lies in the layer. */
  readonly x: number
  readonly y: number
}

const made = new WeakMap<BlendStep, Part>()

/** The part of a layer of opaque bytes that a blend shows, where it is one rectangle: no other pixel has to be computed. */
export function partOf(step: BlendStep): Part | undefined {
  const known = made.get(step)
  if (known) return known
  const { layer, alpha, settings, seams } = step
  const [box, ...more] = alpha.boxes?.(settings) ?? []
  if (!box || more.length > 0 || seams !== undefined) return undefined
  const { source, steps } = layer
  if (!isByteRaster(source) || layoutOf(source) === 'rgba' || steps.some(({ kind }) => kind === 'convert'))
    return undefined
  const [x, y] = [Math.max(0, box[0]), Math.max(0, box[1])]
  const [width, height] = [Math.min(layer.width, box[0] + box[2]) - x, Math.min(layer.height, box[1] + box[3]) - y]
  if (!(width > 0 && height > 0) || (width === layer.width && height === layer.height)) return undefined
  const crop = warp({ matrix: translation(-x, -y), width, height })
  const part = { image: { ...layer, width, height, steps: [...steps, crop] }, x, y }
  made.set(step, part)
  return part
}
