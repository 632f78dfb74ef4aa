import { normal, spread } from './normal'
import { philox12 } from './philox'
import { blueAlpha, redGreen, storeEight } from './planes'
import { borrow, giveBack } from './tail'

/** Streams keep the kernels' counters apart under one key. */
const GAUSSIAN: u32 = 1
const SPRINKLE: u32 = 2

/**
 * Add Gaussian noise to the colour of `pixels` pixels in place; alpha stays.
 * Eight pixels take the stream's next eight numbers of 16 bits for red, then eight for green and eight for blue; where `shared`, eight for all.
 * `lower` and `upper` are what an atom of each byte adds, in 1/8192 level, [0, 32767]; `first` is the place of the first pixel in the
 * stream, a multiple of 96; `scratch` has 192 bytes.
 */
export function gaussianNoise(
  pointer: usize, pixels: i32, lower: i32, upper: i32, shared: bool, first: i32, frame: u32, key0: u32, key1: u32, scratch: usize,
): void {
  const shares = spread(lower, upper)
  const rest = pixels % (shared ? 96 : 32)
  const whole = pixels - rest
  const last = pointer + ((<usize>whole) << 2)
  addNoise(pointer, whole, first, shared, shares, frame, key0, key1, scratch)
  addNoise(borrow(last, rest), rest, first + whole, shared, shares, frame, key0, key1, scratch)
  giveBack(last, rest)
}

/** Add noise to whole groups of pixels from pixel `first` of the stream on. */
function addNoise(
  at: usize, pixels: i32, first: i32, shared: bool, shares: v128, frame: u32, key0: u32, key1: u32, scratch: usize,
): void {
  if (pixels == 0) return
  const low = i16x8.splat(255)
  const green: usize = shared ? 0 : 16
  const blue: usize = shared ? 0 : 32
  const stride = 16 + blue
  let block: u32 = shared ? first / 8 : first / 8 * 3
  const end = at + ((<usize>pixels) << 2)
  do {
    philox12(scratch, block, GAUSSIAN, frame, key0, key1)
    block += 12
    let bits = scratch
    do {
      const left = v128.load(at)
      const right = v128.load(at, 16)
      const rg = redGreen(left, right)
      const ba = blueAlpha(left, right)
      storeEight(
        at,
        i16x8.add(v128.and(rg, low), normal(v128.load(bits), shares)),
        i16x8.add(i16x8.shr_u(rg, 8), normal(v128.load(bits + green), shares)),
        i16x8.add(v128.and(ba, low), normal(v128.load(bits + blue), shares)),
        i16x8.shr_u(ba, 8),
      )
      at += 32
      bits += stride
    } while (bits < scratch + 192)
  } while (at < end)
}

/**
 * Give pixels one of two colours in place; alpha stays. Each pixel takes the stream's next word: below `one` it takes the one colour,
 * else below `both` the other, both in 1/2^32. `first` is the place of the first pixel in the stream, a multiple of 48; `scratch` has 192 bytes.
 */
export function sprinkle(
  pointer: usize, pixels: i32, one: u32, oneColour: u32, both: u32, otherColour: u32,
  first: i32, frame: u32, key0: u32, key1: u32, scratch: usize,
): void {
  const rest = pixels % 48
  const whole = pixels - rest
  const last = pointer + ((<usize>whole) << 2)
  sprinkleWhole(pointer, whole, one, oneColour, both, otherColour, first, frame, key0, key1, scratch)
  sprinkleWhole(borrow(last, rest), rest, one, oneColour, both, otherColour, first + whole, frame, key0, key1, scratch)
  giveBack(last, rest)
}

function sprinkleWhole(
  at: usize, pixels: i32, one: u32, oneColour: u32, both: u32, otherColour: u32,
  first: i32, frame: u32, key0: u32, key1: u32, scratch: usize,
): void {
  if (pixels == 0) return
  const colour = i32x4.splat(0x00ffffff)
  const its = i32x4.splat(oneColour), others = i32x4.splat(otherColour)
  // Signed comparison of numbers whose upper bit is turned is unsigned comparison.
  const turn = i32x4.splat(0x80000000)
  const belowOne = v128.xor(i32x4.splat(one), turn)
  const belowBoth = v128.xor(i32x4.splat(both), turn)
  let block: u32 = first / 4
  const end = at + ((<usize>pixels) << 2)
  do {
    philox12(scratch, block, SPRINKLE, frame, key0, key1)
    block += 12
    let bits = scratch
    do {
      const words = v128.xor(v128.load(bits), turn)
      const taken = v128.bitselect(its, others, i32x4.lt_s(words, belowOne))
      const changed = v128.and(i32x4.lt_s(words, belowBoth), colour)
      v128.store(at, v128.bitselect(taken, v128.load(at), changed))
      at += 16
      bits += 16
    } while (bits < scratch + 192)
  } while (at < end)
}
