import { filterColours } from '../planes/filter.js'
import type { ByteCanvas } from '../bytes/canvas.js'
import type { Algorithm } from './algorithm.js'
import { mixPixels, pixelsAt } from './bytes.js'
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
  bytes(canvas, { axis, scale, alpha }) {
    const across = axis === 'y' ? undefined : strengths(canvas, SOBEL, scale)
    const down = axis === 'x' ? undefined : strengths(canvas, SOBEL_DOWN, scale)
    if (across !== undefined && down !== undefined) joinLengths(pixelsAt(canvas, across), pixelsAt(canvas, down))
    const target = across ?? down
    if (target === undefined) return undefined
    mixPixels(pixelsAt(canvas, canvas.pointer), pixelsAt(canvas, target), alpha)
    return { ...canvas, pointer: target }
  },
}

const SOBEL = [-1, 0, 1, -2, 0, 2, -1, 0, 1]
const SOBEL_DOWN = [-1, -2, -1, 0, 0, 0, 1, 2, 1]

/** Correlate with a kernel and with its opposite: each is cut off at 0, so that both together are the absolute values. Gives their pointer. */
function strengths({ scratch, pointer, width, height }: ByteCanvas, kernel: readonly number[], scale: number): number {
  const [rising, falling] = [scratch.take(width * height * 4), scratch.take(width * height * 4)]
  const work = scratch.take(44 * (width + 19) + 24 * 13)
  for (const [target, sign] of [
    [rising, scale],
    [falling, -scale],
  ] as const) {
    const taps = scratch.put(Float32Array.from(kernel, (weight) => weight * sign))
    scratch.kernels.convolve(pointer, target, width, height, taps, 3, 3, 0, work)
  }
  const count = width * height
  const [ups, downs] = [rising, falling].map((at) => new Uint32Array(scratch.kernels.memory.buffer, at, count))
  if (ups && downs) for (let at = 0; at < count; at++) ups[at] = (ups[at] ?? 0) | (downs[at] ?? 0)
  return rising
}

let lengths: Uint8Array | undefined

/** Put the length of both beside each other's place into the first, alpha aside. */
function joinLengths(across: Uint8Array, down: Uint8Array): void {
  lengths ??= Uint8Array.from({ length: 65536 }, (_, at) =>
    Math.min(255, Math.floor(Math.sqrt((at & 255) ** 2 + (at >> 8) ** 2) + 0.5)),
  )
  for (let at = 0; at < across.length; at += 4) {
    across[at] = lengths[((across[at] ?? 0) << 8) | (down[at] ?? 0)] ?? 0
    across[at + 1] = lengths[((across[at + 1] ?? 0) << 8) | (down[at + 1] ?? 0)] ?? 0
    across[at + 2] = lengths[((across[at + 2] ?? 0) << 8) | (down[at + 2] ?? 0)] ?? 0
  }
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
  bytes(canvas, { near, diagonal, scale, alpha }) {
    const middle = -4 * (near + diagonal)
    const kernel = [diagonal, near, diagonal, near, middle, near, diagonal, near, diagonal]
    const target = strengths(canvas, kernel, scale)
    mixPixels(pixelsAt(canvas, canvas.pointer), pixelsAt(canvas, target), alpha)
    return { ...canvas, pointer: target }
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
