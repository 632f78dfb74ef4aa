/**
 * A column has 256 running totals of how often values occur, each within its group of 16 values, and 16 running totals of groups, as bytes.
 * Totals run already in the columns, as sums of running totals are running totals.
 */
const FINE: usize = 256
const COARSE: usize = 16
/** So many columns are worked on at a time that their histograms stay in the nearest cache. */
const STRIP = 96

/** Up to here a window has at most 255 pixels, and bytes count them. */
const BYTE_RADIUS = 7
/** Bytes of the window's 16-bit running totals, and for every group the pixel at which they were last true. */
const WINDOW: usize = 576
/** Running totals of the window's groups, behind a zero. */
const totals = memory.data(48, 16)
/** Sixteen zeros and sixteen ones: from number 16 - n on, what a count of 1 at n adds to running totals. */
const steps = memory.data<u8>([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1])

/**
 * Find the medians of one channel: every column has a histogram, which moves down with the rows, and the window adds and takes away whole
 * columns: its groups at every pixel, the values within a group only when the median falls there (Perreault and Hebert, 2007).
 */
export function largeMedian(source: usize, target: usize, width: i32, height: i32, radius: i32, scratch: usize): void {
  for (let first = 0; first < width; first += STRIP) {
    medianStrip(source, target, width, height, radius, first, min(width, first + STRIP), scratch)
  }
}

function medianStrip(
  source: usize, target: usize, width: i32, height: i32, radius: i32, first: i32, last: i32, scratch: usize,
): void {
  const rowBytes = (<usize>width) << 2
  const lowest = max(0, first - radius - 1)
  const highest = min(width, last + radius)
  const window = scratch
  const here = window + WINDOW
  memory.fill(here, 0, <usize>(highest - lowest) * (FINE + COARSE))
  // Where column 0 would lie.
  const columns = here - <usize>lowest * (FINE + COARSE)
  for (let y = -radius; y <= radius; y++) {
    const row = source + <usize>clamp(y, height) * rowBytes
    for (let x = <usize>lowest; x < <usize>highest; x++) change(columns + x * (FINE + COARSE), load<u8>(row + (x << 2)), true)
  }
  for (let y = 0; y < height; y++) {
    const row = target + <usize>y * rowBytes
    if (radius <= BYTE_RADIUS) byteMedianRow(columns, row, width, radius, first, last)
    else medianRow(columns, window, row, width, radius, first, last)
    const leaving = source + <usize>clamp(y - radius, height) * rowBytes
    const entering = source + <usize>clamp(y + radius + 1, height) * rowBytes
    for (let x = <usize>lowest; x < <usize>highest; x++) {
      const column = columns + x * (FINE + COARSE)
      change(column, load<u8>(leaving + (x << 2)), false)
      change(column, load<u8>(entering + (x << 2)), true)
    }
  }
}

function byteMedianRow(columns: usize, target: usize, width: i32, radius: i32, begin: i32, end: i32): void {
  const side = 2 * radius + 1
  const half = i8x16.splat(<i8>((side * side) >> 1))
  const span = (<usize>side) * (FINE + COARSE)
  let groups = i8x16.splat(0)
  for (let x = begin - radius - 1; x < begin + radius; x++) {
    groups = i8x16.add(groups, v128.load(columns + <usize>clamp(x, width) * (FINE + COARSE), FINE))
  }
  for (let x = begin; x < end; x++) {
    const entering = columns + <usize>clamp(x + radius, width) * (FINE + COARSE)
    const leaving = columns + <usize>clamp(x - radius - 1, width) * (FINE + COARSE)
    groups = i8x16.add(groups, i8x16.sub(v128.load(entering, FINE), v128.load(leaving, FINE)))
    v128.store(totals, groups, 16)
    const group = ctz(i8x16.bitmask(i8x16.gt_u(groups, half)))
    const below = i8x16.splat(load<i8>(totals + <usize>group, 15))
    const values = columns + ((<usize>group) << 4)
    let sum = below
    if (x >= radius && x + radius < width) {
      const first = values + <usize>(x - radius) * (FINE + COARSE)
      for (let column = first; column < first + span; column += FINE + COARSE) sum = i8x16.add(sum, v128.load(column))
    } else {
      for (let step = x - radius; step <= x + radius; step++) {
        sum = i8x16.add(sum, v128.load(values + <usize>clamp(step, width) * (FINE + COARSE)))
      }
    }
    store<u8>(target + ((<usize>x) << 2), <u8>((group << 4) + ctz(i8x16.bitmask(i8x16.gt_u(sum, half)))))
  }
}

function medianRow(columns: usize, window: usize, target: usize, width: i32, radius: i32, begin: i32, end: i32): void {
  const side = 2 * radius + 1
  const half = i16x8.splat(<i16>((side * side) >> 1))
  const known = window + 512
  let low = i16x8.splat(0)
  let high = i16x8.splat(0)
  for (let x = begin - radius - 1; x < begin + radius; x++) {
    const column = columns + <usize>clamp(x, width) * (FINE + COARSE)
    const groups = v128.load(column, FINE)
    low = i16x8.add(low, i16x8.extend_low_i8x16_s(groups))
    high = i16x8.add(high, i16x8.extend_high_i8x16_s(groups))
  }
  for (let group: usize = 0; group < 16; group++) store<i32>(known + (group << 2), begin - side)
  for (let x = begin; x < end; x++) {
    const entering = columns + <usize>clamp(x + radius, width) * (FINE + COARSE)
    const leaving = columns + <usize>clamp(x - radius - 1, width) * (FINE + COARSE)
    const groups = i8x16.sub(v128.load(entering, FINE), v128.load(leaving, FINE))
    low = i16x8.add(low, i16x8.extend_low_i8x16_s(groups))
    high = i16x8.add(high, i16x8.extend_high_i8x16_s(groups))
    v128.store(totals, low, 16)
    v128.store(totals, high, 32)
    const group = place(low, high, half)
    const below = load<i16>(totals + ((<usize>group) << 1), 14)
    const values = window + ((<usize>group) << 5)
    bringUp(columns + ((<usize>group) << 4), values, load<i32>(known + ((<usize>group) << 2)), x, width, radius)
    store<i32>(known + ((<usize>group) << 2), x)
    const value = place(v128.load(values), v128.load(values, 16), i16x8.sub(half, i16x8.splat(below)))
    store<u8>(target + ((<usize>x) << 2), <u8>((group << 4) + value))
  }
}

/** Make the values of one group true for pixel x, by what came and went since they were, or anew where that is shorter. */
// @ts-ignore: decorator
@inline
function bringUp(columns: usize, values: usize, known: i32, x: i32, width: i32, radius: i32): void {
  let low = i16x8.splat(0)
  let high = i16x8.splat(0)
  if (2 * (x - known) <= 2 * radius + 1) {
    low = v128.load(values)
    high = v128.load(values, 16)
    for (let step = known + 1; step <= x; step++) {
      const entering = columns + <usize>clamp(step + radius, width) * (FINE + COARSE)
      const leaving = columns + <usize>clamp(step - radius - 1, width) * (FINE + COARSE)
      const change = i8x16.sub(v128.load(entering), v128.load(leaving))
      low = i16x8.add(low, i16x8.extend_low_i8x16_s(change))
      high = i16x8.add(high, i16x8.extend_high_i8x16_s(change))
    }
  } else {
    for (let step = x - radius; step <= x + radius; step++) {
      const column = columns + <usize>clamp(step, width) * (FINE + COARSE)
      const counts = v128.load(column)
      low = i16x8.add(low, i16x8.extend_low_i8x16_s(counts))
      high = i16x8.add(high, i16x8.extend_high_i8x16_s(counts))
    }
  }
  v128.store(values, low)
  v128.store(values, high, 16)
}

/** The first of 16 running totals that exceeds the bound. */
// @ts-ignore: decorator
@inline
function place(low: v128, high: v128, bound: v128): i32 {
  return ctz(i8x16.bitmask(i8x16.narrow_i16x8_s(i16x8.gt_s(low, bound), i16x8.gt_s(high, bound))))
}

// @ts-ignore: decorator
@inline
function clamp(index: i32, length: i32): i32 {
  return min(max(index, 0), length - 1)
}

// @ts-ignore: decorator
@inline
function change(column: usize, value: u32, more: bool): void {
  step(column + <usize>(value & 240), value & 15, more)
  step(column + FINE, value >> 4, more)
}

// @ts-ignore: decorator
@inline
function step(running: usize, number: u32, more: bool): void {
  const by = v128.load(steps + 16 - <usize>number)
  const totals = v128.load(running)
  v128.store(running, more ? i8x16.add(totals, by) : i8x16.sub(totals, by))
}
