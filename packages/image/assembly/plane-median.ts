import { inside, REPLICATE } from './border'
import { storePixels } from './line'

/**
 * Replace every value of a plane of 32-bit floats by the median of the (2 radius + 1)^2 around it; borders are replicate. Of some values more than half of
 * all the least and the most cannot be the median and are forgotten, for another value each time. `scratch` has 32 + 16 (2 radius + 1)^2 bytes
 * and 4 (2 radius + 1) (width + 2 radius + 4) more.
 */
export function selectMedian(source: usize, target: usize, width: i32, height: i32, radius: i32, scratch: usize): void {
  const size = 2 * radius + 1
  const count = size * size
  const rows = scratch + 32 + ((<usize>count) << 4)
  const stride = (<usize>(width + 2 * radius + 4)) << 2
  for (let y = 0; y < height; y++) {
    // One row of each window's lies anew; others stay where they are.
    for (let row = y == 0 ? -radius : radius; row <= radius; row++) {
      const from = source + ((<usize>inside(y + row, height, REPLICATE) * <usize>width) << 2)
      extendRow(from, width, radius, rows + <usize>((y + row + size) % size) * stride)
    }
    for (let x = 0; x < width; x += 4) {
      let to = scratch
      for (let row: usize = 0; row < <usize>size; row++) {
        const from = rows + row * stride + ((<usize>x) << 2)
        for (let column: usize = 0; column < <usize>size; column++, to += 16) v128.store(to, v128.load(from + (column << 2)))
      }
      storePixels(target + ((<usize>x) << 2), medianOf(scratch, count), width - x)
    }
    target += (<usize>width) << 2
  }
}

function extendRow(row: usize, width: i32, radius: i32, line: usize): void {
  const own = line + ((<usize>radius) << 2)
  memory.copy(own, row, (<usize>width) << 2)
  const end = own + ((<usize>width) << 2)
  for (let at = line; at < own; at += 4) store<f32>(at, load<f32>(row))
  for (let index = 0; index < radius; index++) store<f32>(end + ((<usize>index) << 2), load<f32>(end - 4))
}

/** The medians of an odd number of vectors, lane by lane; they change places. */
function medianOf(values: usize, count: i32): v128 {
  const end = values + ((<usize>count) << 4)
  let first = values
  let kept = (count >> 1) + 2
  let next = values + ((<usize>kept) << 4)
  while (kept > 1) {
    const last = first + ((<usize>(kept - 1)) << 4)
    const one = v128.load(first), other = v128.load(last)
    let least = f32x4.pmin(one, other), most = f32x4.pmax(one, other)
    for (let at = first + 16; at < last; at += 16) {
      const value = v128.load(at)
      const larger = f32x4.pmax(least, value)
      least = f32x4.pmin(least, value)
      v128.store(at, f32x4.pmin(most, larger))
      most = f32x4.pmax(most, larger)
    }
    // The least and the most go; the next value takes the place of the most.
    first += 16
    kept -= 2
    if (next < end) {
      v128.store(last, v128.load(next))
      next += 16
      kept++
    }
  }
  return v128.load(first)
}
