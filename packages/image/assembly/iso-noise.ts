import { borrow, giveBack } from './tail'

/** The standard deviation of lightness, the middle of the least and the most of a pixel's colours, in [0, 1]. */
export function lightnessSpread(pointer: usize, pixels: i32): f64 {
  const end = pointer + ((<usize>pixels) << 2)
  let sum: u64 = 0
  let squares: u64 = 0
  do {
    const red = <u32>load<u8>(pointer)
    const green = <u32>load<u8>(pointer, 1)
    const blue = <u32>load<u8>(pointer, 2)
    const twice = max(max(red, green), blue) + min(min(red, green), blue)
    sum += twice
    squares += twice * twice
    pointer += 4
  } while (pointer < end)
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
    const lightness = f32x4.div(f32x4.add(most, least), f32x4.splat(510))
    const gain = lookUp(words, 0, gains)
    const brighter = f32x4.pmin(one, f32x4.add(lightness, f32x4.mul(gain, f32x4.sub(one, lightness))))
    const room = f32x4.sub(one, f32x4.abs(f32x4.sub(f32x4.mul(two, lightness), one)))
    const newRoom = f32x4.sub(one, f32x4.abs(f32x4.sub(f32x4.mul(two, brighter), one)))
    const wide = f32x4.mul(f32x4.div(chroma, room), newRoom)
    const newChroma = v128.and(wide, f32x4.gt(room, zero))
    const top = f32x4.add(f32x4.mul(f32x4.splat(255), brighter), f32x4.div(newChroma, two))

    const fromGreen = f32x4.add(two, f32x4.div(f32x4.sub(blue, red), chroma))
    const fromBlue = f32x4.add(f32x4.splat(4), f32x4.div(f32x4.sub(red, green), chroma))
    const fromRed = f32x4.div(f32x4.sub(green, blue), chroma)
    const coloured = v128.bitselect(
      fromRed, v128.bitselect(fromGreen, fromBlue, f32x4.eq(most, green)), f32x4.eq(most, red),
    )
    const old = v128.and(coloured, f32x4.gt(chroma, zero))
    const turned = f32x4.add(old, lookUp(words, 2, turns))
    const hue = f32x4.sub(turned, f32x4.mul(six, f32x4.floor(f32x4.div(turned, six))))
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
  return f32x4.convert_i32x4_u(v128.and(i32x4.shr_u(bytes, shift), i32x4.splat(255)))
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
