/*
 * Sums of cosines and sines along rows of floats. `waves` has, for each of `count` frequencies, cosines and then sines at places 0 to half the
 * width and on to a whole number of eights, `padded`; what lies beyond half the width mirrors what lies before. The count is even.
 */

/** What the mirrored half of a row may be written before it and after it, in floats. */
const MARGIN = 8

/**
 * Weigh every row with every wave. The sums of a cosine and of a sine are a row of `target` each, with a float for every row of the plane.
 * `room` has 16 `padded` bytes.
 */
export function analyse(plane: usize, width: i32, rows: i32, waves: usize, padded: i32, count: i32, target: usize, room: usize): void {
  const side = (<usize>padded) << 2
  const stride = (<usize>rows) << 2
  let row = 0
  do {
    const next = min(row + 1, rows - 1)
    fold(plane + ((<usize>row * <usize>width) << 2), width, padded, room)
    fold(plane + ((<usize>next * <usize>width) << 2), width, padded, room + 2 * side)
    let wave = waves
    let to = target
    for (let u = 0; u < count; u += 2, wave += 4 * side, to += 4 * stride) {
      let a = f32x4.splat(0), b = a, c = a, d = a, e = a, f = a, g = a, h = a
      for (let x: usize = 0; x < side; x += 16) {
        const even = v128.load(room + x), odd = v128.load(room + side + x)
        const nextEven = v128.load(room + 2 * side + x), nextOdd = v128.load(room + 3 * side + x)
        const cosine = v128.load(wave + x), sine = v128.load(wave + side + x)
        a = f32x4.add(a, f32x4.mul(even, cosine))
        b = f32x4.add(b, f32x4.mul(odd, sine))
        c = f32x4.add(c, f32x4.mul(nextEven, cosine))
        d = f32x4.add(d, f32x4.mul(nextOdd, sine))
        const nextCosine = v128.load(wave + 2 * side + x), nextSine = v128.load(wave + 3 * side + x)
        e = f32x4.add(e, f32x4.mul(even, nextCosine))
        f = f32x4.add(f, f32x4.mul(odd, nextSine))
        g = f32x4.add(g, f32x4.mul(nextEven, nextCosine))
        h = f32x4.add(h, f32x4.mul(nextOdd, nextSine))
      }
      storeTwo(to, row, next, a, c)
      storeTwo(to + stride, row, next, b, d)
      storeTwo(to + 2 * stride, row, next, e, g)
      storeTwo(to + 3 * stride, row, next, f, h)
    }
    row += 2
  } while (row < rows)
}

/** The even part of a row, value and mirrored value added, and then the odd part; a value that mirrors itself is even. */
function fold(row: usize, width: i32, padded: i32, room: usize): void {
  const side = (<usize>padded) << 2
  const last = row + ((<usize>width) << 2) - 12
  for (let x: usize = 0; x < side; x += 16) {
    const value = v128.load(row + x)
    const mirrored = reversed(v128.load(last - x))
    v128.store(room + x, f32x4.add(value, mirrored))
    v128.store(room + side + x, f32x4.sub(value, mirrored))
  }
  const half = width >> 1
  const middle = (<usize>half) << 2
  if ((width & 1) == 0) store<f32>(room + middle, load<f32>(row + middle))
  store<f32>(room, load<f32>(row))
  store<f32>(room + side, 0)
  const rest = side - middle - 4
  memory.fill(room + middle + 4, 0, rest)
  memory.fill(room + side + middle + 4, 0, rest)
}

// @ts-ignore: decorator
@inline
function reversed(values: v128): v128 {
  return v128.shuffle<i32>(values, values, 3, 2, 1, 0)
}

// @ts-ignore: decorator
@inline
function storeTwo(to: usize, row: i32, next: i32, first: v128, second: v128): void {
  store<f32>(to + ((<usize>row) << 2), sumOf(first))
  store<f32>(to + ((<usize>next) << 2), sumOf(second))
}

// @ts-ignore: decorator
@inline
function sumOf(values: v128): f32 {
  const two = f32x4.add(values, v128.shuffle<i32>(values, values, 2, 3, 0, 1))
  return f32x4.extract_lane(two, 0) + f32x4.extract_lane(two, 1)
}

/**
 * Add waves to every row of a plane. Their sizes are as `analyse` writes sums: a row for a cosine and one for a sine, a float for every row of
 * the plane. `room` has 8 (width + padded + 16) bytes.
 */
export function synthesise(plane: usize, width: i32, rows: i32, waves: usize, padded: i32, count: i32, sizes: usize, room: usize): void {
  const side = (<usize>padded) << 2
  const stride = (<usize>rows) << 2
  const first = room + MARGIN * 4
  const second = first + ((<usize>(width + padded + 2 * MARGIN)) << 2)
  const last = ((<usize>width) << 2) - 12
  for (let row = 0; row < rows; row += 2) {
    const next = min(row + 1, rows - 1)
    for (let x: usize = 0; x < side; x += 32) {
      let a = f32x4.splat(0), b = a, c = a, d = a, e = a, f = a, g = a, h = a
      let wave = waves + x
      let at = sizes
      for (let u = 0; u < count; u++, wave += 2 * side, at += 2 * stride) {
        const cosine = v128.load(wave), nearCosine = v128.load(wave, 16)
        const even = v128.load32_splat(at + ((<usize>row) << 2)), nextEven = v128.load32_splat(at + ((<usize>next) << 2))
        a = f32x4.add(a, f32x4.mul(cosine, even))
        b = f32x4.add(b, f32x4.mul(nearCosine, even))
        c = f32x4.add(c, f32x4.mul(cosine, nextEven))
        d = f32x4.add(d, f32x4.mul(nearCosine, nextEven))
        const sine = v128.load(wave + side), nearSine = v128.load(wave + side, 16)
        const odd = v128.load32_splat(at + stride + ((<usize>row) << 2)), nextOdd = v128.load32_splat(at + stride + ((<usize>next) << 2))
        e = f32x4.add(e, f32x4.mul(sine, odd))
        f = f32x4.add(f, f32x4.mul(nearSine, odd))
        g = f32x4.add(g, f32x4.mul(sine, nextOdd))
        h = f32x4.add(h, f32x4.mul(nearSine, nextOdd))
      }
      storeBoth(first, x, last, a, e)
      storeBoth(first, x + 16, last, b, f)
      storeBoth(second, x, last, c, g)
      storeBoth(second, x + 16, last, d, h)
    }
    addRow(plane + ((<usize>row * <usize>width) << 2), first, width)
    if (next > row) addRow(plane + ((<usize>next * <usize>width) << 2), second, width)
  }
}

/** Write values and what mirrors them. */
// @ts-ignore: decorator
@inline
function storeBoth(row: usize, x: usize, last: usize, even: v128, odd: v128): void {
  v128.store(row + x, f32x4.add(even, odd))
  v128.store(row + last - x, reversed(f32x4.sub(even, odd)))
}

function addRow(to: usize, from: usize, width: i32): void {
  const whole = (<usize>(width & ~3)) << 2
  let at: usize = 0
  for (; at < whole; at += 16) v128.store(to + at, f32x4.add(v128.load(to + at), v128.load(from + at)))
  for (const end = (<usize>width) << 2; at < end; at += 4) store<f32>(to + at, load<f32>(to + at) + load<f32>(from + at))
}
