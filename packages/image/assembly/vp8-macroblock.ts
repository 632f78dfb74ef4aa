import { beside, predictSmall, predictWhole, prediction, smallCost, wanted } from './vp8-predict'
import { forwardMeans, forwardPair, inverseMeans, inversePair, PAIR, quantisePair, QUANTISER } from './vp8-transform'

/** Pairs of blocks of a macroblock, row by row, and its sixteen means in the left half of one more. */
const pairs = memory.data(512, 16)
const means = memory.data(64, 16)

/** Code a macroblock of luma in place; gives whether its inner edges may be seen, by small predictions or by anything left after them. */
export function codeLuma(at: usize, stride: usize, first: bool, top: bool, quantisers: usize, penalty: u32): bool {
  let sum: u32 = 0
  for (let row: usize = 0; row < 16; row++) {
    const here = at + row * stride
    v128.store(wanted + (row << 4), v128.load(here))
    const left = load<u8>(here - 1)
    sum += first ? 0 : left
    v128.store(beside + (row << 4), i8x16.splat(left))
  }
  const above = v128.load(at - stride)
  if (!top) sum += addUp(above)
  const mean = i8x16.splat(<i8>meanOf(sum, 16, first, top))
  const cost = predictWhole(16, above, i8x16.splat(load<i8>(at - stride - 1)), mean)
  if (penalty < cost && codeSmall(at, stride, quantisers, penalty, cost)) return true
  return codeWhole(at, stride, quantisers)
}

// @ts-ignore: decorator
@inline
function addUp(bytes: v128): u32 {
  const fours = i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(bytes))
  const two = i32x4.add(fours, v128.shuffle<i32>(fours, fours, 2, 3, 2, 3))
  return <u32>(i32x4.extract_lane(two, 0) + i32x4.extract_lane(two, 1))
}

/** The mean of the edges that there are. */
// @ts-ignore: decorator
@inline
function meanOf(sum: u32, size: u32, first: bool, top: bool): u32 {
  if (first && top) return 128
  const count = first || top ? size : 2 * size
  return (sum + (count >> 1)) / count
}

/** Code sixteen blocks each by a prediction of its own; gives up, and says so, where that costs as much as the whole. */
function codeSmall(at: usize, stride: usize, quantisers: usize, penalty: u32, most: u32): bool {
  let cost = penalty
  for (let place: usize = 0; place < 16; place++) {
    const x = (place & 3) << 2
    const y = (place >> 2) << 2
    const from = wanted + (y << 4) + x
    const here = at + y * stride + x
    const block = v128.load32_lane(from + 48, v128.load32_lane(from + 32, v128.load32_lane(from + 16, v128.load32_zero(from), 1), 2), 3)
    const aboveRight = x === 12 ? at - stride + 16 : here - stride + 4
    const predicted = v128.load(predictSmall(block, here, stride, aboveRight))
    cost += smallCost
    if (cost >= most) return false
    const low = i16x8.extend_low_i8x16_u(predicted), high = i16x8.extend_high_i8x16_u(predicted)
    const upper = i16x8.sub(i16x8.extend_low_i8x16_u(block), low)
    const lower = i16x8.sub(i16x8.extend_high_i8x16_u(block), high)
    // The block beside it in the pair is of no account.
    v128.store(pairs, upper)
    v128.store(pairs, v128.shuffle<i64>(upper, upper, 1, 0), 16)
    v128.store(pairs, lower, 32)
    v128.store(pairs, v128.shuffle<i64>(lower, lower, 1, 0), 48)
    forwardPair(pairs)
    quantisePair(pairs, quantisers)
    inversePair(pairs)
    const made = i8x16.narrow_i16x8_u(
      i16x8.add(low, v128.shuffle<i64>(v128.load(pairs), v128.load(pairs, 16), 0, 2)),
      i16x8.add(high, v128.shuffle<i64>(v128.load(pairs, 32), v128.load(pairs, 48), 0, 2)),
    )
    v128.store32_lane(here, made, 0)
    v128.store32_lane(here + stride, made, 1)
    v128.store32_lane(here + 2 * stride, made, 2)
    v128.store32_lane(here + 3 * stride, made, 3)
  }
  return true
}

/** Code the whole macroblock by one prediction, with the means of its blocks transformed once more; gives whether anything is left after the prediction. */
function codeWhole(at: usize, stride: usize, quantisers: usize): bool {
  for (let pair: usize = 0; pair < 8; pair++) {
    const coefficients = pairs + pair * PAIR
    differences(pair, coefficients)
    forwardPair(coefficients)
    // Rows of four means lie eight lanes apart.
    const mean = means + ((pair >> 1) << 4) + ((pair & 1) << 2)
    store<i16>(mean, load<i16>(coefficients))
    store<i16>(mean, load<i16>(coefficients, 8), 2)
  }
  forwardMeans(means)
  let any = v128.and(quantisePair(means, quantisers + QUANTISER), i64x2(-1, 0))
  inverseMeans(means)
  for (let pair: usize = 0; pair < 8; pair++) {
    const coefficients = pairs + pair * PAIR
    store<i16>(coefficients, 0)
    store<i16>(coefficients, 0, 8)
    any = v128.or(any, quantisePair(coefficients, quantisers))
    const mean = means + ((pair >> 1) << 4) + ((pair & 1) << 2)
    store<i16>(coefficients, load<i16>(mean))
    store<i16>(coefficients, load<i16>(mean, 2), 8)
    inversePair(coefficients)
    restore(pair, coefficients, at + ((pair >> 1) << 2) * stride + ((pair & 1) << 3), stride)
  }
  return v128.any_true(any)
}

/** Code a macroblock's colour differences in place; gives whether anything is left after the prediction. */
export function codeChroma(blue: usize, red: usize, stride: usize, first: bool, top: bool, quantiser: usize): bool {
  let blueSum: u32 = 0
  let redSum: u32 = 0
  for (let row: usize = 0; row < 8; row++) {
    const ofBlue = blue + row * stride, ofRed = red + row * stride
    v128.store(wanted + (row << 4), v128.load64_lane(ofRed, v128.load64_zero(ofBlue), 1))
    const blueLeft = load<u8>(ofBlue - 1), redLeft = load<u8>(ofRed - 1)
    blueSum += first ? 0 : blueLeft
    redSum += first ? 0 : redLeft
    v128.store(beside + (row << 4), halves(blueLeft, redLeft))
  }
  const above = v128.load64_lane(red - stride, v128.load64_zero(blue - stride), 1)
  if (!top) {
    blueSum += addUp(v128.and(above, i64x2(-1, 0)))
    redSum += addUp(v128.and(above, i64x2(0, -1)))
  }
  const mean = halves(meanOf(blueSum, 8, first, top), meanOf(redSum, 8, first, top))
  predictWhole(8, above, halves(load<u8>(blue - stride - 1), load<u8>(red - stride - 1)), mean)
  let any = i64x2.splat(0)
  for (let pair: usize = 0; pair < 4; pair++) {
    differences(pair, pairs)
    forwardPair(pairs)
    any = v128.or(any, quantisePair(pairs, quantiser))
    inversePair(pairs)
    restore(pair, pairs, (pair & 1 ? red : blue) + ((pair >> 1) << 2) * stride, stride)
  }
  return v128.any_true(any)
}

// @ts-ignore: decorator
@inline
function halves(left: u32, right: u32): v128 {
  return v128.shuffle<i64>(i8x16.splat(<i8>left), i8x16.splat(<i8>right), 0, 2)
}

/** What a pair of blocks should be less what is predicted. */
// @ts-ignore: decorator
@inline
function differences(pair: usize, to: usize): void {
  const from = ((pair >> 1) << 6) + ((pair & 1) << 3)
  for (let row: usize = 0; row < 4; row++) {
    const at = from + (row << 4)
    v128.store(to + (row << 4), i16x8.sub(v128.load8x8_u(wanted + at), v128.load8x8_u(prediction + at)))
  }
}

/** Add differences to what was predicted. */
// @ts-ignore: decorator
@inline
function restore(pair: usize, from: usize, to: usize, stride: usize): void {
  const predicted = prediction + ((pair >> 1) << 6) + ((pair & 1) << 3)
  for (let row: usize = 0; row < 4; row++) {
    const value = i16x8.add(v128.load8x8_u(predicted + (row << 4)), v128.load(from + (row << 4)))
    v128.store64_lane(to + row * stride, i8x16.narrow_i16x8_u(value, value), 0)
  }
}
