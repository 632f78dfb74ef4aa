/** tan(22.5 degrees), as OpenCV rounds it. */
const TANGENT: f64 = 13573.0 / 32768

/**
 * Measure how Sobel's kernels change along x and y at every place of a plane of 32-bit floats with a margin of one on all sides, `stride` values a row;
 * where |dx| + |dy| is steeper than what `slope` holds, it and both changes are put into planes laid out alike.
 */
export function steepest(source: usize, stride: i32, width: i32, height: i32, slope: usize, across: usize, down: usize): void {
  const row = (<usize>stride) << 2
  for (let y = 0; y < height; y++) {
    let at = (<usize>(y + 1)) * row + 4
    const end = at + ((<usize>width) << 2)
    const last = at + ((<usize>(width & ~3)) << 2)
    while (at < last) {
      four(source + at, row, slope + at, across + at, down + at)
      at += 16
    }
    while (at < end) {
      one(source + at, row, slope + at, across + at, down + at)
      at += 4
    }
  }
}

// @ts-ignore: decorator
@inline
function four(source: usize, row: usize, slope: usize, across: usize, down: usize): void {
  const above = source - row
  const below = source + row
  const rising = f32x4.sub(v128.load(below, 4), v128.load(above - 4))
  const falling = f32x4.sub(v128.load(above, 4), v128.load(below - 4))
  const flat = f32x4.sub(v128.load(source, 4), v128.load(source - 4))
  const upright = f32x4.sub(v128.load(below), v128.load(above))
  const dx = f32x4.add(f32x4.add(rising, falling), f32x4.add(flat, flat))
  const dy = f32x4.add(f32x4.sub(rising, falling), f32x4.add(upright, upright))
  const length = f32x4.add(f32x4.abs(dx), f32x4.abs(dy))
  const before = v128.load(slope)
  const steeper = f32x4.gt(length, before)
  v128.store(slope, v128.bitselect(length, before, steeper))
  v128.store(across, v128.bitselect(dx, v128.load(across), steeper))
  v128.store(down, v128.bitselect(dy, v128.load(down), steeper))
}

// @ts-ignore: decorator
@inline
function one(source: usize, row: usize, slope: usize, across: usize, down: usize): void {
  const above = source - row
  const below = source + row
  const rising = load<f32>(below, 4) - load<f32>(above - 4)
  const falling = load<f32>(above, 4) - load<f32>(below - 4)
  const flat = load<f32>(source, 4) - load<f32>(source - 4)
  const upright = load<f32>(below) - load<f32>(above)
  const dx = rising + falling + (flat + flat)
  const dy = rising - falling + (upright + upright)
  const length = Mathf.abs(dx) + Mathf.abs(dy)
  if (!(length > load<f32>(slope))) return
  store<f32>(slope, length)
  store<f32>(across, dx)
  store<f32>(down, dy)
}

/**
 * Mark the crests of `slope` that are steeper than `high`, or than `low` and joined to such: 1 in `edges`, which is given empty, as is `crests`.
 * Planes as `steepest` leaves them, `crests` in bytes; `stack` has four bytes for every pixel.
 */
export function followEdges(
  slope: usize, across: usize, down: usize, stride: i32, width: i32, height: i32, low: f32, high: f32,
  edges: usize, crests: usize, stack: usize,
): void {
  const lowest = f32x4.splat(low)
  let top = stack
  for (let y = 1; y <= height; y++) {
    const first = y * stride + 1
    const end = first + width
    for (let at = first; at < end; at++) {
      // Most of a picture is not steep.
      while (at + 4 <= end && !v128.any_true(f32x4.gt(v128.load(slope + ((<usize>at) << 2)), lowest))) at += 4
      if (at >= end) break
      const from = (<usize>at) << 2
      const here = load<f32>(slope + from)
      if (!(here > low) || !isCrest(slope + from, (<usize>stride) << 2, here, load<f32>(across + from), load<f32>(down + from))) continue
      store<u8>(crests + <usize>at, 1)
      if (here > high) top = push(at, crests, top)
    }
  }
  while (top > stack) {
    top -= 4
    const at = load<i32>(top)
    const y = at / stride
    store<u8>(edges + <usize>((y - 1) * width + at - y * stride - 1), 1)
    for (let near = at - stride; near <= at + stride; near += stride) {
      for (let other = near - 1; other <= near + 1; other++) {
        if (load<u8>(crests + <usize>other) == 1) top = push(other, crests, top)
      }
    }
  }
}

/** Put an edge's place on the stack, once. */
// @ts-ignore: decorator
@inline
function push(at: i32, crests: usize, top: usize): usize {
  store<u8>(crests + <usize>at, 2)
  store<i32>(top, at)
  return top + 4
}

/** Whether no neighbour along the slope's own direction is steeper. */
function isCrest(slope: usize, row: usize, here: f32, dx: f32, dy: f32): bool {
  const x = <f64>Mathf.abs(dx)
  const y = <f64>Mathf.abs(dy)
  if (y < x * TANGENT) return here > load<f32>(slope - 4) && here >= load<f32>(slope, 4)
  if (y > x * (TANGENT + 2)) return here > load<f32>(slope - row) && here >= load<f32>(slope + row)
  const side: usize = (dx < 0) != (dy < 0) ? -4 : 4
  return here > load<f32>(slope - row - side) && here > load<f32>(slope + row + side)
}
