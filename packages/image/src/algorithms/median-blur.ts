import { filterColours } from '../planes/filter.js'
import type { Algorithm } from './algorithm.js'
import { padPlane } from './window.js'

/** Take the median of a square window of 2 radius + 1 pixels a side, channel by channel; borders as replicate. */
export const medianBlurOf: Algorithm<{ readonly radius: number }> = {
  name: 'medianBlur',
  run: (planes, { radius }) => filterColours(planes, (plane) => medians(plane, planes.width, planes.height, radius)),
  bytes(canvas, { radius }) {
    const { scratch, pointer, width, height } = canvas
    const target = scratch.take(width * height * 4)
    scratch.kernels.median(pointer, target, width, height, radius, scratch.take(544 * (width + 16)))
    return { ...canvas, pointer: target }
  },
}

function medians(plane: Float32Array, width: number, height: number, radius: number): Float32Array {
  const size = 2 * radius + 1
  const { values, stride } = padPlane(plane, width, height, radius, 'replicate')
  const result = new Float32Array(plane.length)
  const window = new Float32Array(size * size)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let row = 0, to = 0; row < size; row++) {
        const from = (y + row) * stride + x
        for (let column = 0; column < size; column++) window[to++] = values[from + column] ?? 0
      }
      result[y * width + x] = middle(window)
    }
  }
  return result
}

/** Find the middle value by Hoare's selection (1961); the values change places. */
function middle(values: Float32Array): number {
  const wanted = values.length >> 1
  let [low, high] = [0, values.length - 1]
  while (low < high) {
    const pivot = values[(low + high) >> 1] ?? 0
    let left = low
    let right = high
    while (left <= right) {
      while ((values[left] ?? 0) < pivot) left++
      while ((values[right] ?? 0) > pivot) right--
      if (left > right) break
      const kept = values[left] ?? 0
      values[left++] = values[right] ?? 0
      values[right--] = kept
    }
    if (wanted <= right) high = right
    else if (wanted >= left) low = left
    else break
  }
  return values[wanted] ?? 0
}
