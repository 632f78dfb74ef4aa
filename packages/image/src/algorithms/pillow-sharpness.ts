import { correlatePlane, filterColours } from '../planes/filter.js'
import type { Algorithm } from './algorithm.js'

/** Blend with a smoother picture, or away from it, as Pillow's ImageEnhance.Sharpness; the outermost pixels stay. */
export const pillowSharpness: Algorithm<{ readonly factor: number }> = {
  name: 'pillowSharpness',
  run(planes, { factor }) {
    const { width, height } = planes
    const kernel = kernelOf(factor)
    return filterColours(planes, (plane) => {
      const sharpened = correlatePlane(plane, width, height, { width: 3, height: 3, kernel })
      for (let at = 0; at < sharpened.length; at++) {
        const value = sharpened[at] ?? 0
        if (value < 0) sharpened[at] = 0
        else if (value > 255) sharpened[at] = 255
      }
      keepEdge(plane, sharpened, width, height, 1)
      return sharpened
    })
  },
  bytes(canvas, { factor }) {
    const { scratch, pointer, width, height } = canvas
    const target = scratch.take(width * height * 4)
    scratch.kernels.convolve3(pointer, target, width, height, scratch.put(Float32Array.from(kernelOf(factor))))
    const size = width * height * 4
    keepEdge(scratch.bytes(pointer, size), scratch.bytes(target, size), width, height, 4)
    return { ...canvas, pointer: target }
  },
}

/** factor * picture + (1 - factor) * smooth, where smooth is [1 1 1; 1 5 1; 1 1 1] / 13. */
const kernelOf = (factor: number): number[] =>
  Array.from({ length: 9 }, (_, at) => (at === 4 ? factor + ((1 - factor) * 5) / 13 : (1 - factor) / 13))

function keepEdge<Values extends Float32Array | Uint8Array>(
  from: Values,
  to: Values,
  width: number,
  height: number,
  stride: number,
): void {
  const row = width * stride
  to.set(from.subarray(0, row), 0)
  to.set(from.subarray((height - 1) * row, height * row), (height - 1) * row)
  for (let y = 1; y < height - 1; y++) {
    const first = y * row
    const last = first + row - stride
    for (let channel = 0; channel < stride; channel++) {
      to[first + channel] = from[first + channel] ?? 0
      to[last + channel] = from[last + channel] ?? 0
    }
  }
}
