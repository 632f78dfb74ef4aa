import { copyOf } from '../plan/copies.js'
import type { MovePass } from '../plan/plan.js'
import { depthOf, emptySamples, layoutOf, whiteOf, type Raster, type Samples } from '../raster.js'
import type { Colour, FillStep } from '../steps/steps.js'
import { outsideOf } from './planes.js'

/** Do a move of whole rows of 16-bit or float samples as they lie: crops, and pads with a colour; nothing for other moves. */
export function copySamples(source: Raster, pass: MovePass, into?: Samples): Raster | undefined {
  const copy = copyOf(pass, source)
  const { width, height, fill } = pass.step
  if (copy?.kind === 'turn' && copy.stepX === 1) {
    const [left, top] = [copy.origin % source.width, Math.floor(copy.origin / source.width)]
    // Rows may also be turned upside down.
    const rows = Array.from({ length: height }, (_, y) => top + y * Math.round(copy.stepY / source.width))
    return copyRows(source, { width, height }, rows, -left, fill, into)
  }
  if (copy?.kind !== 'shift' || copy.border !== 'constant') return undefined
  const rows = Array.from({ length: height }, (_, y) => y - copy.y)
  return copyRows(source, { width, height }, rows, copy.x, fill, into)
}

/** Each row shows one of the source from column `x` on, and the fill elsewhere. */
function copyRows(
  source: Raster,
  size: { readonly width: number; readonly height: number },
  rows: readonly number[],
  x: number,
  fill: Colour,
  into?: Samples,
): Raster {
  const { channels, data } = source
  const { width, height } = size
  const [left, right] = [Math.max(0, Math.min(width, x)), Math.max(0, Math.min(width, x + source.width))]
  const depth = depthOf(source)
  const copied = emptySamples(depth, width * height * channels, into)
  const whole = rows.every((row) => row >= 0 && row < source.height) && left === 0 && right === width
  if (!whole) {
    const alpha = layoutOf(source) === 'rgba'
    const outside = outsideOf({ channels, alpha, white: whiteOf(source) }, fill)
    for (let at = 0; at < copied.length; at++) {
      const value = outside[at % channels] ?? 0
      copied[at] = depth === 'float32' ? value : Math.floor(value + 0.5)
    }
  }
  if (left < right) {
    for (const [y, row] of rows.entries()) {
      if (row < 0 || row >= source.height) continue
      const from = (row * source.width - x) * channels
      copied.set(data.subarray(from + left * channels, from + right * channels), (y * width + left) * channels)
    }
  }
  return { ...source, width, height, data: copied }
}

/** Paint rectangles over 16-bit or float samples as they lie; nothing for what is painted with noise. */
export function paintSamples(source: Raster, { regions, fill }: FillStep, into?: Samples): Raster | undefined {
  if ('key' in fill) return undefined
  const { width, channels, data } = source
  const depth = depthOf(source)
  const painted = emptySamples(depth, data.length, into)
  painted.set(data)
  const alpha = layoutOf(source) === 'rgba'
  const outside = outsideOf({ channels, alpha, white: whiteOf(source) }, fill)
  const levels = outside.map((value) => (depth === 'float32' ? value : Math.floor(value + 0.5)))
  const colours = alpha ? channels - 1 : channels
  for (const [x, y, w, h] of regions) {
    for (let row = y; row < y + h; row++) {
      const first = (row * width + x) * channels
      for (let at = first; at < first + w * channels; at += channels)
        for (let channel = 0; channel < colours; channel++) painted[at + channel] = levels[channel] ?? 0
    }
  }
  return { ...source, data: painted }
}
