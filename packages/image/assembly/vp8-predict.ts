/** Rows of sixteen bytes: what a macroblock should be, and what is predicted. Chroma has eight rows, blue on the left and red on the right. */
export const wanted = memory.data(256, 16)
export const prediction = memory.data(256, 16)
/** What lies to the left of each row, sixteen times; of chroma eight times each. */
export const beside = memory.data(256, 16)
/** Ten predictions of a block of 4x4, row by row. */
const candidates = memory.data(160, 16)

// @ts-ignore: decorator
@inline
function squares(upper: v128, lower: v128, low: v128, high: v128): v128 {
  const first = i16x8.sub(upper, low), second = i16x8.sub(lower, high)
  return i32x4.add(i32x4.dot_i16x8_s(first, first), i32x4.dot_i16x8_s(second, second))
}

/** The sums of four vectors' lanes. */
// @ts-ignore: decorator
@inline
function sums(a: v128, b: v128, c: v128, d: v128): v128 {
  const first = i32x4.add(v128.shuffle<i32>(a, b, 0, 4, 1, 5), v128.shuffle<i32>(a, b, 2, 6, 3, 7))
  const second = i32x4.add(v128.shuffle<i32>(c, d, 0, 4, 1, 5), v128.shuffle<i32>(c, d, 2, 6, 3, 7))
  return i32x4.add(v128.shuffle<i64>(first, second, 0, 2), v128.shuffle<i64>(first, second, 1, 3))
}

/** Costs with their place in four more bits, so that the least of them says which it is, and the first of equal ones wins. */
// @ts-ignore: decorator
@inline
function placed(costs: v128, places: v128): v128 {
  return v128.or(i32x4.shl(costs, 4), places)
}

// @ts-ignore: decorator
@inline
function least(costs: v128): u32 {
  const two = i32x4.min_u(costs, v128.shuffle<i32>(costs, costs, 2, 3, 2, 3))
  return <u32>i32x4.extract_lane(i32x4.min_u(two, v128.shuffle<i32>(two, two, 1, 1, 1, 1)), 0)
}

/** Above, left and corner together say which way values go. */
// @ts-ignore: decorator
@inline
function motion(row: v128, low: v128, high: v128): v128 {
  return i8x16.narrow_i16x8_u(i16x8.add(i16x8.extend_low_i8x16_u(row), low), i16x8.add(i16x8.extend_high_i8x16_u(row), high))
}

/** Predict a macroblock's rows by what has the least square error: the mean, motion, what is above or what is beside; gives that error. */
export function predictWhole(rows: i32, above: v128, corner: v128, mean: v128): u32 {
  const slopeLow = i16x8.sub(i16x8.extend_low_i8x16_u(above), i16x8.extend_low_i8x16_u(corner))
  const slopeHigh = i16x8.sub(i16x8.extend_high_i8x16_u(above), i16x8.extend_high_i8x16_u(corner))
  const meanLow = i16x8.extend_low_i8x16_u(mean), meanHigh = i16x8.extend_high_i8x16_u(mean)
  const aboveLow = i16x8.extend_low_i8x16_u(above), aboveHigh = i16x8.extend_high_i8x16_u(above)
  let byMean = i32x4.splat(0), byMotion = i32x4.splat(0), byAbove = i32x4.splat(0), byBeside = i32x4.splat(0)
  const end = <usize>rows << 4
  for (let at: usize = 0; at < end; at += 16) {
    const here = v128.load(wanted + at), left = v128.load(beside + at)
    const low = i16x8.extend_low_i8x16_u(here), high = i16x8.extend_high_i8x16_u(here)
    const moved = motion(left, slopeLow, slopeHigh)
    byMean = i32x4.add(byMean, squares(low, high, meanLow, meanHigh))
    byMotion = i32x4.add(byMotion, squares(low, high, i16x8.extend_low_i8x16_u(moved), i16x8.extend_high_i8x16_u(moved)))
    byAbove = i32x4.add(byAbove, squares(low, high, aboveLow, aboveHigh))
    byBeside = i32x4.add(byBeside, squares(low, high, i16x8.extend_low_i8x16_u(left), i16x8.extend_high_i8x16_u(left)))
  }
  const best = least(placed(sums(byMean, byMotion, byAbove, byBeside), i32x4(0, 1, 2, 3)))
  const mode = best & 15
  for (let at: usize = 0; at < end; at += 16) {
    const left = v128.load(beside + at)
    v128.store(prediction + at, mode === 0 ? mean : mode === 1 ? motion(left, slopeLow, slopeHigh) : mode === 2 ? above : left)
  }
  return best >> 4
}

/** What any prediction of 4x4 but the mean costs more, as a square error. */
const OTHER_MODE = 30

// @ts-ignore: decorator
@inline
function tried(place: usize, candidate: v128, low: v128, high: v128): v128 {
  v128.store(candidates + (place << 4), candidate)
  return squares(low, high, i16x8.extend_low_i8x16_u(candidate), i16x8.extend_high_i8x16_u(candidate))
}

/** The neighbours of the block at `at`: left ones from below, the corner, and eight above; the last four from another row. Ends are repeated. */
// @ts-ignore: decorator
@inline
function edgeOf(at: usize, stride: usize, aboveRight: usize): v128 {
  const row = v128.load32_lane(aboveRight, v128.load(at - stride - 4), 2)
  let edge = i8x16.swizzle(row, i8x16(0, 0, 0, 0, 0, 3, 4, 5, 6, 7, 8, 9, 10, 11, 11, 11))
  edge = v128.load8_lane(at - 1, edge, 4)
  edge = v128.load8_lane(at + stride - 1, edge, 3)
  edge = v128.load8_lane(at + 2 * stride - 1, edge, 2)
  edge = v128.load8_lane(at + 3 * stride - 1, edge, 1)
  return v128.load8_lane(at + 3 * stride - 1, edge, 0)
}

/**
 * Find the prediction of a block of 4x4 that has the least square error, of the ten of RFC 6386, section 12.3; gives where it lies.
 * `block` holds what the block should be; the error, with what the choice costs, is left in `smallCost`.
 */
export function predictSmall(block: v128, at: usize, stride: usize, aboveRight: usize): usize {
  const low = i16x8.extend_low_i8x16_u(block), high = i16x8.extend_high_i8x16_u(block)
  const edge = edgeOf(at, stride, aboveRight)
  const before = v128.shuffle<i8>(edge, edge, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14)
  const after = v128.shuffle<i8>(edge, edge, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 15)
  const twos = i8x16.avgr_u(edge, after)
  // The mean of the outer ones is cut off, so that both roundings are one.
  const outer = i8x16.sub(i8x16.avgr_u(before, after), v128.and(v128.xor(before, after), i8x16.splat(1)))
  const threes = i8x16.avgr_u(edge, outer)
  const around = i8x16.swizzle(edge, i8x16(1, 2, 3, 4, 6, 7, 8, 9, -1, -1, -1, -1, -1, -1, -1, -1))
  const pairs = i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(around))
  const total = i32x4.extract_lane(pairs, 0) + i32x4.extract_lane(pairs, 1)
  const slope = i16x8.sub(
    i16x8.extend_low_i8x16_u(i8x16.swizzle(edge, i8x16(6, 7, 8, 9, 6, 7, 8, 9, 0, 0, 0, 0, 0, 0, 0, 0))),
    i16x8.extend_low_i8x16_u(i8x16.swizzle(edge, i8x16.splat(5))),
  )
  const left = i8x16.swizzle(edge, i8x16(4, 4, 4, 4, 3, 3, 3, 3, 2, 2, 2, 2, 1, 1, 1, 1))
  const first = sums(
    tried(0, i8x16.splat(<i8>((total + 4) >> 3)), low, high),
    tried(1, motion(left, slope, slope), low, high),
    tried(2, i8x16.swizzle(threes, i8x16(6, 7, 8, 9, 6, 7, 8, 9, 6, 7, 8, 9, 6, 7, 8, 9)), low, high),
    tried(3, i8x16.swizzle(threes, i8x16(4, 4, 4, 4, 3, 3, 3, 3, 2, 2, 2, 2, 1, 1, 1, 1)), low, high),
  )
  const second = sums(
    tried(4, i8x16.swizzle(threes, i8x16(5, 6, 7, 8, 4, 5, 6, 7, 3, 4, 5, 6, 2, 3, 4, 5)), low, high),
    tried(5, v128.shuffle<i8>(twos, threes, 5, 6, 7, 8, 21, 22, 23, 24, 20, 5, 6, 7, 19, 21, 22, 23), low, high),
    tried(6, i8x16.swizzle(threes, i8x16(7, 8, 9, 10, 8, 9, 10, 11, 9, 10, 11, 12, 10, 11, 12, 13)), low, high),
    tried(7, v128.shuffle<i8>(twos, threes, 6, 7, 8, 9, 23, 24, 25, 26, 7, 8, 9, 27, 24, 25, 26, 28), low, high),
  )
  const eighth = tried(8, v128.shuffle<i8>(twos, threes, 4, 21, 22, 23, 3, 20, 4, 21, 2, 19, 3, 20, 1, 18, 2, 19), low, high)
  const ninth = tried(9, v128.shuffle<i8>(twos, threes, 3, 19, 2, 18, 2, 18, 1, 17, 1, 17, 0, 0, 0, 0, 0, 0), low, high)
  const more = i32x4.splat(OTHER_MODE)
  const best = least(i32x4.min_u(
    i32x4.min_u(
      placed(i32x4.add(first, i32x4(0, OTHER_MODE, OTHER_MODE, OTHER_MODE)), i32x4(0, 1, 2, 3)),
      placed(i32x4.add(second, more), i32x4(4, 5, 6, 7)),
    ),
    placed(i32x4.add(sums(eighth, ninth, eighth, ninth), more), i32x4(8, 9, 8, 9)),
  ))
  smallCost = best >> 4
  return candidates + (<usize>(best & 15) << 4)
}

export let smallCost: u32 = 0
