import { Scratch } from '../kernels/kernels.js'
import { filterColours } from '../planes/filter.js'
import type { Algorithm } from './algorithm.js'
import { nthValue } from './nth-value.js'
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

/** Up to here forgetting values takes less time than to look for the one in the middle. */
const FORGETS = 8

function medians(plane: Float32Array, width: number, height: number, radius: number): Float32Array {
  if (radius === 0) return plane
  if (radius > FORGETS) return selected(plane, width, height, radius)
  const side = 2 * radius + 1
  return Scratch.aside((scratch) => {
    const [source, target] = [scratch.put(plane), scratch.take(plane.byteLength)]
    const room = scratch.take(272 * (width + 16) + 16 * side * side + 4 * side * (width + side + 4))
    scratch.kernels.planeMedian(source, target, width, height, radius, room)
    return scratch.floats(target, plane.length)
  })
}

function selected(plane: Float32Array, width: number, height: number, radius: number): Float32Array {
  const size = 2 * radius + 1
  const { values, stride } = padPlane(plane, width, height, radius, 'replicate')
  const result = new Float32Array(plane.length)
  const window = new Float32Array(size * size)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      for (let row = 0, to = 0; row < size; row++, to += size) {
        const from = (y + row) * stride + x
        window.set(values.subarray(from, from + size), to)
      }
      result[y * width + x] = nthValue(window, window.length >> 1)
    }
  }
  return result
}
