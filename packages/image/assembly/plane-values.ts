// What changes every value of planes of 32-bit floats by itself, in place. Values end within [low, high], those that are no number as they are. Up to
// seven values past the last are changed too.

// @ts-ignore: decorator
@inline
function limit(values: v128, low: v128, high: v128): v128 {
  return f32x4.pmax(f32x4.pmin(values, high), low)
}

/** v becomes a + b v + c v^2 + d v^3. */
export function bendPlane(at: usize, count: i32, a: f32, b: f32, c: f32, d: f32, low: f32, high: f32): void {
  const first = f32x4.splat(a), second = f32x4.splat(b), third = f32x4.splat(c), fourth = f32x4.splat(d)
  const least = f32x4.splat(low), most = f32x4.splat(high)
  const end = at + ((<usize>count) << 2)
  if (c == 0 && d == 0) {
    for (; at < end; at += 16) v128.store(at, limit(f32x4.add(f32x4.mul(v128.load(at), second), first), least, most))
    return
  }
  for (; at < end; at += 16) {
    const v = v128.load(at)
    const slope = f32x4.add(f32x4.mul(f32x4.add(f32x4.mul(fourth, v), third), v), second)
    v128.store(at, limit(f32x4.add(f32x4.mul(slope, v), first), least, most))
  }
}

/** Values times a factor, in 64-bit floats before they are 32-bit ones again. */
export function scalePlane(at: usize, count: i32, factor: f64): void {
  const times = f64x2.splat(factor)
  const end = at + ((<usize>count) << 2)
  for (; at < end; at += 16) {
    const v = v128.load(at)
    const one = f32x4.demote_f64x2_zero(f64x2.mul(f64x2.promote_low_f32x4(v), times))
    const other = f32x4.demote_f64x2_zero(f64x2.mul(f64x2.promote_low_f32x4(v128.shuffle<i64>(v, v, 1, 1)), times))
    v128.store(at, v128.shuffle<i64>(one, other, 0, 2))
  }
}

/** v becomes white (v / white)^exponent, to about 10^-9 before it is a 32-bit float again; what is below 0 becomes 0. */
export function powerPlane(at: usize, count: i32, exponent: f64, white: f64): void {
  const most = f32x4.splat(<f32>white), none = f32x4.splat(0)
  const end = at + ((<usize>count) << 2)
  for (; at < end; at += 16) {
    const v = v128.load(at)
    const one = powers(f64x2.promote_low_f32x4(v), exponent, white)
    const other = powers(f64x2.promote_low_f32x4(v128.shuffle<i64>(v, v, 1, 1)), exponent, white)
    const both = v128.shuffle<i64>(f32x4.demote_f64x2_zero(one), f32x4.demote_f64x2_zero(other), 0, 2)
    v128.store(at, limit(both, none, most))
  }
}

// @ts-ignore: decorator
@inline
function powers(values: v128, exponent: f64, white: f64): v128 {
  const x = f64x2.mul(values, f64x2.splat(1 / white))
  const y = f64x2.pmax(f64x2.pmin(f64x2.mul(log2(x), f64x2.splat(exponent)), f64x2.splat(1000)), f64x2.splat(-1000))
  const power = v128.and(f64x2.mul(exp2(y), f64x2.splat(white)), f64x2.gt(x, f64x2.splat(0)))
  return v128.bitselect(power, values, f64x2.eq(x, x))
}

/** By the series of the area hyperbolic tangent, of a mantissa from 1 / sqrt(2) to sqrt(2). */
// @ts-ignore: decorator
@inline
function log2(x: v128): v128 {
  const one = f64x2.splat(1)
  const mantissa = v128.or(v128.and(x, i64x2.splat(0xfffffffffffff)), one)
  const isLarge = f64x2.gt(mantissa, f64x2.splat(Math.SQRT2))
  const m = f64x2.mul(mantissa, v128.bitselect(f64x2.splat(0.5), one, isLarge))
  const exponent = i64x2.sub(i64x2.sub(i64x2.shr_u(x, 52), i64x2.splat(1023)), isLarge)
  const whole = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(exponent, exponent, 0, 2, 0, 2))
  const s = f64x2.div(f64x2.sub(m, one), f64x2.add(m, one))
  const square = f64x2.mul(s, s)
  let sum = f64x2.splat(1.0 / 11)
  sum = f64x2.add(f64x2.mul(sum, square), f64x2.splat(1.0 / 9))
  sum = f64x2.add(f64x2.mul(sum, square), f64x2.splat(1.0 / 7))
  sum = f64x2.add(f64x2.mul(sum, square), f64x2.splat(1.0 / 5))
  sum = f64x2.add(f64x2.mul(sum, square), f64x2.splat(1.0 / 3))
  sum = f64x2.add(f64x2.mul(sum, square), one)
  return f64x2.add(whole, f64x2.mul(f64x2.mul(sum, s), f64x2.splat(2 * Math.LOG2E)))
}

/** By the series of the exponential, of a part of at most a half. */
// @ts-ignore: decorator
@inline
function exp2(y: v128): v128 {
  const whole = f64x2.nearest(y)
  const x = f64x2.mul(f64x2.sub(y, whole), f64x2.splat(Math.LN2))
  let sum = f64x2.splat(1.0 / 362880)
  sum = f64x2.add(f64x2.mul(sum, x), f64x2.splat(1.0 / 40320))
  sum = f64x2.add(f64x2.mul(sum, x), f64x2.splat(1.0 / 5040))
  sum = f64x2.add(f64x2.mul(sum, x), f64x2.splat(1.0 / 720))
  sum = f64x2.add(f64x2.mul(sum, x), f64x2.splat(1.0 / 120))
  sum = f64x2.add(f64x2.mul(sum, x), f64x2.splat(1.0 / 24))
  sum = f64x2.add(f64x2.mul(sum, x), f64x2.splat(1.0 / 6))
  sum = f64x2.add(f64x2.mul(sum, x), f64x2.splat(0.5))
  sum = f64x2.add(f64x2.mul(sum, x), f64x2.splat(1))
  sum = f64x2.add(f64x2.mul(sum, x), f64x2.splat(1))
  const exponent = i64x2.extend_low_i32x4_s(i32x4.trunc_sat_f64x2_s_zero(whole))
  return f64x2.mul(sum, i64x2.shl(i64x2.add(exponent, i64x2.splat(1023)), 52))
}

/** Three planes, each `stride` bytes after the one before, become sums of (red, green, blue, 1) by three rows of four 32-bit floats. */
export function mixPlanes(at: usize, stride: usize, count: i32, matrix: usize, low: f32, high: f32): void {
  const least = f32x4.splat(low), most = f32x4.splat(high)
  const greens = at + stride, blues = greens + stride
  for (let offset: usize = 0; offset < (<usize>count) << 2; offset += 16) {
    const red = v128.load(at + offset), green = v128.load(greens + offset), blue = v128.load(blues + offset)
    v128.store(at + offset, limit(mix(red, green, blue, matrix), least, most))
    v128.store(greens + offset, limit(mix(red, green, blue, matrix + 16), least, most))
    v128.store(blues + offset, limit(mix(red, green, blue, matrix + 32), least, most))
  }
}

// @ts-ignore: decorator
@inline
function mix(red: v128, green: v128, blue: v128, row: usize): v128 {
  const both = f32x4.add(f32x4.mul(red, v128.load32_splat(row)), f32x4.mul(green, v128.load32_splat(row, 4)))
  return f32x4.add(f32x4.add(both, f32x4.mul(blue, v128.load32_splat(row, 8))), v128.load32_splat(row, 12))
}

/** Turn hues of three planes in the HSV cylinder by `sixths` of a sixth of a turn, [0, 6); greys stay (Smith, 1978, in closed form). */
export function turnPlanes(at: usize, stride: usize, count: i32, sixths: f32): void {
  const none = f32x4.splat(0), two = f32x4.splat(2), four = f32x4.splat(4), six = f32x4.splat(6)
  const greens = at + stride, blues = greens + stride
  for (let offset: usize = 0; offset < (<usize>count) << 2; offset += 16) {
    const red = v128.load(at + offset), green = v128.load(greens + offset), blue = v128.load(blues + offset)
    const most = f32x4.pmax(f32x4.pmax(red, green), blue)
    const chroma = f32x4.sub(most, f32x4.pmin(f32x4.pmin(red, green), blue))
    const isRed = f32x4.eq(most, red), isGreen = f32x4.eq(most, green)
    const apart = v128.bitselect(
      f32x4.sub(green, blue), v128.bitselect(f32x4.sub(blue, red), f32x4.sub(red, green), isGreen), isRed,
    )
    const place = f32x4.add(v128.bitselect(none, v128.bitselect(two, four, isGreen), isRed), f32x4.div(apart, chroma))
    // From -1 to 11: within [0, 6) after a turn more or less.
    let turned = f32x4.add(place, f32x4.splat(sixths))
    turned = f32x4.add(turned, v128.and(f32x4.lt(turned, none), six))
    turned = f32x4.sub(turned, v128.and(f32x4.ge(turned, six), six))
    const isGrey = f32x4.eq(chroma, none)
    v128.store(at + offset, v128.bitselect(red, channel(most, chroma, turned, 5), isGrey))
    v128.store(greens + offset, v128.bitselect(green, channel(most, chroma, turned, 3), isGrey))
    v128.store(blues + offset, v128.bitselect(blue, channel(most, chroma, turned, 1), isGrey))
  }
}

/** The largest colour less as much of the chroma as the hue is away from a channel. */
// @ts-ignore: decorator
@inline
function channel(most: v128, chroma: v128, place: v128, offset: f32): v128 {
  const six = f32x4.splat(6)
  const sum = f32x4.add(place, f32x4.splat(offset))
  const k = f32x4.sub(sum, v128.and(f32x4.ge(sum, six), six))
  const near = f32x4.pmin(f32x4.pmin(k, f32x4.sub(f32x4.splat(4), k)), f32x4.splat(1))
  return f32x4.sub(most, f32x4.mul(chroma, f32x4.pmax(near, f32x4.splat(0))))
}

/** Add a plane's numbers, whole ones of 16 bits, times `share`; eight for eight values, then `skip` bytes on to the next eight. */
export function addNormals(at: usize, count: i32, numbers: usize, skip: usize, share: f32, low: f32, high: f32): void {
  const least = f32x4.splat(low), most = f32x4.splat(high), each = f32x4.splat(share)
  const end = at + ((<usize>count) << 2)
  for (; at < end; at += 32) {
    const eight = v128.load(numbers)
    const first = f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(eight)), each)
    const second = f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(eight)), each)
    v128.store(at, limit(f32x4.add(v128.load(at), first), least, most))
    v128.store(at, limit(f32x4.add(v128.load(at, 16), second), least, most), 16)
    numbers += 16 + skip
  }
}
