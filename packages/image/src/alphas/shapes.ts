import type { AlphaMaker } from '../steps/alpha.js'

interface EllipseSettings {
  /** Centre and half axes, in pixels. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly opacity: number
}

/** A filled ellipse with an edge of about one pixel. */
export const ellipse: AlphaMaker<EllipseSettings> = {
  name: 'ellipse',
  make({ x, y, width: halfWidth, height: halfHeight, opacity }, width, height) {
    const alpha = new Float32Array(width * height)
    const shorter = Math.min(halfWidth, halfHeight)
    const [left, right] = [Math.max(0, Math.floor(x - halfWidth - 1)), Math.min(width, Math.ceil(x + halfWidth + 1))]
    const [top, bottom] = [Math.max(0, Math.floor(y - halfHeight - 1)), Math.min(height, Math.ceil(y + halfHeight + 1))]
    for (let row = top; row < bottom; row++) {
      const v = halfHeight > 0 ? (row + 0.5 - y) / halfHeight : 2
      for (let column = left; column < right; column++) {
        const u = halfWidth > 0 ? (column + 0.5 - x) / halfWidth : 2
        const inside = (1 - Math.sqrt(u * u + v * v)) * shorter + 0.5
        if (inside > 0) alpha[row * width + column] = Math.min(1, inside) * opacity
      }
    }
    return alpha
  },
}

interface OutlineSettings {
  /** [x0, y0, x1, y1, …] in pixels, filled by the even-odd rule. */
  readonly outline: readonly number[]
  readonly opacity: number
}

/** Rows within a pixel at which an outline's crossings are taken. */
const ROWS = 4

/** A filled outline, with as much of each pixel as lies inside. */
export const filledOutline: AlphaMaker<OutlineSettings> = {
  name: 'filledOutline',
  make({ outline, opacity }, width, height) {
    const alpha = new Float32Array(width * height)
    for (let line = 0; line < height * ROWS; line++) {
      const crossings = crossingsAt(outline, (line + 0.5) / ROWS)
      const row = Math.floor(line / ROWS) * width
      for (let index = 0; index + 1 < crossings.length; index += 2)
        cover(alpha, row, width, crossings[index] ?? 0, crossings[index + 1] ?? 0, opacity / ROWS)
    }
    return alpha
  },
}

/** Add to a row's pixels the share of [from, to) that lies in each. */
function cover(alpha: Float32Array, row: number, width: number, from: number, to: number, weight: number): void {
  const [left, right] = [Math.max(0, from), Math.min(width, to)]
  for (let x = Math.floor(left); x < right; x++) {
    const part = Math.min(x + 1, right) - Math.max(x, left)
    if (part > 0) alpha[row + x] = Math.min(1, (alpha[row + x] ?? 0) + weight * part)
  }
}

function crossingsAt(outline: readonly number[], y: number): number[] {
  const crossings: number[] = []
  for (let index = 0; index + 1 < outline.length; index += 2) {
    const next = (index + 2) % outline.length
    const [x0, y0, x1, y1] = [outline[index] ?? 0, outline[index + 1] ?? 0, outline[next] ?? 0, outline[next + 1] ?? 0]
    if (y0 <= y !== y1 <= y) crossings.push(x0 + ((y - y0) / (y1 - y0)) * (x1 - x0))
  }
  return crossings.sort((a, b) => a - b)
}

interface StripeSettings {
  /** Distance from one stripe to the next and width of a stripe, in pixels. */
  readonly unit: number
  readonly size: number
  /** Unit vector across the stripes. */
  readonly across: readonly [number, number]
  /** Where the first stripe begins, in pixels. */
  readonly offset: number
  readonly opacity: number
}

/** Parallel stripes. */
export const stripes: AlphaMaker<StripeSettings> = {
  name: 'stripes',
  make({ unit, size, across, offset, opacity }, width, height) {
    const alpha = new Float32Array(width * height)
    const [stepX, stepY, share] = [across[0] / unit, across[1] / unit, size / unit]
    for (let row = 0, at = 0; row < height; row++) {
      for (let column = 0; column < width; column++, at++) {
        const position = (column + 0.5) * stepX + (row + 0.5) * stepY - offset / unit
        if (position - Math.floor(position) < share) alpha[at] = opacity
      }
    }
    return alpha
  },
}
