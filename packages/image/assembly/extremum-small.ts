import { storePixels, withAlpha } from './line'

/** Up to this radius, looking at all values of a window costs less than doubling. */
export const SMALL = 3

/** Do what `extremum` does: rows of horizontal extrema stand in a ring as long as the window is high; a row outside is nothing. */
export function smallExtremum(
  source: usize, target: usize, width: i32, height: i32, radiusX: i32, radiusY: i32, complement: v128, line: usize,
): void {
  const bytes = (<usize>width) << 2
  const side = (<usize>radiusX) << 2
  const stride = ((bytes + 15) & ~15)
  const ring = line + stride + 2 * side + 32
  const end = ring + <usize>(2 * radiusY + 1) * stride
  memory.fill(line, 0, side)
  memory.fill(ring, 0, end - ring)
  let slot = ring
  for (let y = 0; y < height + radiusY; y++) {
    if (y < height) {
      const row = source + <usize>y * bytes
      for (let at: usize = 0; at < bytes; at += 16) v128.store(line + side + at, v128.xor(v128.load(row + at), complement))
      for (let at: usize = 0; at < side; at += 4) store<u32>(line + side + bytes + at, 0)
      greatestAcross(line, slot, bytes, radiusX)
    } else {
      memory.fill(slot, 0, stride)
    }
    if (y >= radiusY) {
      const at = <usize>(y - radiusY) * bytes
      storeGreatest(source + at, target + at, width, ring, stride, radiusY, complement)
    }
    slot += stride
    if (slot == end) slot = ring
  }
}

/** Write the greatest of 2 radius + 1 neighbours. */
function greatestAcross(line: usize, to: usize, bytes: usize, radius: i32): void {
  const end = line + bytes
  if (radius == 0) {
    memory.copy(to, line, bytes)
  } else if (radius == 1) {
    for (; line < end; line += 16, to += 16) {
      v128.store(to, i8x16.max_u(i8x16.max_u(v128.load(line), v128.load(line, 4)), v128.load(line, 8)))
    }
  } else if (radius == 2) {
    for (; line < end; line += 16, to += 16) {
      const left = i8x16.max_u(v128.load(line), v128.load(line, 4))
      const right = i8x16.max_u(v128.load(line, 8), v128.load(line, 12))
      v128.store(to, i8x16.max_u(i8x16.max_u(left, right), v128.load(line, 16)))
    }
  } else {
    for (; line < end; line += 16, to += 16) {
      const left = i8x16.max_u(v128.load(line), v128.load(line, 4))
      const middle = i8x16.max_u(v128.load(line, 8), v128.load(line, 12))
      const right = i8x16.max_u(v128.load(line, 16), v128.load(line, 20))
      v128.store(to, i8x16.max_u(i8x16.max_u(left, middle), i8x16.max_u(right, v128.load(line, 24))))
    }
  }
}

/** Write the greatest of all 2 radius + 1 rows of a ring, no longer complemented, with the source's alpha. */
function storeGreatest(source: usize, target: usize, width: i32, ring: usize, stride: usize, radius: i32, complement: v128): void {
  const whole: usize = (<usize>(width & ~3)) << 2
  let at: usize = 0
  if (radius == 0) {
    for (; at < whole; at += 16) storeFour(source + at, target + at, v128.load(ring + at), complement)
  } else if (radius == 1) {
    for (; at < whole; at += 16) storeFour(source + at, target + at, three(ring + at, stride), complement)
  } else if (radius == 2) {
    for (; at < whole; at += 16) storeFour(source + at, target + at, five(ring + at, stride), complement)
  } else {
    for (; at < whole; at += 16) storeFour(source + at, target + at, seven(ring + at, stride), complement)
  }
  if ((width & 3) == 0) return
  let most = v128.load(ring + at)
  for (let row = 1; row <= 2 * radius; row++) most = i8x16.max_u(most, v128.load(ring + at + <usize>row * stride))
  storePixels(target + at, withAlpha(v128.xor(most, complement), v128.load(source + at)), width & 3)
}

// @ts-ignore: decorator
@inline
function storeFour(source: usize, target: usize, most: v128, complement: v128): void {
  v128.store(target, withAlpha(v128.xor(most, complement), v128.load(source)))
}

// @ts-ignore: decorator
@inline
function three(at: usize, step: usize): v128 {
  return i8x16.max_u(i8x16.max_u(v128.load(at), v128.load(at + step)), v128.load(at + 2 * step))
}

// @ts-ignore: decorator
@inline
function five(at: usize, step: usize): v128 {
  return i8x16.max_u(i8x16.max_u(v128.load(at), v128.load(at + step)), three(at + 2 * step, step))
}

// @ts-ignore: decorator
@inline
function seven(at: usize, step: usize): v128 {
  return i8x16.max_u(i8x16.max_u(v128.load(at), v128.load(at + step)), five(at + 2 * step, step))
}
