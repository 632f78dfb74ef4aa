import { fetch, MOST_PLACES, placeFour, sampleOne, samplePlaces } from './bilinear'

/** Positions at least this far away, in pixels, show the fill on every border. */
const FAR: f32 = 1e9

/**
 * Sample the source at a position of its own for every output pixel.
 * `positions` holds 32-bit floats (x, y) in the source plane, where pixel i covers [i, i + 1). Linear sampling takes x - 0.5 and y - 0.5
 * in 32-bit floats, with fractions rounded half up to 14 bits, at most 16383; what is not a number shows the fill.
 */
export function remap(
  source: usize, sourceWidth: i32, sourceHeight: i32, target: usize, width: i32, height: i32,
  positions: usize, nearest: bool, border: i32, fill: u32,
): void {
  const pixels = width * height
  if (nearest) {
    for (let index = 0; index < pixels; index++) {
      const at = positions + ((<usize>index) << 3)
      const x = Mathf.floor(load<f32>(at))
      const y = Mathf.floor(load<f32>(at, 4))
      let pixel = fill
      if (x >= 0 && y >= 0 && x < <f32>sourceWidth && y < <f32>sourceHeight) {
        pixel = load<u32>(source + ((<usize>(<i32>y) * <usize>sourceWidth + <usize>(<i32>x)) << 2))
      } else if (Mathf.abs(x) < FAR && Mathf.abs(y) < FAR) {
        pixel = fetch(source, sourceWidth, sourceHeight, <i32>x, <i32>y, border, fill)
      }
      store<u32>(target + ((<usize>index) << 2), pixel)
    }
    return
  }
  const half = f32x4.splat(0.5)
  const none = f32x4.splat(0)
  const farX = f32x4.splat(<f32>(sourceWidth - 1))
  const farY = f32x4.splat(<f32>(sourceHeight - 1))
  const across = i32x4.splat(sourceWidth)
  // Pixels placed since the last were sampled.
  let placed = 0
  for (let index = 0; index < pixels; index += 4) {
    const at = positions + ((<usize>index) << 3)
    const to = target + ((<usize>index) << 2)
    const first = v128.load(at)
    const second = v128.load(at, 16)
    const x = f32x4.sub(v128.shuffle<i32>(first, second, 0, 2, 4, 6), half)
    const y = f32x4.sub(v128.shuffle<i32>(first, second, 1, 3, 5, 7), half)
    const inX = v128.and(f32x4.ge(x, none), f32x4.lt(x, farX))
    const inY = v128.and(f32x4.ge(y, none), f32x4.lt(y, farY))
    const within = index + 4 <= pixels && i32x4.all_true(v128.and(inX, inY))
    if (!within || placed == MOST_PLACES) {
      samplePlaces(source, sourceWidth, to - ((<usize>placed) << 2), placed >> 2)
      placed = 0
    }
    if (within) {
      const column = i32x4.trunc_sat_f32x4_s(x)
      const row = i32x4.trunc_sat_f32x4_s(y)
      placeFour(placed, across, column, row, fraction(x, column), fraction(y, row))
      placed += 4
      continue
    }
    for (let rest: usize = 0; rest < <usize>min(4, pixels - index); rest++) {
      const pixel = one(source, sourceWidth, sourceHeight, load<f32>(at + (rest << 3)), load<f32>(at + (rest << 3), 4), border, fill)
      store<u32>(to + (rest << 2), pixel)
    }
  }
  samplePlaces(source, sourceWidth, target + ((<usize>(pixels - placed)) << 2), placed >> 2)
}

/** What is left of positions beyond whole pixels, in Q14. */
// @ts-ignore: decorator
@inline
function fraction(position: v128, whole: v128): v128 {
  const rest = f32x4.mul(f32x4.sub(position, f32x4.convert_i32x4_s(whole)), f32x4.splat(16384))
  return i32x4.min_s(i32x4.trunc_sat_f32x4_s(f32x4.add(rest, f32x4.splat(0.5))), i32x4.splat(16383))
}

/** Sample one position anywhere, by the same law. */
function one(source: usize, width: i32, height: i32, x: f32, y: f32, border: i32, fill: u32): u32 {
  const left = x - 0.5
  const top = y - 0.5
  if (!(Mathf.abs(left) < FAR && Mathf.abs(top) < FAR)) return fill
  const column = Mathf.floor(left)
  const row = Mathf.floor(top)
  return sampleOne(
    source, width, height, <i32>column, <i32>row,
    min(16383, <i32>((left - column) * 16384 + 0.5)), min(16383, <i32>((top - row) * 16384 + 0.5)), border, fill,
  )
}
