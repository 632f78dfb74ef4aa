import { exact } from '@variegate/core'
import { colourPlanes, withColours } from '../../planes/planes.js'
import type { Algorithm } from '../algorithm.js'

/** Keep of a picture what a JPEG file of a quality from 1 to 100 keeps: blocks of 8x8 frequencies, rounded; chroma at half the size. */
export const jpegCompressionOf: Algorithm<{ readonly quality: number }> = {
  name: 'jpegCompression',
  run(planes, { quality }) {
    const { width, height } = planes
    const whole = colourPlanes(planes)
    const [red, green, blue] = whole
    const [luma, chroma] = [steps(LUMA, quality), steps(CHROMA, quality)]
    if (whole.length !== 3 || !red || !green || !blue)
      return withColours(
        planes,
        whole.map((plane) => coded(plane, width, height, luma)),
      )
    const y = new Float32Array(red.length)
    const cb = new Float32Array(red.length)
    const cr = new Float32Array(red.length)
    for (let at = 0; at < y.length; at++) {
      const r = red[at] ?? 0
      const g = green[at] ?? 0
      const b = blue[at] ?? 0
      y[at] = 0.299 * r + 0.587 * g + 0.114 * b
      cb[at] = 128 - 0.168735892 * r - 0.331264108 * g + 0.5 * b
      cr[at] = 128 + 0.5 * r - 0.418687589 * g - 0.081312411 * b
    }
    const [halfWidth, halfHeight] = [Math.ceil(width / 2), Math.ceil(height / 2)]
    const light = coded(y, width, height, luma)
    const blueness = coded(halved(cb, width, height), halfWidth, halfHeight, chroma)
    const redness = coded(halved(cr, width, height), halfWidth, halfHeight, chroma)
    const result = [new Float32Array(y.length), new Float32Array(y.length), new Float32Array(y.length)] as const
    for (let row = 0, at = 0; row < height; row++) {
      for (let column = 0; column < width; column++, at++) {
        const half = (row >> 1) * halfWidth + (column >> 1)
        const l = light[at] ?? 0
        const u = (blueness[half] ?? 0) - 128
        const v = (redness[half] ?? 0) - 128
        result[0][at] = limited(l + 1.402 * v)
        result[1][at] = limited(l - 0.344136286 * u - 0.714136286 * v)
        result[2][at] = limited(l + 1.772 * u)
      }
    }
    return withColours(planes, result)
  },
}

const limited = (value: number): number => Math.min(255, Math.max(0, value))

/** Means of two by two pixels; at an odd edge, of those that are there. */
function halved(plane: Float32Array, width: number, height: number): Float32Array {
  const columns = Math.ceil(width / 2)
  const result = new Float32Array(columns * Math.ceil(height / 2))
  for (let at = 0; at < result.length; at++) {
    const left = (at % columns) * 2
    const top = Math.floor(at / columns) * 2 * width
    const right = Math.min(width - 1, left + 1)
    const bottom = Math.min((height - 1) * width, top + width)
    const upper = (plane[top + left] ?? 0) + (plane[top + right] ?? 0)
    result[at] = (upper + (plane[bottom + left] ?? 0) + (plane[bottom + right] ?? 0)) / 4
  }
  return result
}

/** The rows of the 8-point cosine transform, of length 1. */
const basis = (): Float64Array =>
  Float64Array.from({ length: 64 }, (_, at) => {
    const [frequency, place] = [at >> 3, at & 7]
    return (frequency === 0 ? Math.SQRT1_2 : exact.cos(((2 * place + 1) * frequency * Math.PI) / 16)) / 2
  })

/** Turn 8x8 blocks to frequencies, round them to steps, and turn them back; the edge goes on outside. */
function coded(plane: Float32Array, width: number, height: number, sizes: readonly number[]): Float32Array {
  const cosines = basis()
  const result = new Float32Array(plane.length)
  const block = new Float64Array(64)
  const half = new Float64Array(64)
  for (let top = 0; top < height; top += 8) {
    for (let left = 0; left < width; left += 8) {
      for (let at = 0; at < 64; at++) {
        const y = Math.min(height - 1, top + (at >> 3))
        block[at] = Math.floor((plane[y * width + Math.min(width - 1, left + (at & 7))] ?? 0) + 0.5) - 128
      }
      turn(block, half, cosines, 8, 1)
      turn(half, block, cosines, 8, 1)
      for (let at = 0; at < 64; at++) {
        // Turned twice the block lies as it was, rows of frequencies from top to bottom.
        const size = sizes[at] ?? 1
        block[at] = Math.floor((block[at] ?? 0) / size + 0.5) * size
      }
      turn(block, half, cosines, 1, 8)
      turn(half, block, cosines, 1, 8)
      const [bottom, right] = [Math.min(8, height - top), Math.min(8, width - left)]
      for (let y = 0; y < bottom; y++)
        for (let x = 0; x < right; x++)
          result[(top + y) * width + left + x] = limited(Math.floor((block[y * 8 + x] ?? 0) + 128.5))
    }
  }
  return result
}

/** Multiply the rows of a block with a matrix and lay them down as columns. */
function turn(from: Float64Array, to: Float64Array, matrix: Float64Array, row: number, column: number): void {
  for (let line = 0; line < 8; line++) {
    for (let index = 0; index < 8; index++) {
      let sum = 0
      for (let at = 0; at < 8; at++) sum += (from[line * 8 + at] ?? 0) * (matrix[index * row + at * column] ?? 0)
      to[index * 8 + line] = sum
    }
  }
}

/** The tables of the standard's annex K at a quality, as libjpeg scales them. */
function steps(table: readonly number[], quality: number): number[] {
  const percent = quality < 50 ? Math.floor(5000 / quality) : 200 - 2 * quality
  return table.map((size) => Math.min(255, Math.max(1, Math.floor((size * percent + 50) / 100))))
}

// ITU-T T.81, tables K.1 and K.2.
const LUMA = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22, 29, 51,
  87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103, 121, 120, 101,
  72, 92, 95, 98, 112, 100, 103, 99,
]
const CHROMA = [
  17,
  18,
  24,
  47,
  99,
  99,
  99,
  99,
  18,
  21,
  26,
  66,
  99,
  99,
  99,
  99,
  24,
  26,
  56,
  99,
  99,
  99,
  99,
  99,
  47,
  66,
  99,
  99,
  99,
  99,
  99,
  99,
  ...Array<number>(32).fill(99),
]
