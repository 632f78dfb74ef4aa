// Drops on a lens: planes of bytes have a frame of one pixel, so that a row has `row` bytes and the first pixel lies at row + 1.

/** Distances end at 20 px; a step to the side is 5 and a step across 7 (Borgefors, 1986). */
const FAR: u32 = 100
const SIDE: u32 = 5
const ACROSS: u32 = 7

/** Write how far every pixel is from the edge of the liquid, in fifths of a pixel up to 100; wet pixels that touch a dry one are the edge. */
export function edgeSteps(liquid: usize, width: i32, height: i32, steps: usize, row: i32): void {
  memory.fill(steps, <u8>FAR, <usize>(row * (height + 2)))
  const line = (<usize>width) << 2
  for (let y = 0; y < height; y++) {
    let at = liquid + <usize>y * line
    let to = steps + <usize>((y + 1) * row + 1)
    for (let x = 0; x < width; x++, at += 4, to++) {
      if (load<f32>(at) <= 0) continue
      const dry =
        (x > 0 && load<f32>(at - 4) <= 0) ||
        (x + 1 < width && load<f32>(at, 4) <= 0) ||
        (y > 0 && load<f32>(at - line) <= 0) ||
        (y + 1 < height && load<f32>(at + line) <= 0)
      if (dry) store<u8>(to, 0)
    }
  }
  sweep(steps + <usize>(row + 1), 1, row, width, height)
  sweep(steps + <usize>(row * height + width), -1, -row, width, height)
}

/** Carry distances on, from the first pixel to the last or back. */
function sweep(first: usize, way: i32, above: i32, width: i32, height: i32): void {
  for (let y = 0; y < height; y++) {
    let at = <i32>first + y * above
    let before = FAR
    let x = 0
    do {
      const here = <usize>at
      const over = min(<u32>load<u8>(<usize>(at - above)) + SIDE, before + SIDE)
      const across = min(load<u8>(<usize>(at - above - way)), load<u8>(<usize>(at - above + way)))
      const best = min(<u32>load<u8>(here), min(over, <u32>across + ACROSS))
      store<u8>(here, <u8>best)
      before = best
      at += way
    } while (++x < width)
  }
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
  memory.fill(counts, 0, 128)
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
    for (let at = end - <usize>width; at < end; at++) {
      const count = counts + ((<usize>load<u8>(at)) << 2)
      store<u32>(count, load<u32>(count) + 1)
    }
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
 * means of 3 x 3 pixels; write them times the liquid. Gives the largest. `relief` is a plane like `levels`.
 */
export function litDrops(
  levels: usize, liquid: usize, width: i32, height: i32, row: i32, relief: usize, light: usize,
): f32 {
  memory.fill(relief, 0, <usize>(row * (height + 2)))
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
  const share = f32x4.splat(<f32>1 / <f32>9)
  let most = f32x4.splat(0)
  const end = (<usize>(width * height)) << 2
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x += 8) {
      const sum = sumAbout(relief + <usize>((y + 1) * row + 1 + x), row)
      const low = f32x4.mul(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(sum)), share)
      const high = f32x4.mul(f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(sum)), share)
      const at = (<usize>(y * width + x)) << 2
      v128.store(light + at, f32x4.mul(low, v128.load(liquid + at)))
      v128.store(light + at, f32x4.mul(high, v128.load(liquid + at, 16)), 16)
    }
  }
  for (let at: usize = 0; at + 16 <= end; at += 16) most = f32x4.pmax(most, v128.load(light + at))
  let largest: f32 = max(max(f32x4.extract_lane(most, 0), f32x4.extract_lane(most, 1)), max(f32x4.extract_lane(most, 2), f32x4.extract_lane(most, 3)))
  for (let at = end & ~15; at < end; at += 4) largest = max(largest, load<f32>(light + at))
  return largest
}

/** Write how much liquid lies where, by normal numbers softened already: mean + std value, cut off below and limited to [0, 1], in place. */
export function liquidShares(plane: usize, count: i32, mean: f32, std: f32, cutoff: f32): void {
  const end = plane + ((<usize>count) << 2)
  const one = f32x4.splat(1), zero = f32x4.splat(0)
  do {
    const amount = f32x4.add(f32x4.splat(mean), f32x4.mul(f32x4.splat(std), v128.load(plane)))
    const limited = f32x4.pmin(one, f32x4.pmax(zero, amount))
    v128.store(plane, v128.andnot(limited, f32x4.lt(amount, f32x4.splat(cutoff))))
    plane += 16
  } while (plane < end)
}

/** Write what a table of 65536 floats has for every 16-bit number. */
export function lookUpHalves(target: usize, halves: usize, count: i32, table: usize): void {
  const end = target + ((<usize>count) << 2)
  do {
    store<f32>(target, load<f32>(table + ((<usize>load<u16>(halves)) << 2)))
    halves += 2
    target += 4
  } while (target < end)
}
