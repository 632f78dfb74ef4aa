/** Networks of minima and maxima over bytes, or 32-bit floats, four bytes a pixel either way; `t = low(a, b); b = high(a, b); a = t` puts two values in order. */

// @ts-ignore: decorator
@inline
function low<T>(a: v128, b: v128): v128 {
  return isFloat<T>() ? f32x4.pmin(a, b) : i8x16.min_u(a, b)
}

// @ts-ignore: decorator
@inline
function high<T>(a: v128, b: v128): v128 {
  return isFloat<T>() ? f32x4.pmax(a, b) : i8x16.max_u(a, b)
}

/** Sort three rows value by value into three lines, `stride` bytes apart. */
export function sortThree<T>(row0: usize, row1: usize, row2: usize, lines: usize, stride: usize, bytes: i32): void {
  for (let at: usize = 0; at < <usize>bytes; at += 16) {
    const a = v128.load(row0 + at), b = v128.load(row1 + at), c = v128.load(row2 + at)
    const least = low<T>(a, b), most = high<T>(a, b)
    v128.store(lines + at, low<T>(least, c))
    v128.store(lines + stride + at, high<T>(least, low<T>(most, c)))
    v128.store(lines + 2 * stride + at, high<T>(most, c))
  }
}

/** The medians of 3x3 values whose columns are sorted, for the four pixels whose left neighbours lie at `at`. */
// @ts-ignore: decorator
@inline
export function medianOfNine<T>(at: usize, stride: usize): v128 {
  const least = high<T>(high<T>(v128.load(at), v128.load(at, 4)), v128.load(at, 8))
  const middle = at + stride
  const a = v128.load(middle), b = v128.load(middle, 4), c = v128.load(middle, 8)
  const centre = high<T>(low<T>(a, b), low<T>(high<T>(a, b), c))
  const top = middle + stride
  const most = low<T>(low<T>(v128.load(top), v128.load(top, 4)), v128.load(top, 8))
  return high<T>(low<T>(least, centre), low<T>(high<T>(least, centre), most))
}

/** Sort five rows value by value into five lines, `stride` bytes apart. */
export function sortFive<T>(row0: usize, row1: usize, row2: usize, row3: usize, row4: usize, lines: usize, stride: usize, bytes: i32): void {
  for (let at: usize = 0; at < <usize>bytes; at += 16) {
    let t: v128
    let a0 = v128.load(row0 + at), a1 = v128.load(row1 + at), a2 = v128.load(row2 + at)
    let a3 = v128.load(row3 + at), a4 = v128.load(row4 + at)
    t = low<T>(a0, a3); a3 = high<T>(a0, a3); a0 = t
    t = low<T>(a1, a4); a4 = high<T>(a1, a4); a1 = t
    t = low<T>(a0, a2); a2 = high<T>(a0, a2); a0 = t
    t = low<T>(a1, a3); a3 = high<T>(a1, a3); a1 = t
    t = low<T>(a0, a1); a1 = high<T>(a0, a1); a0 = t
    t = low<T>(a2, a4); a4 = high<T>(a2, a4); a2 = t
    t = low<T>(a1, a2); a2 = high<T>(a1, a2); a1 = t
    t = low<T>(a3, a4); a4 = high<T>(a3, a4); a3 = t
    t = low<T>(a2, a3); a3 = high<T>(a2, a3); a2 = t
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
export function medianOfTwentyFive<T>(at: usize, stride: usize): v128 {
  let t: v128
  let row = at
  let a0 = v128.load(row), a1 = v128.load(row, 4), a2 = v128.load(row, 8), a3 = v128.load(row, 12), a4 = v128.load(row, 16)
  t = low<T>(a1, a4); a4 = high<T>(a1, a4); a1 = t
  t = low<T>(a0, a3); a3 = high<T>(a0, a3); a0 = t
  t = low<T>(a2, a4); a4 = high<T>(a2, a4); a2 = t
  a3 = high<T>(a1, a3)
  t = low<T>(a3, a4); a4 = high<T>(a3, a4); a3 = t
  a2 = high<T>(a0, a2)
  a3 = high<T>(a2, a3)
  row += stride
  let b0 = v128.load(row), b1 = v128.load(row, 4), b2 = v128.load(row, 8), b3 = v128.load(row, 12), b4 = v128.load(row, 16)
  t = low<T>(b0, b3); b3 = high<T>(b0, b3); b0 = t
  t = low<T>(b1, b4); b4 = high<T>(b1, b4); b1 = t
  t = low<T>(b0, b2); b2 = high<T>(b0, b2); b0 = t
  t = low<T>(b1, b3); b3 = high<T>(b1, b3); b1 = t
  b1 = high<T>(b0, b1)
  t = low<T>(b2, b4); b4 = high<T>(b2, b4); b2 = t
  b2 = high<T>(b1, b2)
  t = low<T>(b3, b4); b4 = high<T>(b3, b4); b3 = t
  t = low<T>(b2, b3); b3 = high<T>(b2, b3); b2 = t
  row += stride
  let c0 = v128.load(row), c1 = v128.load(row, 4), c2 = v128.load(row, 8), c3 = v128.load(row, 12), c4 = v128.load(row, 16)
  t = low<T>(c0, c3); c3 = high<T>(c0, c3); c0 = t
  t = low<T>(c1, c4); c4 = high<T>(c1, c4); c1 = t
  t = low<T>(c0, c2); c2 = high<T>(c0, c2); c0 = t
  t = low<T>(c1, c3); c3 = high<T>(c1, c3); c1 = t
  c1 = high<T>(c0, c1)
  t = low<T>(c2, c4); c4 = high<T>(c2, c4); c2 = t
  t = low<T>(c1, c2); c2 = high<T>(c1, c2); c1 = t
  c3 = low<T>(c3, c4)
  t = low<T>(c2, c3); c3 = high<T>(c2, c3); c2 = t
  row += stride
  let d0 = v128.load(row), d1 = v128.load(row, 4), d2 = v128.load(row, 8), d3 = v128.load(row, 12), d4 = v128.load(row, 16)
  t = low<T>(d0, d3); d3 = high<T>(d0, d3); d0 = t
  t = low<T>(d1, d4); d4 = high<T>(d1, d4); d1 = t
  t = low<T>(d0, d2); d2 = high<T>(d0, d2); d0 = t
  t = low<T>(d1, d3); d3 = high<T>(d1, d3); d1 = t
  t = low<T>(d0, d1); d1 = high<T>(d0, d1); d0 = t
  t = low<T>(d2, d4); d4 = high<T>(d2, d4); d2 = t
  t = low<T>(d1, d2); d2 = high<T>(d1, d2); d1 = t
  d3 = low<T>(d3, d4)
  d2 = low<T>(d2, d3)
  row += stride
  let e0 = v128.load(row), e1 = v128.load(row, 4), e2 = v128.load(row, 8), e3 = v128.load(row, 12), e4 = v128.load(row, 16)
  t = low<T>(e0, e3); e3 = high<T>(e0, e3); e0 = t
  t = low<T>(e1, e4); e4 = high<T>(e1, e4); e1 = t
  t = low<T>(e0, e2); e2 = high<T>(e0, e2); e0 = t
  e1 = low<T>(e1, e3)
  t = low<T>(e0, e1); e1 = high<T>(e0, e1); e0 = t
  e2 = low<T>(e2, e4)
  e1 = low<T>(e1, e2)
  // The median of thirteen of which much is known: a sorting network without what never swaps or does not reach the middle.
  t = low<T>(b2, d0); d0 = high<T>(b2, d0); b2 = t
  t = low<T>(c1, a3); a3 = high<T>(c1, a3); c1 = t
  t = low<T>(e0, b3); b3 = high<T>(e0, b3); e0 = t
  e1 = low<T>(e1, c3)
  t = low<T>(d1, c2); c2 = high<T>(d1, c2); d1 = t
  c1 = high<T>(b2, c1)
  t = low<T>(d0, a3); a3 = high<T>(d0, a3); d0 = t
  t = low<T>(d1, a4); a4 = high<T>(d1, a4); d1 = t
  c2 = low<T>(c2, b4)
  c1 = high<T>(d0, c1)
  t = low<T>(b3, e1); e1 = high<T>(b3, e1); b3 = t
  t = low<T>(c2, a4); a4 = high<T>(c2, a4); c2 = t
  e0 = high<T>(c1, e0)
  t = low<T>(a3, b3); b3 = high<T>(a3, b3); a3 = t
  a4 = low<T>(a4, d2)
  t = low<T>(a3, e0); e0 = high<T>(a3, e0); a3 = t
  d1 = high<T>(e0, d1)
  b3 = low<T>(b3, c2)
  e1 = low<T>(e1, a4)
  b3 = high<T>(a3, b3)
  e1 = low<T>(e1, d1)
  e1 = high<T>(b3, e1)
  return e1
}
