import { evenNumbers, type Key } from '../kernels/random.js'
import { withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'
import { copiesOf, relight, relightBytes } from './lightness.js'

interface GravelSettings {
  /** Rectangles of whole pixels in which stones lie. */
  readonly patches: readonly (readonly [x: number, y: number, width: number, height: number])[]
  /** Stones per pixel of a patch. */
  readonly density: number
  readonly key: Key
}

/** A stone: pixels [left, right) by [top, bottom) of one lightness. */
type Stone = readonly [left: number, top: number, right: number, bottom: number, lightness: number]

/** Give small squares another lightness of the HLS cylinder. */
export const gravelOf: Algorithm<GravelSettings> = {
  name: 'gravel',
  run(planes, settings) {
    const colours = copiesOf(planes)
    for (const [left, top, right, bottom, lightness] of stonesOf(settings, planes))
      for (let y = top; y < bottom; y++)
        for (let x = left; x < right; x++) relight(colours, y * planes.width + x, lightness)
    return withColours(planes, colours)
  },
  bytes(canvas, settings) {
    const { scratch, pointer, width, height } = canvas
    // Stones grow in the same memory, so the pixels wait outside.
    const source = scratch.bytes(pointer, width * height * 4).slice()
    const stones = stonesOf(settings, canvas)
    const bytes = scratch.bytes(pointer, width * height * 4)
    bytes.set(source)
    for (const [left, top, right, bottom, lightness] of stones)
      for (let y = top; y < bottom; y++)
        for (let x = left; x < right; x++) relightBytes(bytes, (y * width + x) * 4, lightness)
    return canvas
  },
}

/** Stones are two or four pixels wide and lie still from frame to frame. */
function stonesOf(
  { patches, density, key }: GravelSettings,
  { width, height }: { readonly width: number; readonly height: number },
): Stone[] {
  return patches.flatMap(([left, top, patchWidth, patchHeight], index) => {
    const count = Math.floor(patchWidth * patchHeight * density)
    const even = evenNumbers(key, 0, count * 4, index + 16)
    return Array.from({ length: count }, (_, stone): Stone => {
      const x = left + Math.floor((even[stone * 4] ?? 0) * patchWidth)
      const y = top + Math.floor((even[stone * 4 + 1] ?? 0) * patchHeight)
      const half = 1 + Math.floor((even[stone * 4 + 2] ?? 0) * 2)
      const lightness = Math.floor((even[stone * 4 + 3] ?? 0) * 256)
      return [
        Math.max(0, x - half),
        Math.max(0, y - half),
        Math.min(width, x + half),
        Math.min(height, y + half),
        lightness,
      ]
    })
  })
}
