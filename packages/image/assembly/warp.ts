/** Borders by number, as the host names them: constant, replicate, reflect, reflect101, wrap. */
const CONSTANT = 0
const REPLICATE = 1
const REFLECT = 2
const REFLECT101 = 3

/** The source index that a border position stands for, or -1 outside a constant border. */
function inside(index: i32, length: i32, border: i32): i32 {
  if (index >= 0 && index < length) return index
  if (border == CONSTANT) return -1
  if (border == REPLICATE) return index < 0 ? 0 : length - 1
  const period = border == REFLECT ? 2 * length : border == REFLECT101 ? max(1, 2 * (length - 1)) : length
  let at = index % period
  if (at < 0) at += period
  if (at < length) return at
  return border == REFLECT ? period - 1 - at : period - at
}

let source: usize = 0
let sourceWidth: i32 = 0
let sourceHeight: i32 = 0
let borderKind: i32 = 0
let fillColour: u32 = 0

// @ts-ignore: decorator
@inline
function fetch(x: i32, y: i32): u32 {
  const column = inside(x, sourceWidth, borderKind)
  const row = inside(y, sourceHeight, borderKind)
  if (column < 0 || row < 0) return fillColour
  return load<u32>(source + ((<usize>row * <usize>sourceWidth + <usize>column) << 2))
}

/** Blend four taps: the upper two lie in the halves of `top`, the lower two in those of `bottom`; six fractional bits. */
// @ts-ignore: decorator
@inline
function blend(top: v128, bottom: v128, fractionX: f64, fractionY: f64): u32 {
  const upper = i16x8.shl(i16x8.extend_low_i8x16_u(top), 6)
  const lower = i16x8.shl(i16x8.extend_low_i8x16_u(bottom), 6)
  const weightY = i16x8.splat(<i16>min(32767, <i32>(fractionY * 32768 + 0.5)))
  const weightX = i16x8.splat(<i16>min(32767, <i32>(fractionX * 32768 + 0.5)))
  const column = i16x8.add(upper, i16x8.q15mulr_sat_s(i16x8.sub(lower, upper), weightY))
  const right = v128.shuffle<i64>(column, column, 1, 1)
  const value = i16x8.add(column, i16x8.q15mulr_sat_s(i16x8.sub(right, column), weightX))
  const rounded = i16x8.shr_u(i16x8.add(value, i16x8.splat(32)), 6)
  return i32x4.extract_lane(i8x16.narrow_i16x8_u(rounded, rounded), 0)
}

// @ts-ignore: decorator
@inline
function sampleInside(x: f64, y: f64): u32 {
  const column = <i32>x
  const row = <i32>y
  const at = source + ((<usize>row * <usize>sourceWidth + <usize>column) << 2)
  return blend(v128.load64_zero(at), v128.load64_zero(at + ((<usize>sourceWidth) << 2)), x - <f64>column, y - <f64>row)
}

function sampleBorder(x: f64, y: f64): u32 {
  // Far outside, indexes would leave 32 bits; a constant border is plain there and others repeat within it.
  if (!(Math.abs(x) < 1e9 && Math.abs(y) < 1e9)) return fillColour
  const column = <i32>Math.floor(x)
  const row = <i32>Math.floor(y)
  if (borderKind == CONSTANT && (column < -1 || row < -1 || column >= sourceWidth || row >= sourceHeight)) return fillColour
  const top = i32x4(fetch(column, row), fetch(column + 1, row), 0, 0)
  const bottom = i32x4(fetch(column, row + 1), fetch(column + 1, row + 1), 0, 0)
  return blend(top, bottom, x - <f64>column, y - <f64>row)
}

/**
 * Sample the source at the inverse image of every output pixel's centre.
 * `matrix` holds nine 64-bit floats, row by row: the map from the output plane to the source plane, where pixel i covers [i, i + 1).
 * `limits` holds `limitCount` triples (a, b, c): only output points with a x + b y + c >= 0 show the source, others the fill.
 */
export function warp(
  from: usize, fromWidth: i32, fromHeight: i32, target: usize, width: i32, height: i32,
  matrix: usize, nearest: bool, border: i32, fill: u32, limits: usize, limitCount: i32,
): void {
  source = from
  sourceWidth = fromWidth
  sourceHeight = fromHeight
  borderKind = border
  fillColour = fill
  const m0 = load<f64>(matrix), m1 = load<f64>(matrix, 8), m2 = load<f64>(matrix, 16)
  const m3 = load<f64>(matrix, 24), m4 = load<f64>(matrix, 32), m5 = load<f64>(matrix, 40)
  const m6 = load<f64>(matrix, 48), m7 = load<f64>(matrix, 56), m8 = load<f64>(matrix, 64)
  const affine = m6 == 0 && m7 == 0
  const lastX = <f64>(fromWidth - 1)
  const lastY = <f64>(fromHeight - 1)
  for (let y = 0; y < height; y++) {
    const centreY = <f64>y + 0.5
    const rowX = m1 * centreY + m2
    const rowY = m4 * centreY + m5
    const rowW = m7 * centreY + m8
    let to = target + ((<usize>y * <usize>width) << 2)
    let begin = 0
    let end = width
    for (let index = 0; index < limitCount; index++) {
      const limit = limits + <usize>index * 24
      const a = load<f64>(limit)
      const rest = load<f64>(limit, 8) * centreY + load<f64>(limit, 16)
      if (a > 0) begin = max(begin, clampIndex(Math.ceil(-rest / a - 0.5), width))
      else if (a < 0) end = min(end, clampIndex(Math.floor(-rest / a - 0.5) + 1, width))
      else if (rest < 0) end = 0
    }
    begin = min(begin, end)
    for (let x = 0; x < begin; x++, to += 4) store<u32>(to, fill)
    for (let x = begin; x < end; x++, to += 4) {
      const centreX = <f64>x + 0.5
      let sourceX = m0 * centreX + rowX
      let sourceY = m3 * centreX + rowY
      if (affine) {
        sourceX /= m8
        sourceY /= m8
      } else {
        const w = m6 * centreX + rowW
        // Behind the camera there is nothing to see.
        if (!(w > 1e-12)) {
          store<u32>(to, fill)
          continue
        }
        sourceX /= w
        sourceY /= w
      }
      if (nearest) {
        const inRange = Math.abs(sourceX) < 1e9 && Math.abs(sourceY) < 1e9
        store<u32>(to, inRange ? fetch(<i32>Math.floor(sourceX), <i32>Math.floor(sourceY)) : fill)
        continue
      }
      const px = sourceX - 0.5
      const py = sourceY - 0.5
      const within = px >= 0 && py >= 0 && px < lastX && py < lastY
      store<u32>(to, within ? sampleInside(px, py) : sampleBorder(px, py))
    }
    for (let x = end; x < width; x++, to += 4) store<u32>(to, fill)
  }
}

function clampIndex(value: f64, length: i32): i32 {
  return value <= 0 ? 0 : value >= <f64>length ? length : <i32>value
}
