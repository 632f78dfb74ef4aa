import { colourPlanes, withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'

/** Change the first `count` colours in place; what leaves [0, 255] is clamped afterwards. */
export type ColourChange<Settings> = (
  red: Float32Array,
  green: Float32Array,
  blue: Float32Array,
  count: number,
  settings: Settings,
) => void

/** Small enough that a block of three planes stays in the fastest cache. */
const BLOCK = 2048

/** Make an algorithm that changes every colour by itself: the loop is written once, and bytes pass through it block by block. */
export function everyColour<Settings>(
  name: string,
  change: ColourChange<Settings>,
  { keepsGrey = false }: { readonly keepsGrey?: boolean } = {},
): Algorithm<Settings> {
  return {
    name,
    colour: true,
    run(planes, settings) {
      const [red, green, blue] = colourPlanes(planes).map((plane) => plane.slice())
      // The engine lets no image without colour come here.
      if (!red || !green || !blue) return planes
      change(red, green, blue, red.length, settings)
      return withColours(planes, [red, green, blue].map(clamp))
    },
    bytes(canvas, settings) {
      const { scratch, pointer, width, height } = canvas
      const pixels = scratch.bytes(pointer, width * height * 4)
      const red = new Float32Array(BLOCK)
      const green = new Float32Array(BLOCK)
      const blue = new Float32Array(BLOCK)
      for (let first = 0; first < pixels.length; first += BLOCK * 4) {
        const count = Math.min(BLOCK, (pixels.length - first) / 4)
        load(pixels, first, count, red, green, blue)
        change(red, green, blue, count, settings)
        store(pixels, first, count, red, green, blue)
      }
      return keepsGrey ? canvas : { ...canvas, grey: false }
    },
  }
}

function load(
  pixels: Uint8Array,
  first: number,
  count: number,
  red: Float32Array,
  green: Float32Array,
  blue: Float32Array,
): void {
  for (let at = 0, from = first; at < count; at++, from += 4) {
    red[at] = pixels[from] ?? 0
    green[at] = pixels[from + 1] ?? 0
    blue[at] = pixels[from + 2] ?? 0
  }
}

/** Rounded half up. */
function store(
  pixels: Uint8Array,
  first: number,
  count: number,
  red: Float32Array,
  green: Float32Array,
  blue: Float32Array,
): void {
  for (let at = 0, to = first; at < count; at++, to += 4) {
    pixels[to] = byteOf(red[at] ?? 0)
    pixels[to + 1] = byteOf(green[at] ?? 0)
    pixels[to + 2] = byteOf(blue[at] ?? 0)
  }
}

/** A value on the 0-255 scale as a byte, rounded half up. */
export const byteOf = (value: number): number => (value <= 0 ? 0 : value >= 255 ? 255 : (value + 0.5) | 0)

function clamp(plane: Float32Array): Float32Array {
  for (let at = 0; at < plane.length; at++) {
    const value = plane[at] ?? 0
    if (value < 0) plane[at] = 0
    else if (value > 255) plane[at] = 255
  }
  return plane
}
