import { filterColours } from '../planes/filter.js'
import type { Algorithm } from './algorithm.js'
import { mixColours, padPlane } from './window.js'
import { colourPlanes } from '../planes/planes.js'

export interface SobelSettings {
  /** Changes along x, along y, or the length of both. */
  readonly axis: 'x' | 'y' | 'both'
  /** Factor of what the kernels give; they give 1020 for a step from black to white. */
  readonly scale: number
  /** Share of the edges' picture. */
  readonly alpha: number
}

/** Show how fast each channel changes, by Sobel's 3x3 kernels; borders as reflect101. */
export const sobelOf: Algorithm<SobelSettings> = {
  name: 'sobel',
  run(planes, settings) {
    const edges = filterColours(planes, (plane) => slopes(plane, planes.width, planes.height, settings))
    return mixColours(planes, colourPlanes(edges), settings.alpha)
  },
}

function slopes(plane: Float32Array, width: number, height: number, { axis, scale }: SobelSettings): Float32Array {
  const { values, stride } = padPlane(plane, width, height, 1, 'reflect101')
  const result = new Float32Array(plane.length)
  const [acrossShare, downShare] = [axis === 'y' ? 0 : scale, axis === 'x' ? 0 : scale]
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0, above = y * stride; x < width; x++, at++, above++) {
      const row = above + stride
      const below = row + stride
      const a = values[above] ?? 0
      const c = values[above + 2] ?? 0
      const g = values[below] ?? 0
      const i = values[below + 2] ?? 0
      const across = (c - a + 2 * ((values[row + 2] ?? 0) - (values[row] ?? 0)) + i - g) * acrossShare
      const down = (g - a + 2 * ((values[below + 1] ?? 0) - (values[above + 1] ?? 0)) + i - c) * downShare
      result[at] = Math.min(255, Math.sqrt(across * across + down * down))
    }
  }
  return result
}

export interface LaplacianSettings {
  /** Weights of the four nearest and the four diagonal neighbours; the middle has minus their sum. */
  readonly near: number
  readonly diagonal: number
  readonly scale: number
  readonly alpha: number
}

/** Show how far each value lies from its neighbours', by a Laplacian of 3x3; borders as reflect101. */
export const laplacianOf: Algorithm<LaplacianSettings> = {
  name: 'laplacian',
  run(planes, settings) {
    const edges = filterColours(planes, (plane) => bends(plane, planes.width, planes.height, settings))
    return mixColours(planes, colourPlanes(edges), settings.alpha)
  },
}

function bends(
  plane: Float32Array,
  width: number,
  height: number,
  { near, diagonal, scale }: LaplacianSettings,
): Float32Array {
  const { values, stride } = padPlane(plane, width, height, 1, 'reflect101')
  const result = new Float32Array(plane.length)
  const middle = 4 * (near + diagonal)
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0, above = y * stride; x < width; x++, at++, above++) {
      const row = above + stride
      const below = row + stride
      const cross = (values[above + 1] ?? 0) + (values[row] ?? 0) + (values[row + 2] ?? 0) + (values[below + 1] ?? 0)
      const corners = (values[above] ?? 0) + (values[above + 2] ?? 0) + (values[below] ?? 0) + (values[below + 2] ?? 0)
      const bend = near * cross + diagonal * corners - middle * (values[row + 1] ?? 0)
      result[at] = Math.min(255, Math.abs(bend) * scale)
    }
  }
  return result
}
