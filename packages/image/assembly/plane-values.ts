// What changes every value of planes of 32-bit floats by itself, in place. Values end within [low, high], those that are no number as they are. Up to
// seven values past the last are changed too; there is one at least.

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
    do {
      v128.store(at, limit(f32x4.add(f32x4.mul(v128.load(at), second), first), least, most))
      at += 16
    } while (at < end)
    return
  }
  do {
    const v = v128.load(at)
    const slope = f32x4.add(f32x4.mul(f32x4.add(f32x4.mul(fourth, v), third), v), second)
    v128.store(at, limit(f32x4.add(f32x4.mul(slope, v), first), least, most))
    at += 16
  } while (at < end)
}

/** Values times a factor, in 64-bit floats before they are 32-bit ones again. */
export function scalePlane(at: usize, count: i32, factor: f64): void {
  const times = f64x2.splat(factor)
  const end = at + ((<usize>count) << 2)
  do {
    const v = v128.load(at)
    const one = f32x4.demote_f64x2_zero(f64x2.mul(f64x2.promote_low_f32x4(v), times))
    const other = f32x4.demote_f64x2_zero(f64x2.mul(f64x2.promote_low_f32x4(v128.shuffle<i64>(v, v, 1, 1)), times))
    v128.store(at, v128.shuffle<i64>(one, other, 0, 2))
    at += 16
  } while (at < end)
}

/**
 * v becomes white (v / white)^exponent, to about 2 of 10^7, for exponents of up to 1000; what is below 2^-126 of white becomes 0. With m 2^e for v / white, m from 1 / sqrt(2)
 * to sqrt(2), the power is 2^(exponent e + exponent log2 m): exponent e in two parts, the first of which has too few bits to be rounded.
 */
export function powerPlane(at: usize, count: i32, exponent: f64, white: f32): void {
  const coarse = <f32>(Math.round(exponent * 1024) / 1024)
  const first = f32x4.splat(coarse), second = f32x4.splat(<f32>(exponent - <f64>coarse)), whole = f32x4.splat(<f32>exponent)
  const most = f32x4.splat(white), share = f32x4.splat(1 / white)
  const none = f32x4.splat(0), one = f32x4.splat(1), half = f32x4.splat(0.5)
  const least = f32x4.splat(1.1754943508222875e-38), root = f32x4.splat(<f32>Math.SQRT2)
  const high = f32x4.splat(127), low = f32x4.splat(-126)
  const end = at + ((<usize>count) << 2)
  do {
    const v = v128.load(at)
    const x = f32x4.mul(v, share)
    const mantissa = v128.or(v128.and(x, i32x4.splat(0x7fffff)), one)
    const isLarge = f32x4.gt(mantissa, root)
    const m = f32x4.mul(mantissa, v128.bitselect(half, one, isLarge))
    const e = f32x4.convert_i32x4_s(i32x4.sub(i32x4.sub(i32x4.shr_u(x, 23), i32x4.splat(127)), isLarge))
    // By the series of the area hyperbolic tangent.
    const s = f32x4.div(f32x4.sub(m, one), f32x4.add(m, one))
    const square = f32x4.mul(s, s)
    let sum = f32x4.splat(1.0 / 9)
    sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(1.0 / 7))
    sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(1.0 / 5))
    sum = f32x4.add(f32x4.mul(sum, square), f32x4.splat(1.0 / 3))
    sum = f32x4.add(f32x4.mul(sum, square), one)
    const logarithm = f32x4.mul(f32x4.mul(sum, s), f32x4.splat(<f32>(2 * Math.LOG2E)))
    const steps = f32x4.mul(e, first)
    const ahead = f32x4.nearest(steps)
    const rest = f32x4.add(f32x4.add(f32x4.sub(steps, ahead), f32x4.mul(e, second)), f32x4.mul(whole, logarithm))
    const more = f32x4.nearest(rest)
    const power = exp2(f32x4.sub(rest, more), f32x4.pmax(f32x4.pmin(f32x4.add(ahead, more), high), low))
    const made = limit(v128.and(f32x4.mul(power, most), f32x4.ge(x, least)), none, most)
    v128.store(at, v128.bitselect(made, v, f32x4.eq(v, v)))
    at += 16
  } while (at < end)
}

/** 2^(part + whole): by the series of the exponential, of a part of at most a half, and by the bits of a whole number in [-126, 127]. */
// @ts-ignore: decorator
@inline
function exp2(part: v128, whole: v128): v128 {
  const x = f32x4.mul(part, f32x4.splat(<f32>Math.LN2))
  let sum = f32x4.splat(1.0 / 5040)
  sum = f32x4.add(f32x4.mul(sum, x), f32x4.splat(1.0 / 720))
  sum = f32x4.add(f32x4.mul(sum, x), f32x4.splat(1.0 / 120))
  sum = f32x4.add(f32x4.mul(sum, x), f32x4.splat(1.0 / 24))
  sum = f32x4.add(f32x4.mul(sum, x), f32x4.splat(1.0 / 6))
  sum = f32x4.add(f32x4.mul(sum, x), f32x4.splat(0.5))
  sum = f32x4.add(f32x4.mul(sum, x), f32x4.splat(1))
  sum = f32x4.add(f32x4.mul(sum, x), f32x4.splat(1))
  return f32x4.mul(sum, i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(whole), i32x4.splat(127)), 23))
}

/** Three planes, each `stride` bytes after the one before, become sums of (red, green, blue, 1) by three rows of four 32-bit floats. */
export function mixPlanes(at: usize, stride: usize, count: i32, matrix: usize, low: f32, high: f32): void {
  const least = f32x4.splat(low), most = f32x4.splat(high)
  const greens = at + stride, blues = greens + stride
  const bytes = (<usize>count) << 2
  let offset: usize = 0
  do {
    const red = v128.load(at + offset), green = v128.load(greens + offset), blue = v128.load(blues + offset)
    v128.store(at + offset, limit(mix(red, green, blue, matrix), least, most))
    v128.store(greens + offset, limit(mix(red, green, blue, matrix + 16), least, most))
    v128.store(blues + offset, limit(mix(red, green, blue, matrix + 32), least, most))
    offset += 16
  } while (offset < bytes)
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
  const bytes = (<usize>count) << 2
  let offset: usize = 0
  do {
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
    offset += 16
  } while (offset < bytes)
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
  do {
    const eight = v128.load(numbers)
    const first = f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(eight)), each)
    const second = f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(eight)), each)
    v128.store(at, limit(f32x4.add(v128.load(at), first), least, most))
    v128.store(at, limit(f32x4.add(v128.load(at, 16), second), least, most), 16)
    numbers += 16 + skip
    at += 32
  } while (at < end)
}
