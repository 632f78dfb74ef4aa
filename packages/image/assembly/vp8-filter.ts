/** Rows of sixteen bytes across edges: four before the first edge and sixteen after it, and four of room. */
const lines = memory.data(384, 16)
const LINE: usize = 16

// @ts-ignore: decorator
@inline
function distance(a: v128, b: v128): v128 {
  return v128.or(i8x16.sub_sat_u(a, b), i8x16.sub_sat_u(b, a))
}

/** Halves of bytes with a sign times a weight in 128ths, rounded. */
// @ts-ignore: decorator
@inline
function part(low: v128, high: v128, weight: i16): v128 {
  const by = i16x8.splat(weight), half = i16x8.splat(63)
  return i8x16.narrow_i16x8_s(
    i16x8.shr_s(i16x8.add(i16x8.mul(low, by), half), 7), i16x8.shr_s(i16x8.add(i16x8.mul(high, by), half), 7),
  )
}

/**
 * Soften sixteen places of an edge by the normal filter of RFC 6386, section 15.3; `at` is the line after the edge. Edges of macroblocks change
 * three lines on either side, inner ones two.
 */
function filterEdge(at: usize, stride: usize, level: i32, outer: bool): void {
  const p3 = v128.load(at - 4 * stride), p2 = v128.load(at - 3 * stride), p1 = v128.load(at - 2 * stride), p0 = v128.load(at - stride)
  const q0 = v128.load(at), q1 = v128.load(at + stride), q2 = v128.load(at + 2 * stride), q3 = v128.load(at + 3 * stride)
  const pStep = distance(p1, p0), qStep = distance(q1, q0)
  const steepest = i8x16.max_u(
    i8x16.max_u(i8x16.max_u(distance(p3, p2), distance(p2, p1)), i8x16.max_u(distance(q3, q2), distance(q2, q1))), i8x16.max_u(pStep, qStep),
  )
  // Twice the step and half the wider one: what the limit of 16 bits says of four times and once.
  const across = distance(p0, q0)
  const wider = i8x16.shr_u(distance(p1, q1), 1)
  const limit = i8x16.splat(<i8>(3 * level + (outer ? 4 : 0)))
  const weight = i8x16.add_sat_u(i8x16.add_sat_u(across, across), wider)
  const soft = v128.and(i8x16.le_u(weight, limit), i8x16.le_u(steepest, i8x16.splat(<i8>level)))
  if (!v128.any_true(soft)) return
  const uneven = i8x16.gt_u(i8x16.max_u(pStep, qStep), i8x16.splat(<i8>(level >= 40 ? 2 : level >= 15 ? 1 : 0)))
  const flip = i8x16.splat(-128)
  const sp1 = v128.xor(p1, flip), sp0 = v128.xor(p0, flip), sq0 = v128.xor(q0, flip), sq1 = v128.xor(q1, flip)
  const wide = i8x16.sub_sat_s(sp1, sq1)
  const slope = i8x16.sub_sat_s(sq0, sp0)
  const start = outer ? wide : v128.and(wide, uneven)
  const whole = v128.and(i8x16.add_sat_s(i8x16.add_sat_s(i8x16.add_sat_s(start, slope), slope), slope), soft)
  const narrow = outer ? v128.and(whole, uneven) : whole
  const after = i8x16.shr_s(i8x16.add_sat_s(narrow, i8x16.splat(4)), 3)
  const before = i8x16.shr_s(i8x16.add_sat_s(narrow, i8x16.splat(3)), 3)
  let newP1 = sp1, newP0 = i8x16.add_sat_s(sp0, before), newQ0 = i8x16.sub_sat_s(sq0, after), newQ1 = sq1
  if (outer) {
    const even = v128.andnot(whole, uneven)
    const low = i16x8.extend_low_i8x16_s(even), high = i16x8.extend_high_i8x16_s(even)
    const near = part(low, high, 27), middle = part(low, high, 18), far = part(low, high, 9)
    newP0 = i8x16.add_sat_s(newP0, near)
    newQ0 = i8x16.sub_sat_s(newQ0, near)
    newP1 = i8x16.add_sat_s(sp1, middle)
    newQ1 = i8x16.sub_sat_s(sq1, middle)
    v128.store(at - 3 * stride, v128.xor(i8x16.add_sat_s(v128.xor(p2, flip), far), flip))
    v128.store(at + 2 * stride, v128.xor(i8x16.sub_sat_s(v128.xor(q2, flip), far), flip))
  } else {
    const half = v128.andnot(i8x16.shr_s(i8x16.add(after, i8x16.splat(1)), 1), uneven)
    newP1 = i8x16.add_sat_s(sp1, half)
    newQ1 = i8x16.sub_sat_s(sq1, half)
  }
  v128.store(at - 2 * stride, v128.xor(newP1, flip))
  v128.store(at - stride, v128.xor(newP0, flip))
  v128.store(at, v128.xor(newQ0, flip))
  v128.store(at + stride, v128.xor(newQ1, flip))
}

// @ts-ignore: decorator
@inline
function low(a: v128, b: v128): v128 {
  return v128.shuffle<i8>(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23)
}

// @ts-ignore: decorator
@inline
function high(a: v128, b: v128): v128 {
  return v128.shuffle<i8>(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31)
}

/** Turn eight columns of eight rows at `first` and eight at `second` into eight lines. */
function gather(first: usize, second: usize, stride: usize, to: usize): void {
  const a0 = low(v128.load64_zero(first), v128.load64_zero(second))
  const a1 = low(v128.load64_zero(first + stride), v128.load64_zero(second + stride))
  const a2 = low(v128.load64_zero(first + 2 * stride), v128.load64_zero(second + 2 * stride))
  const a3 = low(v128.load64_zero(first + 3 * stride), v128.load64_zero(second + 3 * stride))
  const a4 = low(v128.load64_zero(first + 4 * stride), v128.load64_zero(second + 4 * stride))
  const a5 = low(v128.load64_zero(first + 5 * stride), v128.load64_zero(second + 5 * stride))
  const a6 = low(v128.load64_zero(first + 6 * stride), v128.load64_zero(second + 6 * stride))
  const a7 = low(v128.load64_zero(first + 7 * stride), v128.load64_zero(second + 7 * stride))
  fourLines(low(a0, a4), low(a1, a5), low(a2, a6), low(a3, a7), to)
  fourLines(high(a0, a4), high(a1, a5), high(a2, a6), high(a3, a7), to + 4 * LINE)
}

/** Four lines of columns whose rows come in every fourth place. */
// @ts-ignore: decorator
@inline
function fourLines(b0: v128, b1: v128, b2: v128, b3: v128, to: usize): void {
  const even01 = low(b0, b2), even23 = high(b0, b2), odd01 = low(b1, b3), odd23 = high(b1, b3)
  v128.store(to, low(even01, odd01))
  v128.store(to, high(even01, odd01), 16)
  v128.store(to, low(even23, odd23), 32)
  v128.store(to, high(even23, odd23), 48)
}

/** Turn eight lines back into columns. */
function scatter(from: usize, first: usize, second: usize, stride: usize): void {
  const l0 = v128.load(from), l1 = v128.load(from, 16), l2 = v128.load(from, 32), l3 = v128.load(from, 48)
  const l4 = v128.load(from, 64), l5 = v128.load(from, 80), l6 = v128.load(from, 96), l7 = v128.load(from, 112)
  eightRows(low(l0, l4), low(l1, l5), low(l2, l6), low(l3, l7), first, stride)
  eightRows(high(l0, l4), high(l1, l5), high(l2, l6), high(l3, l7), second, stride)
}

// @ts-ignore: decorator
@inline
function eightRows(a0: v128, a1: v128, a2: v128, a3: v128, to: usize, stride: usize): void {
  const evenUpper = low(a0, a2), evenLower = high(a0, a2), oddUpper = low(a1, a3), oddLower = high(a1, a3)
  twoRows(low(evenUpper, oddUpper), to, stride)
  twoRows(high(evenUpper, oddUpper), to + 2 * stride, stride)
  twoRows(low(evenLower, oddLower), to + 4 * stride, stride)
  twoRows(high(evenLower, oddLower), to + 6 * stride, stride)
}

// @ts-ignore: decorator
@inline
function twoRows(rows: v128, to: usize, stride: usize): void {
  v128.store64_lane(to, rows, 0)
  v128.store64_lane(to + stride, rows, 1)
}

/** Soften a macroblock's edges in luma: on the left and above unless it lies at the image's, and inside where `inner`. */
export function filterLuma(at: usize, stride: usize, level: i32, first: bool, top: bool, inner: bool): void {
  const below = 8 * stride
  const groups: usize = inner ? 24 : 8
  if (inner || !first) {
    for (let x: usize = 0; x < groups; x += 8) gather(at + x - 4, at + below + x - 4, stride, lines + x * LINE)
    if (!first) filterEdge(lines + 4 * LINE, LINE, level, true)
    if (inner) for (let x: usize = 8; x < 20; x += 4) filterEdge(lines + x * LINE, LINE, level, false)
    for (let x: usize = 0; x < groups; x += 8) scatter(lines + x * LINE, at + x - 4, at + below + x - 4, stride)
  }
  if (!top) filterEdge(at, stride, level, true)
  if (inner) for (let y: usize = 4; y < 16; y += 4) filterEdge(at + y * stride, stride, level, false)
}

/** The same in both colour differences at once. */
export function filterChroma(blue: usize, red: usize, stride: usize, level: i32, first: bool, top: bool, inner: bool): void {
  const groups: usize = inner ? 16 : 8
  if (inner || !first) {
    for (let x: usize = 0; x < groups; x += 8) gather(blue + x - 4, red + x - 4, stride, lines + x * LINE)
    if (!first) filterEdge(lines + 4 * LINE, LINE, level, true)
    if (inner) filterEdge(lines + 8 * LINE, LINE, level, false)
    for (let x: usize = 0; x < groups; x += 8) scatter(lines + x * LINE, blue + x - 4, red + x - 4, stride)
  }
  if (top && !inner) return
  const above = top ? 0 : 4
  for (let y = -above; y < 8; y++) {
    const line = lines + <usize>(y + 4) * LINE
    v128.store(line, v128.load64_lane(red + <usize>y * stride, v128.load64_zero(blue + <usize>y * stride), 1))
  }
  if (!top) filterEdge(lines + 4 * LINE, LINE, level, true)
  if (inner) filterEdge(lines + 8 * LINE, LINE, level, false)
  for (let y = -above; y < 8; y++) {
    const line = v128.load(lines + <usize>(y + 4) * LINE)
    v128.store64_lane(blue + <usize>y * stride, line, 0)
    v128.store64_lane(red + <usize>y * stride, line, 1)
  }
}
