// Which source points pixels show: pairs of 32-bit floats, x and y, row by row; what is not a number shows nothing. Where `cutWidth` is not 0, what
// comes to lie outside a canvas of that size shows nothing either.

/** Begin with every pixel's own centre. */
export function centrePositions(positions: usize, width: i32, height: i32): void {
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++, positions += 8) store<u64>(positions, pack(<f32>x + 0.5, <f32>y + 0.5))
  }
}

/** Move positions by a map of the plane, nine 64-bit floats row by row; nothing is seen where its third row does not come to more than 10^-12. */
export function warpPositions(positions: usize, count: i32, matrix: usize, cutWidth: f32, cutHeight: f32): void {
  const alongX = f64x2(load<f64>(matrix), load<f64>(matrix, 24))
  const alongY = f64x2(load<f64>(matrix, 8), load<f64>(matrix, 32))
  const start = f64x2(load<f64>(matrix, 16), load<f64>(matrix, 40))
  const g = load<f64>(matrix, 48), h = load<f64>(matrix, 56), i = load<f64>(matrix, 64)
  const flat = g == 0 && h == 0
  for (const end = positions + ((<usize>count) << 3); positions < end; positions += 8) {
    const x = <f64>load<f32>(positions), y = <f64>load<f32>(positions, 4)
    const weight = g * x + h * y + i
    const sum = f64x2.add(f64x2.add(f64x2.mul(alongX, f64x2.splat(x)), f64x2.mul(alongY, f64x2.splat(y))), start)
    const moved = flat && i == 1 ? sum : f64x2.div(sum, f64x2.splat(flat || weight > 1e-12 ? weight : NaN))
    store<u64>(positions, cut(f32x4.demote_f64x2_zero(moved), cutWidth, cutHeight))
  }
}

/** Move positions to where a table of `width` x `height` positions has them, at least two of each: bilinear between centres, and on with the last slope beyond. */
export function bendPositions(
  positions: usize, count: i32, table: usize, width: i32, height: i32, cutWidth: f32, cutHeight: f32,
): void {
  const most = f32x4(<f32>(width - 2), <f32>(height - 2), 0, 0)
  const none = f32x4.splat(0), half = f32x4.splat(0.5), one = f32x4.splat(1)
  const stride = (<usize>width) << 3
  for (const end = positions + ((<usize>count) << 3); positions < end; positions += 8) {
    const place = f32x4.sub(v128.load64_zero(positions), half)
    const corner = f32x4.min(most, f32x4.max(none, f32x4.floor(place)))
    const fraction = f32x4.sub(place, corner)
    const across = v128.shuffle<i32>(fraction, fraction, 0, 0, 0, 0), down = v128.shuffle<i32>(fraction, fraction, 1, 1, 1, 1)
    const whole = i32x4.trunc_sat_f32x4_s(corner)
    const at = table + <usize>i32x4.extract_lane(whole, 1) * stride + ((<usize>i32x4.extract_lane(whole, 0)) << 3)
    const upper = v128.load(at), lower = v128.load(at + stride)
    const both = f32x4.add(f32x4.mul(upper, f32x4.sub(one, down)), f32x4.mul(lower, down))
    const right = v128.shuffle<i64>(both, both, 1, 1)
    const bent = f32x4.add(f32x4.mul(both, f32x4.sub(one, across)), f32x4.mul(right, across))
    store<u64>(positions, cut(bent, cutWidth, cutHeight))
  }
}

/**
 * Move positions inside a canvas to what pieces of another show there, the last that covers them; others show nothing. A piece has six 32-bit floats: its left and
 * upper edge here, its width and height, and its left and upper edge there.
 */
export function piecePositions(
  positions: usize, count: i32, pieces: usize, pieceCount: i32, width: f32, height: f32, cutWidth: f32, cutHeight: f32,
): void {
  const last = pieces + <usize>(pieceCount - 1) * 24
  for (const end = positions + ((<usize>count) << 3); positions < end; positions += 8) {
    const x = load<f32>(positions), y = load<f32>(positions, 4)
    let toX: f32 = NaN, toY: f32 = y
    if (x >= 0 && y >= 0 && x < width && y < height) {
      for (let piece = last; piece >= pieces; piece -= 24) {
        const left = x - load<f32>(piece), top = y - load<f32>(piece, 4)
        if (left >= 0 && top >= 0 && left < load<f32>(piece, 8) && top < load<f32>(piece, 12)) {
          toX = left + load<f32>(piece, 16)
          toY = top + load<f32>(piece, 20)
          break
        }
      }
    }
    store<u64>(positions, cut(f32x4(toX, toY, 0, 0), cutWidth, cutHeight))
  }
}

// @ts-ignore: decorator
@inline
function pack(x: f32, y: f32): u64 {
  return (<u64>reinterpret<u32>(y) << 32) | <u64>reinterpret<u32>(x)
}

// @ts-ignore: decorator
@inline
function cut(position: v128, width: f32, height: f32): u64 {
  const x = f32x4.extract_lane(position, 0), y = f32x4.extract_lane(position, 1)
  if (width > 0 && !(x >= 0 && y >= 0 && x <= width && y <= height)) return pack(NaN, y)
  return <u64>i64x2.extract_lane(position, 0)
}
