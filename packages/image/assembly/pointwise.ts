import { borrow, giveBack } from './tail'

/** Entries of a colour matrix below this, and what they add below 32768 levels, fit 16-bit numbers of 12 fractional bits. */
const LIMIT: f32 = 7.99

/**
 * Multiply every colour with a 3x4 matrix, rounded half up and clamped; alpha stays.
 * `matrix` holds four columns of four 32-bit floats: what red, green, blue and 1 add to (red, green, blue, unused).
 * Entries are rounded half up to 1/4096 where all of them lie within (-7.99, 7.99), which moves no result by more than 0.1 level.
 */
export function colour(pointer: usize, pixels: i32, matrix: usize): void {
  if (!fits(matrix)) {
    multiplyFloats(pointer, pixels, matrix)
    return
  }
  const rest = pixels & 3
  const whole = pixels - rest
  const last = pointer + ((<usize>whole) << 2)
  multiplyWhole(pointer, whole, matrix)
  multiplyWhole(borrow(last, rest), rest, matrix)
  giveBack(last, rest)
}

function fits(matrix: usize): bool {
  for (let entry: usize = 0; entry < 48; entry += 4) {
    if (!(Mathf.abs(load<f32>(matrix + entry)) < LIMIT)) return false
  }
  for (let entry: usize = 48; entry < 60; entry += 4) {
    if (!(Mathf.abs(load<f32>(matrix + entry)) < 32768)) return false
  }
  return true
}

/** Groups of four pixels. */
function multiplyWhole(at: usize, pixels: i32, matrix: usize): void {
  if (pixels == 0) return
  if (hasAlikeRows(matrix)) multiplyAlike(at, pixels, matrix)
  else multiply(at, pixels, matrix)
}

/** Whether all three colours become the same, as in grey. */
function hasAlikeRows(matrix: usize): bool {
  for (let column: usize = 0; column < 64; column += 16) {
    const first = fixed(matrix + column)
    if (fixed(matrix + column + 4) != first || fixed(matrix + column + 8) != first) return false
  }
  return true
}

function multiplyAlike(at: usize, pixels: i32, matrix: usize): void {
  const ofRedBlue = pair(matrix, 32), ofGreen = i32x4.splat(fixed(matrix + 16) & 0xffff)
  const offset = i32x4.splat(fixed(matrix + 48) + 2048)
  const low = i32x4.splat(0x00ff00ff)
  const end = at + ((<usize>pixels) << 2)
  const pixelOrder = i8x16(0, 0, 0, 4, 1, 1, 1, 5, 2, 2, 2, 6, 3, 3, 3, 7)
  do {
    const four = v128.load(at)
    const grey = row(v128.and(four, low), i16x8.shr_u(four, 8), ofRedBlue, ofGreen, offset)
    const words = i16x8.narrow_i32x4_s(grey, i32x4.shr_u(four, 24))
    v128.store(at, i8x16.swizzle(i8x16.narrow_i16x8_u(words, words), pixelOrder))
    at += 16
  } while (at < end)
}

/** Four pixels at a time: red and blue lie in pairs of 16-bit lanes, green beside alpha. */
function multiply(at: usize, pixels: i32, matrix: usize): void {
  const redBlueToRed = pair(matrix, 32), greenToRed = i32x4.splat(fixed(matrix + 16) & 0xffff)
  const redBlueToGreen = pair(matrix + 4, 32), greenToGreen = i32x4.splat(fixed(matrix + 20) & 0xffff)
  const redBlueToBlue = pair(matrix + 8, 32), greenToBlue = i32x4.splat(fixed(matrix + 24) & 0xffff)
  const redOffset = i32x4.splat(fixed(matrix + 48) + 2048)
  const greenOffset = i32x4.splat(fixed(matrix + 52) + 2048)
  const blueOffset = i32x4.splat(fixed(matrix + 56) + 2048)
  const low = i32x4.splat(0x00ff00ff)
  const pixelOrder = i8x16(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15)
  const end = at + ((<usize>pixels) << 2)
  do {
    const four = v128.load(at)
    const redBlue = v128.and(four, low)
    const green = i16x8.shr_u(four, 8)
    const colours = i16x8.narrow_i32x4_s(
      row(redBlue, green, redBlueToRed, greenToRed, redOffset), row(redBlue, green, redBlueToGreen, greenToGreen, greenOffset),
    )
    const rest = i16x8.narrow_i32x4_s(row(redBlue, green, redBlueToBlue, greenToBlue, blueOffset), i32x4.shr_u(four, 24))
    v128.store(at, i8x16.swizzle(i8x16.narrow_i16x8_u(colours, rest), pixelOrder))
    at += 16
  } while (at < end)
}

// @ts-ignore: decorator
@inline
function row(redBlue: v128, green: v128, ofRedBlue: v128, ofGreen: v128, offset: v128): v128 {
  const sum = i32x4.add(i32x4.dot_i16x8_s(redBlue, ofRedBlue), i32x4.dot_i16x8_s(green, ofGreen))
  return i32x4.shr_s(i32x4.add(sum, offset), 12)
}

function fixed(at: usize): i32 {
  return <i32>Mathf.floor(load<f32>(at) * 4096 + 0.5)
}

/** Two entries side by side, for one multiplication. */
function pair(first: usize, distance: usize): v128 {
  return i32x4.splat((fixed(first + distance) << 16) | (fixed(first) & 0xffff))
}

/** Any matrix, in 32-bit floats: ((red + green) + blue) + (offset + 0.5). */
function multiplyFloats(at: usize, pixels: i32, matrix: usize): void {
  const ofRed = v128.load(matrix), ofGreen = v128.load(matrix, 16), ofBlue = v128.load(matrix, 32)
  const offset = f32x4.add(v128.load(matrix, 48), f32x4.splat(0.5))
  const end = at + ((<usize>pixels) << 2)
  for (; at < end; at += 4) {
    let sum = f32x4.add(
      f32x4.mul(f32x4.splat(<f32>load<u8>(at)), ofRed), f32x4.mul(f32x4.splat(<f32>load<u8>(at, 1)), ofGreen),
    )
    sum = f32x4.add(f32x4.add(sum, f32x4.mul(f32x4.splat(<f32>load<u8>(at, 2)), ofBlue)), offset)
    const whole = i32x4.trunc_sat_f32x4_s(f32x4.floor(sum))
    const words = i16x8.narrow_i32x4_s(whole, whole)
    const colours = <u32>i32x4.extract_lane(i8x16.narrow_i16x8_u(words, words), 0)
    store<u32>(at, (load<u32>(at) & 0xff000000) | (colours & 0x00ffffff))
  }
}
