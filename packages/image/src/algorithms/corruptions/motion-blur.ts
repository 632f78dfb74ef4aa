import { exact } from '@variegate/core'
import { filterColours } from '../../planes/filter.js'
import type { Algorithm } from '../algorithm.js'

export interface Motion {
  /** How far the trail reaches, half of it in pixels, and its Gaussian's standard deviation. */
  readonly radius: number
  readonly sigma: number
  /** In degrees from +x towards +y. */
  readonly angle: number
}

/** Smear along a line with the falling half of a Gaussian, as ImageMagick's motion blur does; the edge goes on outside. */
export const motionBlurOf: Algorithm<Motion> = {
  name: 'motionBlur',
  run: (planes, motion) =>
    filterColours(planes, (plane) => motionBlurPlane(plane, planes.width, planes.height, motion)),
}

export function motionBlurPlane(
  plane: Float32Array,
  width: number,
  height: number,
  { radius, sigma, angle }: Motion,
): Float32Array {
  const taps = 2 * Math.ceil(radius) + 1
  const turn = (angle * Math.PI) / 180
  const [cos, sin] = [exact.cos(turn), exact.sin(turn)]
  const weights = Array.from({ length: taps }, (_, tap) => exact.exp(-(tap * tap) / (2 * sigma * sigma)))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const result = new Float32Array(plane.length)
  const line = new Float64Array(width)
  for (let y = 0; y < height; y++) {
    line.fill(0)
    for (let tap = 0; tap < taps; tap++) {
      const weight = (weights[tap] ?? 0) / total
      const dx = Math.ceil(tap * cos - 0.5)
      const from = Math.min(height - 1, Math.max(0, y + Math.ceil(tap * sin - 0.5))) * width
      const first = Math.min(width, Math.max(0, -dx))
      const last = Math.max(first, Math.min(width, width - dx))
      const [left, right] = [weight * (plane[from] ?? 0), weight * (plane[from + width - 1] ?? 0)]
      for (let x = 0; x < first; x++) line[x] = (line[x] ?? 0) + left
      for (let x = first; x < last; x++) line[x] = (line[x] ?? 0) + weight * (plane[from + x + dx] ?? 0)
      for (let x = last; x < width; x++) line[x] = (line[x] ?? 0) + right
    }
    result.set(line, y * width)
  }
  return result
}
