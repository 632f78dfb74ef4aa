import { randomWords, type Key } from '../kernels/random.js'
import type { Algorithm } from './algorithm.js'

interface ShuffleSettings {
  readonly regions: readonly (readonly [x: number, y: number, width: number, height: number])[]
  readonly key: Key
}

/** Put the pixels of every rectangle in random order (Fisher and Yates), all channels of a pixel together. */
export const shufflePixelsOf: Algorithm<ShuffleSettings> = {
  name: 'shufflePixels',
  run(planes, { regions, key }, { frame }) {
    const { width } = planes
    const shuffled = planes.planes.map((plane) => plane.slice())
    for (const [index, region] of regions.entries()) {
      const order = orderOf(region, key, frame, index)
      for (const plane of shuffled) exchange(plane, region, width, order)
    }
    return { ...planes, planes: shuffled }
  },
  bytes(canvas, { regions, key }) {
    const { scratch, pointer, width, height, frame } = canvas
    // Orders grow in the same memory, so the pixels wait outside.
    const pixels = new Uint32Array(scratch.bytes(pointer, width * height * 4).slice().buffer)
    for (const [index, region] of regions.entries()) exchange(pixels, region, width, orderOf(region, key, frame, index))
    scratch.bytes(pointer, width * height * 4).set(new Uint8Array(pixels.buffer))
    return canvas
  },
}

/** With which pixel of those before it every pixel of a rectangle changes places. */
function orderOf(
  [, , width, height]: ShuffleSettings['regions'][number],
  key: Key,
  frame: number,
  index: number,
): Uint32Array {
  const words = randomWords(key, frame, width * height, index + 16)
  for (let at = 0; at < words.length; at++) words[at] = Math.floor(((words[at] ?? 0) / 2 ** 32) * (at + 1))
  return words
}

function exchange(
  values: Float32Array | Uint32Array,
  [x, y, width]: ShuffleSettings['regions'][number],
  imageWidth: number,
  order: Uint32Array,
): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = order[at] ?? 0
    const here = (y + Math.floor(at / width)) * imageWidth + x + (at % width)
    const there = (y + Math.floor(other / width)) * imageWidth + x + (other % width)
    const kept = values[here] ?? 0
    values[here] = values[there] ?? 0
    values[there] = kept
  }
}
