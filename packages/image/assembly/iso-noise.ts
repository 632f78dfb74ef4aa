import { borrow, giveBack } from './tail'

/** The standard deviation of lightness, the middle of the least and the most of a pixel's colours, in [0, 1]. */
export function lightnessSpread(pointer: usize, pixels: i32): f64 {
  const rest = pixels & 3
  const end = pointer + ((<usize>(pixels - rest)) << 2)
  const low = i32x4.splat(0xffff)
  let sum: i64 = 0
  let squares: i64 = 0
  while (pointer < end) {
    // Sums of so many pixels fit 32 bits.
    const stop = min(end, pointer + 65536)
    let sums = i32x4.splat(0), squared = i64x2.splat(0)
    do {
      const bytes = v128.load(pointer)
      const green = i32x4.shr_u(bytes, 8), blue = i32x4.shr_u(bytes, 16)
      const most = i8x16.max_u(i8x16.max_u(bytes, green), blue)
      const least = i8x16.min_u(i8x16.min_u(bytes, green), blue)
      const mask = i32x4.splat(255)
      const twice = i32x4.add(v128.and(most, mask), v128.and(least, mask))
      sums = i32x4.add(sums, twice)
      const square = i32x4.dot_i16x8_s(v128.and(twice, low), v128.and(twice, low))
      squared = i64x2.add(squared, i64x2.add(i64x2.extend_low_i32x4_u(square), i64x2.extend_high_i32x4_u(square)))
      pointer += 16
    } while (pointer < stop)
    const wide = i64x2.add(i64x2.extend_low_i32x4_u(sums), i64x2.extend_high_i32x4_u(sums))
    sum += i64x2.extract_lane(wide, 0) + i64x2.extract_lane(wide, 1)
    squares += i64x2.extract_lane(squared, 0) + i64x2.extract_lane(squared, 1)
  }
  for (let index = 0; index < rest; index++, pointer += 4) {
    const red = <i64>load<u8>(pointer), green = <i64>load<u8>(pointer, 1), blue = <i64>load<u8>(pointer, 2)
    const twice = max(max(red, green), blue) + min(min(red, green), blue)
    sum += twice
    squares += twice * twice
  }
  const mean = <f64>sum / <f64>pixels
  return Math.sqrt(max(<f64>0, <f64>squares / <f64>pixels - mean * mean)) / 510
}

/**
 * Brighten pixels and turn their hues in the HLS double cone, rounded half up; alpha stays. Each pixel takes a random word: its lower 16 bits
 * choose from `gains` what share of what lacks to white is added, the upper ones from `turns` the turn in sixths. Both have 65536 floats.
 */
export function isoNoise(pointer: usize, pixels: i32, words: usize, gains: usize, turns: usize): void {
  const rest = pixels & 3
  const whole = pixels - rest
  const last = pointer + ((<usize>whole) << 2)
  speckle(pointer, whole, words, gains, turns)
  speckle(borrow(last, rest), rest, words + ((<usize>whole) << 2), gains, turns)
  giveBack(last, rest)
}

function speckle(pointer: usize, pixels: i32, words: usize, gains: usize, turns: usize): void {
  if (pixels == 0) return
  const one = f32x4.splat(1), two = f32x4.splat(2), six = f32x4.splat(6), zero = f32x4.splat(0)
  const end = pointer + ((<usize>pixels) << 2)
  do {
    const bytes = v128.load(pointer)
    const red = channel(bytes, 0), green = channel(bytes, 8), blue = channel(bytes, 16)
    const most = f32x4.pmax(f32x4.pmax(red, green), blue)
    const least = f32x4.pmin(f32x4.pmin(red, green), blue)
    const chroma = f32x4.sub(most, least)
    const lightness = f32x4.mul(f32x4.add(most, least), f32x4.splat(<f32>(1.0 / 510.0)))
    const gain = lookUp(words, 0, gains)
    const brighter = f32x4.pmin(one, f32x4.add(lightness, f32x4.mul(gain, f32x4.sub(one, lightness))))
    const room = f32x4.sub(one, f32x4.abs(f32x4.sub(f32x4.mul(two, lightness), one)))
    const newRoom = f32x4.sub(one, f32x4.abs(f32x4.sub(f32x4.mul(two, brighter), one)))
    const wide = f32x4.mul(f32x4.div(chroma, room), newRoom)
    const newChroma = v128.and(wide, f32x4.gt(room, zero))
    const top = f32x4.add(f32x4.mul(f32x4.splat(255), brighter), f32x4.mul(newChroma, f32x4.splat(0.5)))

    const inverse = f32x4.div(one, chroma)
    const fromGreen = f32x4.add(two, f32x4.mul(f32x4.sub(blue, red), inverse))
    const fromBlue = f32x4.add(f32x4.splat(4), f32x4.mul(f32x4.sub(red, green), inverse))
    const fromRed = f32x4.mul(f32x4.sub(green, blue), inverse)
    const coloured = v128.bitselect(
      fromRed, v128.bitselect(fromGreen, fromBlue, f32x4.eq(most, green)), f32x4.eq(most, red),
    )
    const old = v128.and(coloured, f32x4.gt(chroma, zero))
    const turned = f32x4.add(old, lookUp(words, 2, turns))
    const hue = f32x4.sub(turned, f32x4.mul(six, f32x4.floor(f32x4.mul(turned, f32x4.splat(<f32>(1.0 / 6.0))))))
    const r = level(f32x4.sub(top, f32x4.mul(newChroma, share(f32x4.add(hue, f32x4.splat(5))))))
    const g = level(f32x4.sub(top, f32x4.mul(newChroma, share(f32x4.add(hue, f32x4.splat(3))))))
    const b = level(f32x4.sub(top, f32x4.mul(newChroma, share(f32x4.add(hue, one)))))
    const colour = v128.or(v128.or(r, i32x4.shl(g, 8)), i32x4.shl(b, 16))
    v128.store(pointer, v128.or(colour, v128.and(bytes, i32x4.splat(0xff000000))))
    words += 16
    pointer += 16
  } while (pointer < end)
}

// @ts-ignore: decorator
@inline
function channel(bytes: v128, shift: i32): v128 {
  return f32x4.convert_i32x4_s(v128.and(i32x4.shr_u(bytes, shift), i32x4.splat(255)))
}

/** What a table has for the lower or the upper half of four words. */
// @ts-ignore: decorator
@inline
function lookUp(words: usize, half: usize, table: usize): v128 {
  let found = v128.load32_zero(table + ((<usize>load<u16>(words + half)) << 2))
  found = v128.load32_lane(table + ((<usize>load<u16>(words + half, 4)) << 2), found, 1)
  found = v128.load32_lane(table + ((<usize>load<u16>(words + half, 8)) << 2), found, 2)
  return v128.load32_lane(table + ((<usize>load<u16>(words + half, 12)) << 2), found, 3)
}

/** How far a hue, in sixths of a turn, is from a channel, at most 1. */
// @ts-ignore: decorator
@inline
function share(offset: v128): v128 {
  const six = f32x4.splat(6)
  const k = f32x4.sub(offset, v128.and(six, f32x4.ge(offset, six)))
  return f32x4.pmax(f32x4.splat(0), f32x4.pmin(f32x4.splat(1), f32x4.pmin(k, f32x4.sub(f32x4.splat(4), k))))
}

// @ts-ignore: decorator
@inline
function level(values: v128): v128 {
  const whole = i32x4.trunc_sat_f32x4_s(f32x4.add(values, f32x4.splat(0.5)))
  return i32x4.min_s(i32x4.max_s(whole, i32x4.splat(0)), i32x4.splat(255))
}
