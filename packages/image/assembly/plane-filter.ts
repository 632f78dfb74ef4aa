import { inside } from './border'

/** Copy a plane of 32-bit floats with columns and rows of its border, by any but a constant one, on all sides. */
export function padPlane(
  source: usize, width: i32, height: i32, target: usize, left: i32, right: i32, above: i32, below: i32, border: i32,
): void {
  const bytes = (<usize>width) << 2
  const padded = (<usize>(left + width + right)) << 2
  const first = target + <usize>above * padded
  let to = first
  for (let y = 0; y < height; y++, source += bytes, to += padded) {
    const own = to + ((<usize>left) << 2)
    memory.copy(own, source, bytes)
    for (let x = -left; x < 0; x++) store<f32>(own + (x << 2), load<f32>(source + ((<usize>inside(x, width, border)) << 2)))
    for (let x = width; x < width + right; x++) {
      store<f32>(own + (x << 2), load<f32>(source + ((<usize>inside(x, width, border)) << 2)))
    }
  }
  for (let y = -above; y < 0; y++) {
    memory.copy(target + <usize>(y + above) * padded, first + <usize>inside(y, height, border) * padded, padded)
  }
  for (let y = height; y < height + below; y++) {
    memory.copy(first + <usize>y * padded, first + <usize>inside(y, height, border) * padded, padded)
  }
}

/**
 * Add up the taps of every value of a plane that was padded to `stride` values a row, in their order. A tap is its offset from the value's own place less
 * its border, in bytes, and its weight, a 32-bit float. Up to three more values are read and written.
 */
export function correlatePlane(source: usize, stride: i32, target: usize, width: i32, height: i32, taps: usize, count: i32): void {
  const end = taps + ((<usize>count) << 3)
  for (let y = 0; y < height; y++) {
    let x = 0
    for (; x + 16 <= width; x += 16) sixteen(source + ((<usize>x) << 2), target + ((<usize>x) << 2), taps, end)
    for (; x < width; x += 4) four(source + ((<usize>x) << 2), target + ((<usize>x) << 2), taps, end)
    source += (<usize>stride) << 2
    target += (<usize>width) << 2
  }
}

// @ts-ignore: decorator
@inline
function sixteen(source: usize, target: usize, tap: usize, end: usize): void {
  let a = f32x4.splat(0), b = a, c = a, d = a
  while (tap < end) {
    const from = source + <usize>load<i32>(tap)
    const weight = v128.load32_splat(tap, 4)
    a = f32x4.add(a, f32x4.mul(v128.load(from), weight))
    b = f32x4.add(b, f32x4.mul(v128.load(from, 16), weight))
    c = f32x4.add(c, f32x4.mul(v128.load(from, 32), weight))
    d = f32x4.add(d, f32x4.mul(v128.load(from, 48), weight))
    tap += 8
  }
  v128.store(target, a)
  v128.store(target, b, 16)
  v128.store(target, c, 32)
  v128.store(target, d, 48)
}

// @ts-ignore: decorator
@inline
function four(source: usize, target: usize, tap: usize, end: usize): void {
  let sum = f32x4.splat(0)
  for (; tap < end; tap += 8) {
    sum = f32x4.add(sum, f32x4.mul(v128.load(source + <usize>load<i32>(tap)), v128.load32_splat(tap, 4)))
  }
  v128.store(target, sum)
}

/**
 * Resample columns and rows of a plane by taps of their own, none of which lies outside, in 32-bit floats: down, into a line of `sourceWidth` values, then
 * across. Tables as `resample` has them. `line` has room for three more values.
 */
export function resamplePlane(
  source: usize, sourceWidth: i32, target: usize, width: i32, height: i32, columns: usize, rows: usize, line: usize,
): void {
  const bytes = (<usize>sourceWidth) << 2
  for (let y = 0; y < height; y++) {
    const entry = rows + ((<usize>y) << 3)
    memory.fill(line, 0, bytes)
    let tap = rows + <usize>load<i32>(entry)
    for (let left = load<i32>(entry, 4); left > 0; left--, tap += 8) {
      addRow(source + <usize>load<i32>(tap) * bytes, line, line + bytes, v128.load32_splat(tap, 4))
    }
    for (let entry = columns, end = target + ((<usize>width) << 2); target < end; target += 4, entry += 8) {
      store<f32>(target, sumAt(line, columns + <usize>load<i32>(entry), load<i32>(entry, 4)))
    }
  }
}

function addRow(row: usize, line: usize, end: usize, weight: v128): void {
  for (; line < end; line += 16, row += 16) v128.store(line, f32x4.add(v128.load(line), f32x4.mul(v128.load(row), weight)))
}

/** The sum of values of a line by their weights, as many as there are taps. */
// @ts-ignore: decorator
@inline
function sumAt(line: usize, tap: usize, count: i32): f32 {
  let sum: f32 = 0
  for (; count > 0; count--, tap += 8) sum += load<f32>(line + ((<usize>load<i32>(tap)) << 2)) * load<f32>(tap, 4)
  return sum
}
