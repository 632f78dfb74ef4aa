// Drops on a lens: planes of bytes have a frame of one pixel, so that a row has `row` bytes and the first pixel lies at row + 1.

/** Distances end at 20 px; a step to the side is 5 and a step across 7 (Borgefors, 1986). */
const FAR: u32 = 100
const SIDE: i8 = 5
const ACROSS: i8 = 7

/**
 * Write how far every pixel is from the edge of the liquid, in fifths of a pixel up to 100; wet pixels that touch a dry one are the edge.
 * `liquid` has 16 bits a pixel, and goes on sixteen bytes beyond the last.
 */
export function edgeSteps(liquid: usize, width: i32, height: i32, steps: usize, row: i32): void {
  memory.fill(steps, <u8>FAR, <usize>row * <usize>(height + 2))
  const line = (<usize>width) << 1
  const zero = i16x8.splat(0), far = i8x16.splat(<i8>FAR)
  for (let y = 0; y < height; y++) {
    const from = liquid + <usize>y * line
    const to = steps + <usize>(y + 1) * <usize>row + 1
    const above = y > 0 ? from - line : from, below = y + 1 < height ? from + line : from
    for (let x: usize = 0; x < <usize>width; x += 8) {
      const at = x << 1
      const beside = v128.and(i16x8.gt_s(v128.load(from + at - 2), zero), i16x8.gt_s(v128.load(from + at, 2), zero))
      const over = v128.and(i16x8.gt_s(v128.load(above + at), zero), i16x8.gt_s(v128.load(below + at), zero))
      const edge = v128.andnot(i16x8.gt_s(v128.load(from + at), zero), v128.and(beside, over))
      v128.store64_lane(to + x, v128.andnot(far, i8x16.narrow_i16x8_s(edge, edge)), 0)
    }
    // Nothing lies beside the first and the last pixel of a row.
    const dry = load<i16>(above) <= 0 || load<i16>(below) <= 0 || (width > 1 && load<i16>(from, 2) <= 0)
    store<u8>(to, load<i16>(from) > 0 && dry ? 0 : <u8>FAR)
    if (width > 1) {
      const last = line - 2
      const dryAtLast = load<i16>(above + last) <= 0 || load<i16>(below + last) <= 0 || load<i16>(from + last - 2) <= 0
      store<u8>(to + <usize>width - 1, load<i16>(from + last) > 0 && dryAtLast ? 0 : <u8>FAR)
    }
    memory.fill(to + <usize>width, <u8>FAR, 8)
  }
  for (let y = 1; y <= height; y++) {
    const at = steps + <usize>y * <usize>row + 1
    sweepRight(at, at - <usize>row, width)
  }
  for (let y = height; y >= 1; y--) {
    const at = steps + <usize>y * <usize>row + 1
    sweepLeft(at, at + <usize>row, width)
  }
}

/** The least of sixteen pixels and of what the row before leads on. */
// @ts-ignore: decorator
@inline
function ledOn(at: usize, before: usize): v128 {
  const over = i8x16.add_sat_u(v128.load(before), i8x16.splat(SIDE))
  const across = i8x16.add_sat_u(i8x16.min_u(v128.load(before - 1), v128.load(before, 1)), i8x16.splat(ACROSS))
  return i8x16.min_u(v128.load(at), i8x16.min_u(over, across))
}

/** Carry distances on from the row above and from left to right: over one pixel, then two, four and eight, then from the sixteen before. */
function sweepRight(at: usize, above: usize, width: i32): void {
  const none = i8x16.splat(-1)
  let before = i8x16.splat(<i8>FAR)
  for (let x: usize = 0; x < <usize>width; x += 16) {
    let least = ledOn(at + x, above + x)
    const one = v128.shuffle<i8>(none, least, 0, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30)
    least = i8x16.min_u(least, i8x16.add_sat_u(one, i8x16.splat(5)))
    const two = v128.shuffle<i8>(none, least, 0, 1, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29)
    least = i8x16.min_u(least, i8x16.add_sat_u(two, i8x16.splat(10)))
    const four = v128.shuffle<i8>(none, least, 0, 1, 2, 3, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27)
    least = i8x16.min_u(least, i8x16.add_sat_u(four, i8x16.splat(20)))
    const eight = v128.shuffle<i8>(none, least, 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23)
    least = i8x16.min_u(least, i8x16.add_sat_u(eight, i8x16.splat(40)))
    const led = i8x16.add_sat_u(before, i8x16(5, 10, 15, 20, 25, 30, 35, 40, 45, 50, 55, 60, 65, 70, 75, 80))
    least = i8x16.min_u(least, led)
    v128.store(at + x, least)
    before = i8x16.swizzle(least, i8x16.splat(15))
  }
  memory.fill(at + <usize>width, <u8>FAR, 16)
}

/** The same from the row below and from right to left. */
function sweepLeft(at: usize, below: usize, width: i32): void {
  const none = i8x16.splat(-1)
  let before = i8x16.splat(<i8>FAR)
  for (let x = (width - 1) & ~15; x >= 0; x -= 16) {
    let least = ledOn(at + <usize>x, below + <usize>x)
    const one = v128.shuffle<i8>(least, none, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)
    least = i8x16.min_u(least, i8x16.add_sat_u(one, i8x16.splat(5)))
    const two = v128.shuffle<i8>(least, none, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17)
    least = i8x16.min_u(least, i8x16.add_sat_u(two, i8x16.splat(10)))
    const four = v128.shuffle<i8>(least, none, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19)
    least = i8x16.min_u(least, i8x16.add_sat_u(four, i8x16.splat(20)))
    const eight = v128.shuffle<i8>(least, none, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23)
    least = i8x16.min_u(least, i8x16.add_sat_u(eight, i8x16.splat(40)))
    const led = i8x16.add_sat_u(before, i8x16(80, 75, 70, 65, 60, 55, 50, 45, 40, 35, 30, 25, 20, 15, 10, 5))
    least = i8x16.min_u(least, led)
    v128.store(at + <usize>x, least)
    before = i8x16.swizzle(least, i8x16.splat(0))
  }
  memory.fill(at + <usize>width, <u8>FAR, 16)
}

/** Repeat the outermost pixels on the frame. */
function repeatEdges(plane: usize, width: i32, height: i32, row: i32): void {
  for (let y = 1; y <= height; y++) {
    const at = plane + <usize>(y * row)
    store<u8>(at, load<u8>(at, 1))
    store<u8>(at + <usize>width, load<u8>(at + <usize>width), 1)
  }
  memory.copy(plane, plane + <usize>row, <usize>row)
  memory.copy(plane + <usize>(row * (height + 1)), plane + <usize>(row * height), <usize>row)
}

/** Sum of 3 x 3 bytes about eight pixels. */
// @ts-ignore: decorator
@inline
function sumAbout(at: usize, row: i32): v128 {
  const above = at - <usize>row, below = at + <usize>row
  const first = i16x8.add(i16x8.add(v128.load8x8_u(above - 1), v128.load8x8_u(above)), v128.load8x8_u(above, 1))
  const second = i16x8.add(i16x8.add(v128.load8x8_u(at - 1), v128.load8x8_u(at)), v128.load8x8_u(at, 1))
  const third = i16x8.add(i16x8.add(v128.load8x8_u(below - 1), v128.load8x8_u(below)), v128.load8x8_u(below, 1))
  return i16x8.add(i16x8.add(first, second), third)
}

/** Turn steps into whole pixels of depth, [0, 20], by the means of 3 x 3 pixels cut off, and make these as even as 256 levels allow, as OpenCV's equalizeHist does. */
export function evenDepths(steps: usize, width: i32, height: i32, row: i32, levels: usize, counts: usize): void {
  repeatEdges(steps, width, height, row)
  memory.fill(counts, 0, 512)
  // Up to 900 this is the whole part of a forty-fifth.
  const share = i16x8.splat(1457)
  for (let y = 1; y <= height; y++) {
    for (let x = 0; x < width; x += 8) {
      const at = <usize>(y * row + 1 + x)
      const sum = sumAbout(steps + at, row)
      const low = i32x4.shr_u(i32x4.extmul_low_i16x8_u(sum, share), 16)
      const high = i32x4.shr_u(i32x4.extmul_high_i16x8_u(sum, share), 16)
      const depth = i16x8.narrow_i32x4_u(low, high)
      v128.store64_lane(levels + at, i8x16.narrow_i16x8_u(depth, depth), 0)
    }
    const end = levels + <usize>(y * row + 1 + width)
    let at = end - <usize>width
    // Four tables, so that a count need not wait for the one before.
    for (; at + 4 <= end; at += 4) {
      count(counts, load<u8>(at))
      count(counts + 128, load<u8>(at, 1))
      count(counts + 256, load<u8>(at, 2))
      count(counts + 384, load<u8>(at, 3))
    }
    for (; at < end; at++) count(counts, load<u8>(at))
  }
  for (let at = counts; at < counts + 128; at += 16) {
    const first = i32x4.add(v128.load(at), v128.load(at, 128)), second = i32x4.add(v128.load(at, 256), v128.load(at, 384))
    v128.store(at, i32x4.add(first, second))
  }
  evenTable(counts, width * height)
  const first = v128.load(counts), second = v128.load(counts, 16)
  for (let y = 1; y <= height; y++) {
    for (let x = 0; x < width; x += 16) {
      const at = levels + <usize>(y * row + 1 + x)
      const depth = v128.load(at)
      const deep = i8x16.sub(depth, i8x16.splat(16))
      v128.store(at, v128.or(i8x16.swizzle(first, depth), i8x16.swizzle(second, deep)))
    }
  }
}

// @ts-ignore: decorator
@inline
function count(counts: usize, depth: u8): void {
  const at = counts + ((<usize>depth) << 2)
  store<u32>(at, load<u32>(at) + 1)
}

/** Replace 32 counts with 32 bytes: the even level of each depth. */
function evenTable(counts: usize, pixels: i32): void {
  let lowest: usize = 0
  while (load<u32>(counts + (lowest << 2)) == 0) lowest++
  const rest = pixels - load<i32>(counts + (lowest << 2))
  let sum: f64 = 0
  for (let depth: usize = 0; depth < 32; depth++) {
    const own = <f64>load<u32>(counts + (depth << 2))
    let level: u8 = 0
    if (depth > lowest && rest > 0) {
      sum += own
      level = <u8>Math.floor((255 * sum) / <f64>rest + 0.5)
    }
    // Behind this place nothing more is read of what it overwrites.
    store<u8>(counts + depth, level)
  }
}

/**
 * Light levels as a relief from the lower right by ImageNet-C's kernel, [-2 -1 0 / -1 1 1 / 0 1 2], clamped, with a dark border; take the
 * sums of 3 x 3 pixels, eightfold; write them times the liquid in 1/32768. Gives the largest. `relief` is a plane like `levels`; `light` has
 * 16 bits a pixel, and goes on sixteen bytes beyond the last.
 */
export function litDrops(
  levels: usize, liquid: usize, width: i32, height: i32, row: i32, relief: usize, light: usize,
): i32 {
  memory.fill(relief, 0, <usize>row * <usize>(height + 2))
  for (let y = 2; y < height; y++) {
    for (let x = 1; x + 1 < width; x += 8) {
      const at = levels + <usize>(y * row + 1 + x)
      const above = at - <usize>row, below = at + <usize>row
      const corner = v128.load8x8_u(above - 1), opposite = v128.load8x8_u(below, 1)
      const before = i16x8.add(i16x8.add(i16x8.shl(corner, 1), v128.load8x8_u(above)), v128.load8x8_u(at - 1))
      const after = i16x8.add(i16x8.add(i16x8.shl(opposite, 1), v128.load8x8_u(below)), v128.load8x8_u(at, 1))
      const value = i16x8.sub(i16x8.add(v128.load8x8_u(at), after), before)
      v128.store64_lane(relief + <usize>(y * row + 1 + x), i8x16.narrow_i16x8_u(value, value), 0)
    }
    // What ran over the end is the border again.
    memory.fill(relief + <usize>(y * row + width), 0, 8)
  }
  repeatEdges(relief, width, height, row)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x += 8) {
      const sum = sumAbout(relief + <usize>((y + 1) * row + 1 + x), row)
      const at = (<usize>y * <usize>width + <usize>x) << 1
      v128.store(light + at, i16x8.q15mulr_sat_s(i16x8.shl(sum, 3), v128.load(liquid + at)))
    }
  }
  const end = (<usize>width * <usize>height) << 1
  let most = i16x8.splat(0)
  for (let at: usize = 0; at + 16 <= end; at += 16) most = i16x8.max_s(most, v128.load(light + at))
  for (let at = end & ~15; at < end; at += 2) most = i16x8.max_s(most, v128.load16_splat(light + at))
  const fours = i16x8.max_s(most, v128.shuffle<i64>(most, most, 1, 0))
  const pairs = i16x8.max_s(fours, v128.shuffle<i32>(fours, fours, 1, 0, 3, 2))
  return max(i16x8.extract_lane_s(pairs, 0), i16x8.extract_lane_s(pairs, 1))
}

/**
 * Write how much liquid lies where, by normal numbers softened already: mean + std value, cut off below and limited to [0, 1], in 1/32767,
 * rounded half up, in place. The numbers have 16 bits and go on sixteen bytes beyond the last.
 */
export function liquidShares(plane: usize, count: i32, mean: f32, std: f32, cutoff: f32): void {
  const end = plane + ((<usize>count) << 1)
  do {
    const values = v128.load(plane)
    const low = shareOf(i32x4.extend_low_i16x8_s(values), mean, std, cutoff)
    const high = shareOf(i32x4.extend_high_i16x8_s(values), mean, std, cutoff)
    v128.store(plane, i16x8.narrow_i32x4_s(low, high))
    plane += 16
  } while (plane < end)
}

// @ts-ignore: decorator
@inline
function shareOf(values: v128, mean: f32, std: f32, cutoff: f32): v128 {
  const amount = f32x4.add(f32x4.splat(mean), f32x4.mul(f32x4.splat(std), f32x4.convert_i32x4_s(values)))
  const limited = f32x4.pmin(f32x4.splat(1), f32x4.pmax(f32x4.splat(0), amount))
  const whole = i32x4.trunc_sat_f32x4_s(f32x4.add(f32x4.mul(limited, f32x4.splat(32767)), f32x4.splat(0.5)))
  return v128.andnot(whole, f32x4.lt(amount, f32x4.splat(cutoff)))
}
