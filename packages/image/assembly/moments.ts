import { blueAlpha, redGreen } from './planes'
import { borrow } from './tail'

/** Pixels between two additions to the sums, so that 32-bit lanes hold them. */
const RUN = 1 << 16

/**
 * Measure the colours of pixels, all of it exact. `moments` gets nine 64-bit floats, the sums of red, green, blue, red^2, red green, red blue,
 * green^2, green blue and blue^2, then the least and the greatest red, green, blue and alpha, a byte each.
 */
export function moments(pointer: usize, pixels: i32, moments: usize): void {
  memory.fill(moments, 0, 72)
  findEnds(pointer, pixels, moments + 72)
  const rest = pixels & 7
  const last = pointer + ((<usize>(pixels - rest)) << 2)
  for (let at = pointer; at < last; at += RUN << 2) addUp(at, at + min(last - at, RUN << 2), moments)
  const room = borrow(last, rest)
  // Black adds nothing.
  memory.fill(room + ((<usize>rest) << 2), 0, 32)
  addUp(room, room + 32, moments)
}

function addUp(at: usize, end: usize, moments: usize): void {
  const low = i16x8.splat(255), one = i16x8.splat(1)
  let r = i32x4.splat(0), g = r, b = r
  let rr = r, rg = r, rb = r, gg = r, gb = r, bb = r
  for (; at < end; at += 32) {
    const first = v128.load(at), second = v128.load(at, 16)
    const both = redGreen(first, second)
    const red = v128.and(both, low), green = i16x8.shr_u(both, 8), blue = v128.and(blueAlpha(first, second), low)
    r = i32x4.add(r, i32x4.dot_i16x8_s(red, one))
    g = i32x4.add(g, i32x4.dot_i16x8_s(green, one))
    b = i32x4.add(b, i32x4.dot_i16x8_s(blue, one))
    rr = i32x4.add(rr, i32x4.dot_i16x8_s(red, red))
    rg = i32x4.add(rg, i32x4.dot_i16x8_s(red, green))
    rb = i32x4.add(rb, i32x4.dot_i16x8_s(red, blue))
    gg = i32x4.add(gg, i32x4.dot_i16x8_s(green, green))
    gb = i32x4.add(gb, i32x4.dot_i16x8_s(green, blue))
    bb = i32x4.add(bb, i32x4.dot_i16x8_s(blue, blue))
  }
  addLanes(moments, r)
  addLanes(moments + 8, g)
  addLanes(moments + 16, b)
  addLanes(moments + 24, rr)
  addLanes(moments + 32, rg)
  addLanes(moments + 40, rb)
  addLanes(moments + 48, gg)
  addLanes(moments + 56, gb)
  addLanes(moments + 64, bb)
}

function addLanes(sum: usize, lanes: v128): void {
  const pairs = i64x2.add(i64x2.extend_low_i32x4_u(lanes), i64x2.extend_high_i32x4_u(lanes))
  store<f64>(sum, load<f64>(sum) + <f64>(i64x2.extract_lane(pairs, 0) + i64x2.extract_lane(pairs, 1)))
}

/** The least and the greatest of every channel, four bytes each. */
function findEnds(at: usize, pixels: i32, ends: usize): void {
  let least = v128.load32_splat(at), most = least
  const end = at + ((<usize>pixels) << 2)
  for (const whole = end - 16; at <= whole; at += 16) {
    const four = v128.load(at)
    least = i8x16.min_u(least, four)
    most = i8x16.max_u(most, four)
  }
  for (; at < end; at += 4) {
    const single = v128.load32_splat(at)
    least = i8x16.min_u(least, single)
    most = i8x16.max_u(most, single)
  }
  least = i8x16.min_u(least, v128.shuffle<i32>(least, least, 2, 3, 0, 1))
  most = i8x16.max_u(most, v128.shuffle<i32>(most, most, 2, 3, 0, 1))
  v128.store32_lane(ends, i8x16.min_u(least, v128.shuffle<i32>(least, least, 1, 0, 3, 2)), 0)
  v128.store32_lane(ends + 4, i8x16.max_u(most, v128.shuffle<i32>(most, most, 1, 0, 3, 2)), 0)
}
