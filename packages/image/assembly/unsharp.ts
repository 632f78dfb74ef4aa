import { inside, REFLECT101 } from './border'
import { copySingle, SINGLE, spreadRow, storeColours } from './colours'
import { addFolds, BLOCK, FOLD, foldAcross, foldDown, foldsOf, weighFolds } from './folds'

/** A whole share; the sum of two fits 16 bits. */
const WHOLE: i16 = 16383

/** Bytes of room that unsharp masking needs. */
export function unsharpRoom(width: i32, radius: i32): i32 {
  return 2 * foldsOf(radius) * <i32>FOLD + 4 * (width / BLOCK + 2 * reachOf(radius) + 2) + (7 * radius + 7) * lineBytes(width, radius) + 32
}

/** Bytes of a line with `radius` pixels beside it. */
function lineBytes(width: i32, radius: i32): i32 {
  return (((width + 2 * radius + 2 * BLOCK) * <i32>SINGLE) & ~15) + 64
}

/** How many blocks away a difference is felt. */
function reachOf(radius: i32): i32 {
  return (radius + BLOCK - 1) / BLOCK
}

/**
 * Add to colours what a symmetric blur takes away, `amount` 2^doublings times, clamped, by a share that grows from none to whole as the difference goes from
 * `threshold` on through 64 steps of 1/64 level, and is blurred alike; borders are reflect101; alpha stays. Taps are as for `blur`, `amount` is Q14.
 * Rows and columns leave with six fractional bits, shares with fourteen.
 */
export function unsharp(
  source: usize, target: usize, width: i32, height: i32, taps: usize, radius: i32, amount: i32, doublings: i32, threshold: i32, room: usize,
): void {
  const size = 2 * radius + 1
  const bytes = <usize>lineBytes(width, radius)
  const border = <usize>radius * SINGLE
  const zeros = (room + 15) & ~15
  const soft = zeros + bytes
  const shares = soft + bytes
  const colours = shares + bytes
  const blurred = colours + <usize>size * bytes
  const shared = blurred + <usize>size * bytes
  const differences = shared + <usize>size * bytes
  const across = differences + <usize>(radius + 1) * bytes
  const down = across + <usize>foldsOf(radius) * FOLD
  const reach = reachOf(radius)
  const stamps = down + <usize>foldsOf(radius) * FOLD + ((<usize>reach) << 2)
  memory.fill(zeros, 0, bytes)
  weighFolds(across, taps, radius)
  weighFolds(down, taps, radius)
  memory.fill(down + <usize>foldsOf(radius) * FOLD, 0x80, (<usize>(width / BLOCK + 2 * reach + 2)) << 2)

  for (let row = 0; row < height + 2 * radius; row++) {
    if (row < height) {
      const line = colours + <usize>(row % size) * bytes
      spreadRow(source + ((<usize>row * <usize>width) << 2), width, line, radius, radius, REFLECT101)
      foldAcross(across, radius, line + border, zeros)
      addFolds(across, radius, blurred + <usize>(row % size) * bytes, width, 1 << 8, 9, stamps, i32.MIN_VALUE)
    }
    const middle = row - radius
    if (middle >= 0 && middle < height) {
      foldDown(down, radius, middle, height, blurred, bytes, zeros)
      addFolds(down, radius, soft, width, 1 << 14, 15, stamps, i32.MIN_VALUE)
      const line = colours + <usize>(middle % size) * bytes + border
      markRow(line, soft, differences + <usize>(middle % (radius + 1)) * bytes, shares + border, width, threshold, stamps, reach, middle)
      for (let x = -radius; x < 0; x++) copySingle(shares + border, x, inside(x, width, REFLECT101))
      for (let x = width; x < width + radius; x++) copySingle(shares + border, x, inside(x, width, REFLECT101))
      foldAcross(across, radius, shares + border, zeros)
      addFolds(across, radius, shared + <usize>(middle % size) * bytes, width, 1 << 14, 15, stamps, middle)
    }
    const y = row - 2 * radius
    if (y >= 0) {
      foldDown(down, radius, y, height, shared, bytes, zeros)
      addFolds(down, radius, soft, width, 1 << 13, 14, stamps, y - radius)
      const at = (<usize>y * <usize>width) << 2
      const line = colours + <usize>(y % size) * bytes + border
      sharpenRow(source + at, target + at, width, line, differences + <usize>(y % (radius + 1)) * bytes, soft, amount, doublings)
    }
  }
}

/** Write what a blur took away and how much of it counts; blocks where some does, and those around them, get the row's number for a stamp. */
function markRow(
  colours: usize, blurred: usize, differences: usize, shares: usize, width: i32, threshold: i32, stamps: usize, reach: i32, row: i32,
): void {
  for (let x = 0; x < width; x += BLOCK, stamps += 4) {
    let any = i32x4.splat(0)
    for (let part = 0; part < 3; part++) {
      const difference = i16x8.sub(i16x8.shl(v128.load(colours), 6), v128.load(blurred))
      const over = i16x8.max_s(i16x8.splat(0), i16x8.sub(i16x8.abs(difference), i16x8.splat(<i16>threshold)))
      const share = i16x8.min_s(i16x8.splat(WHOLE), i16x8.shl(i16x8.min_s(over, i16x8.splat(64)), 8))
      v128.store(differences, difference)
      v128.store(shares, share)
      any = v128.or(any, share)
      colours += 16
      blurred += 16
      differences += 16
      shares += 16
    }
    if (!v128.any_true(any)) continue
    for (let block = -reach; block <= reach; block++) store<i32>(stamps + ((<usize>block) << 2), row)
  }
}

function sharpenRow(
  source: usize, target: usize, width: i32, colours: usize, differences: usize, shares: usize, amount: i32, doublings: i32,
): void {
  for (let x = 0; x < width; x += BLOCK) {
    const at = (<usize>x) << 2
    const first = sharper(colours, differences, shares, amount, doublings)
    const second = sharper(colours + 16, differences + 16, shares + 16, amount, doublings)
    const third = sharper(colours + 32, differences + 32, shares + 32, amount, doublings)
    storeColours(target + at, source + at, first, second, third, width - x)
    colours += 48
    differences += 48
    shares += 48
  }
}

// @ts-ignore: decorator
@inline
function sharper(colour: usize, difference: usize, share: usize, amount: i32, doublings: i32): v128 {
  const base = i16x8.shl(v128.load(colour), 6)
  let more = i16x8.q15mulr_sat_s(i16x8.shl(v128.load(difference), 1), i16x8.splat(<i16>amount))
  for (let n = 0; n < doublings; n++) more = i16x8.add_sat_s(more, more)
  const sharp = i16x8.max_s(i16x8.splat(0), i16x8.min_s(i16x8.splat(255 << 6), i16x8.add_sat_s(base, more)))
  const change = i16x8.q15mulr_sat_s(i16x8.sub(sharp, base), v128.load(share))
  return i16x8.shr_s(i16x8.add(i16x8.add(base, change), i16x8.splat(32)), 6)
}
