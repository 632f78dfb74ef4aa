/** Networks of unsigned minima and maxima over bytes; `t = low(a, b); b = high(a, b); a = t` puts two values in order. */

// @ts-ignore: decorator
@inline
function low(a: v128, b: v128): v128 {
  return i8x16.min_u(a, b)
}

// @ts-ignore: decorator
@inline
function high(a: v128, b: v128): v128 {
  return i8x16.max_u(a, b)
}

/** Sort three rows value by value into three lines, `stride` bytes apart. */
export function sortThree(row0: usize, row1: usize, row2: usize, lines: usize, stride: usize, bytes: i32): void {
  for (let at: usize = 0; at < <usize>bytes; at += 16) {
    const a = v128.load(row0 + at), b = v128.load(row1 + at), c = v128.load(row2 + at)
    const least = low(a, b), most = high(a, b)
    v128.store(lines + at, low(least, c))
    v128.store(lines + stride + at, high(least, low(most, c)))
    v128.store(lines + 2 * stride + at, high(most, c))
  }
}

/** The medians of 3x3 values whose columns are sorted, for the four pixels whose left neighbours lie at `at`. */
// @ts-ignore: decorator
@inline
export function medianOfNine(at: usize, stride: usize): v128 {
  const least = high(high(v128.load(at), v128.load(at, 4)), v128.load(at, 8))
  const middle = at + stride
  const a = v128.load(middle), b = v128.load(middle, 4), c = v128.load(middle, 8)
  const centre = high(low(a, b), low(high(a, b), c))
  const top = middle + stride
  const most = low(low(v128.load(top), v128.load(top, 4)), v128.load(top, 8))
  return high(low(least, centre), low(high(least, centre), most))
}

/** Sort five rows value by value into five lines, `stride` bytes apart. */
export function sortFive(row0: usize, row1: usize, row2: usize, row3: usize, row4: usize, lines: usize, stride: usize, bytes: i32): void {
  for (let at: usize = 0; at < <usize>bytes; at += 16) {
    let t: v128
    let a0 = v128.load(row0 + at), a1 = v128.load(row1 + at), a2 = v128.load(row2 + at)
    let a3 = v128.load(row3 + at), a4 = v128.load(row4 + at)
    t = low(a0, a3); a3 = high(a0, a3); a0 = t
    t = low(a1, a4); a4 = high(a1, a4); a1 = t
    t = low(a0, a2); a2 = high(a0, a2); a0 = t
    t = low(a1, a3); a3 = high(a1, a3); a1 = t
    t = low(a0, a1); a1 = high(a0, a1); a0 = t
    t = low(a2, a4); a4 = high(a2, a4); a2 = t
    t = low(a1, a2); a2 = high(a1, a2); a1 = t
    t = low(a3, a4); a4 = high(a3, a4); a3 = t
    t = low(a2, a3); a3 = high(a2, a3); a2 = t
    v128.store(lines + at, a0)
    v128.store(lines + stride + at, a1)
    v128.store(lines + 2 * stride + at, a2)
    v128.store(lines + 3 * stride + at, a3)
    v128.store(lines + 4 * stride + at, a4)
  }
}

/**
 * The medians of 5x5 values whose columns are sorted, for the four pixels whose second neighbours to the left lie at `at`.
 * Once rows are sorted as well, value j of row i has (i + 1)(j + 1) - 1 others that are no larger and (5 - i)(5 - j) - 1 that are no smaller;
 * only the 13 with at most 12 of each may be the median, so that no row is sorted further than to find them.
 */
// @ts-ignore: decorator
@inline
export function medianOfTwentyFive(at: usize, stride: usize): v128 {
  let t: v128
  let row = at
  let a0 = v128.load(row), a1 = v128.load(row, 4), a2 = v128.load(row, 8), a3 = v128.load(row, 12), a4 = v128.load(row, 16)
  t = low(a1, a4); a4 = high(a1, a4); a1 = t
  t = low(a0, a3); a3 = high(a0, a3); a0 = t
  t = low(a2, a4); a4 = high(a2, a4); a2 = t
  a3 = high(a1, a3)
  t = low(a3, a4); a4 = high(a3, a4); a3 = t
  a2 = high(a0, a2)
  a3 = high(a2, a3)
  row += stride
  let b0 = v128.load(row), b1 = v128.load(row, 4), b2 = v128.load(row, 8), b3 = v128.load(row, 12), b4 = v128.load(row, 16)
  t = low(b0, b3); b3 = high(b0, b3); b0 = t
  t = low(b1, b4); b4 = high(b1, b4); b1 = t
  t = low(b0, b2); b2 = high(b0, b2); b0 = t
  t = low(b1, b3); b3 = high(b1, b3); b1 = t
  b1 = high(b0, b1)
  t = low(b2, b4); b4 = high(b2, b4); b2 = t
  b2 = high(b1, b2)
  t = low(b3, b4); b4 = high(b3, b4); b3 = t
  t = low(b2, b3); b3 = high(b2, b3); b2 = t
  row += stride
  let c0 = v128.load(row), c1 = v128.load(row, 4), c2 = v128.load(row, 8), c3 = v128.load(row, 12), c4 = v128.load(row, 16)
  t = low(c0, c3); c3 = high(c0, c3); c0 = t
  t = low(c1, c4); c4 = high(c1, c4); c1 = t
  t = low(c0, c2); c2 = high(c0, c2); c0 = t
  t = low(c1, c3); c3 = high(c1, c3); c1 = t
  c1 = high(c0, c1)
  t = low(c2, c4); c4 = high(c2, c4); c2 = t
  t = low(c1, c2); c2 = high(c1, c2); c1 = t
  c3 = low(c3, c4)
  t = low(c2, c3); c3 = high(c2, c3); c2 = t
  row += stride
  let d0 = v128.load(row), d1 = v128.load(row, 4), d2 = v128.load(row, 8), d3 = v128.load(row, 12), d4 = v128.load(row, 16)
  t = low(d0, d3); d3 = high(d0, d3); d0 = t
  t = low(d1, d4); d4 = high(d1, d4); d1 = t
  t = low(d0, d2); d2 = high(d0, d2); d0 = t
  t = low(d1, d3); d3 = high(d1, d3); d1 = t
  t = low(d0, d1); d1 = high(d0, d1); d0 = t
  t = low(d2, d4); d4 = high(d2, d4); d2 = t
  t = low(d1, d2); d2 = high(d1, d2); d1 = t
  d3 = low(d3, d4)
  d2 = low(d2, d3)
  row += stride
  let e0 = v128.load(row), e1 = v128.load(row, 4), e2 = v128.load(row, 8), e3 = v128.load(row, 12), e4 = v128.load(row, 16)
  t = low(e0, e3); e3 = high(e0, e3); e0 = t
  t = low(e1, e4); e4 = high(e1, e4); e1 = t
  t = low(e0, e2); e2 = high(e0, e2); e0 = t
  e1 = low(e1, e3)
  t = low(e0, e1); e1 = high(e0, e1); e0 = t
  e2 = low(e2, e4)
  e1 = low(e1, e2)
  // The median of thirteen of which much is known: a sorting network without what never swaps or does not reach the middle.
  t = low(b2, d0); d0 = high(b2, d0); b2 = t
  t = low(c1, a3); a3 = high(c1, a3); c1 = t
  t = low(e0, b3); b3 = high(e0, b3); e0 = t
  e1 = low(e1, c3)
  t = low(d1, c2); c2 = high(d1, c2); d1 = t
  c1 = high(b2, c1)
  t = low(d0, a3); a3 = high(d0, a3); d0 = t
  t = low(d1, a4); a4 = high(d1, a4); d1 = t
  c2 = low(c2, b4)
  c1 = high(d0, c1)
  t = low(b3, e1); e1 = high(b3, e1); b3 = t
  t = low(c2, a4); a4 = high(c2, a4); c2 = t
  e0 = high(c1, e0)
  t = low(a3, b3); b3 = high(a3, b3); a3 = t
  a4 = low(a4, d2)
  t = low(a3, e0); e0 = high(a3, e0); a3 = t
  d1 = high(e0, d1)
  b3 = low(b3, c2)
  e1 = low(e1, a4)
  b3 = high(a3, b3)
  e1 = low(e1, d1)
  e1 = high(b3, e1)
  return e1
}
