import { Scratch } from '../kernels/kernels.js'
import { colourPlanes, withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'
import { copyOf } from './bytes.js'
import { webpSettings } from './webp/settings.js'

export interface WebpQuality {
  /** libwebp's quality, in [1, 100]. */
  readonly quality: number
}

/**
 * Lose what a lossy WebP of that quality loses, by VP8's prediction, transforms and edge filter; values become whole levels.
 * Three colours are stored as luma and colour differences of half the size, any other number of channels each as a grey picture.
 */
export const webpOf: Algorithm<WebpQuality> = {
  name: 'webp',
  run(planes, { quality }) {
    const { width, height } = planes
    const colours = colourPlanes(planes)
    const pictures = colours.length === 3 ? [colours] : colours.map((plane) => [plane])
    const done = pictures.map((picture) => throughWebp(picture, width, height, quality))
    return withColours(planes, done.flat())
  },
  bytes(canvas, { quality }) {
    const { scratch, width, height } = canvas
    const pointer = copyOf(canvas)
    webpInPlace(scratch, pointer, width, height, quality)
    return { ...canvas, pointer }
  },
}

function webpInPlace(scratch: Scratch, pointer: number, width: number, height: number, quality: number): void {
  const { steps, penalty, level } = webpSettings(quality)
  const room = scratch.take(scratch.kernels.webpRoom(width, height))
  scratch.kernels.webp(pointer, width, height, scratch.put(Uint16Array.from(steps)), penalty, level, room)
}

/** Take one grey plane or three colours through the kernel for bytes. */
function throughWebp(
  picture: readonly Float32Array[],
  width: number,
  height: number,
  quality: number,
): readonly Float32Array[] {
  const scratch = Scratch.beside()
  const pixels = width * height
  const pointer = scratch.take(pixels * 4)
  const into = new Uint8ClampedArray(scratch.kernels.memory.buffer, pointer, pixels * 4)
  for (let channel = 0; channel < 3; channel++) {
    const plane = picture[channel] ?? picture[0]
    for (let at = 0; at < pixels; at++) into[at * 4 + channel] = Math.floor((plane?.[at] ?? 0) + 0.5)
  }
  webpInPlace(scratch, pointer, width, height, quality)
  const from = scratch.bytes(pointer, pixels * 4)
  return picture.map((_, channel) => Float32Array.from({ length: pixels }, (_value, at) => from[at * 4 + channel] ?? 0))
}
