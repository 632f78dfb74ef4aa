import { borrow, giveBack } from './tail'

/**
 * Add to every colour value its signed 16-bit number times `scale` / 32768 and `offset`, both in 1/128 level and at most 255 levels, rounded half
 * up and clamped; alpha stays. Numbers follow one another by pixel and colour; where `shared`, all three colours of a pixel take the same.
 */
export function addNumbers(pointer: usize, pixels: i32, numbers: usize, scale: i32, offset: i32, shared: bool): void {
  const rest = pixels & 3
  const last = pointer + ((<usize>(pixels - rest)) << 2)
  add(pointer, pixels - rest, numbers, scale, offset, shared)
  add(borrow(last, rest), rest, numbers + (<usize>(pixels - rest)) * (shared ? 2 : 6), scale, offset, shared)
  giveBack(last, rest)
}

function add(at: usize, pixels: i32, numbers: usize, scale: i32, offset: i32, shared: bool): void {
  const order = orderOf(shared), step: usize = shared ? 4 : 12
  const factor = i16x8.splat(<i16>scale), lift = everyColour(offset + 64, 0)
  for (const end = at + ((<usize>pixels) << 2); at < end; at += 16, numbers += 2 * step) {
    const four = v128.load(at)
    const first = changes(numbers, order, factor, lift), second = changes(numbers + step, order, factor, lift)
    v128.store(at, i8x16.narrow_i16x8_u(
      i16x8.add(i16x8.extend_low_i8x16_u(four), i16x8.shr_s(first, 7)), i16x8.add(i16x8.extend_high_i8x16_u(four), i16x8.shr_s(second, 7)),
    ))
  }
}

/**
 * Multiply every colour value with its signed 16-bit number times `scale` / 32768 and `offset` more, both in `times` / 16384, rounded half up and
 * clamped; alpha stays. `times` is a power of two, at most 64.
 */
export function multiplyNumbers(
  pointer: usize, pixels: i32, numbers: usize, scale: i32, offset: i32, times: i32, shared: bool,
): void {
  const rest = pixels & 3
  const last = pointer + ((<usize>(pixels - rest)) << 2)
  multiply(pointer, pixels - rest, numbers, scale, offset, times, shared)
  multiply(borrow(last, rest), rest, numbers + (<usize>(pixels - rest)) * (shared ? 2 : 6), scale, offset, times, shared)
  giveBack(last, rest)
}

function multiply(at: usize, pixels: i32, numbers: usize, scale: i32, offset: i32, times: i32, shared: bool): void {
  const order = orderOf(shared), step: usize = shared ? 4 : 12
  const factor = i16x8.splat(<i16>scale), lift = everyColour(offset, 16384 / times)
  const share = i16x8.splat(<i16>times)
  for (const end = at + ((<usize>pixels) << 2); at < end; at += 16, numbers += 2 * step) {
    const four = v128.load(at)
    const first = changes(numbers, order, factor, lift), second = changes(numbers + step, order, factor, lift)
    v128.store(at, i8x16.narrow_i16x8_u(
      product(i16x8.mul(i16x8.extend_low_i8x16_u(four), share), first), product(i16x8.mul(i16x8.extend_high_i8x16_u(four), share), second),
    ))
  }
}

/** Where two pixels' numbers lie for red, green, blue and alpha, which takes nothing. */
function orderOf(shared: bool): v128 {
  return shared
    ? i8x16(0, 1, 0, 1, 0, 1, -1, -1, 2, 3, 2, 3, 2, 3, -1, -1)
    : i8x16(0, 1, 2, 3, 4, 5, -1, -1, 6, 7, 8, 9, 10, 11, -1, -1)
}

function everyColour(colour: i32, alpha: i32): v128 {
  return i64x2.splat((<i64>(colour & 0xffff)) * 0x000100010001 | ((<i64>alpha) << 48))
}

/** What two pixels' values are changed by. */
// @ts-ignore: decorator
@inline
function changes(numbers: usize, order: v128, factor: v128, lift: v128): v128 {
  return i16x8.add_sat_s(i16x8.q15mulr_sat_s(i8x16.swizzle(v128.load(numbers), order), factor), lift)
}

/** The product of 16-bit numbers in 1/16384, rounded half up. */
// @ts-ignore: decorator
@inline
function product(values: v128, factors: v128): v128 {
  const half = i32x4.splat(8192)
  return i16x8.narrow_i32x4_s(
    i32x4.shr_s(i32x4.add(i32x4.extmul_low_i16x8_s(values, factors), half), 14),
    i32x4.shr_s(i32x4.add(i32x4.extmul_high_i16x8_s(values, factors), half), 14),
  )
}

/** Put what a table of 65536 signed 16-bit numbers has for random ones of 16 bits in their place. */
export function lookUpNumbers(numbers: usize, count: i32, table: usize): void {
  for (const end = numbers + ((<usize>count) << 1); numbers < end; numbers += 2) {
    store<u16>(numbers, load<u16>(table + ((<usize>load<u16>(numbers)) << 1)))
  }
}
