import { placeFour, sampleOne, samplePlaces } from './bilinear'

/** Where up to 256 pixels lie between pixel centres of the source: 32-bit floats. */
export const placesX = memory.data(1024, 16)
export const placesY = memory.data(1024, 16)

/** Places at least this far away, in pixels, show the fill on every border. */
const FAR: f32 = 1e9
/** Places from here on would not fit 32 bits of fixed point, or reach the source's last pixel when they are rounded. */
const FARTHEST: i32 = 131000
const MARGIN: f32 = 0.01

/**
 * Sample a run of pixels at the places that were put down for them, with 14 fractional bits, rounded half up in 32-bit floats; what is not a
 * number shows the fill.
 */
export function sampleRun(source: usize, width: i32, height: i32, to: usize, count: i32, border: i32, fill: u32): void {
  // What lies outside is mostly at the ends.
  let low = 0
  let high = count & ~3
  while (low < high && !placeAll(width, height, low, low + 4)) low += 4
  while (low < high && !placeAll(width, height, high - 4, high)) high -= 4
  sampleEach(source, width, height, to, 0, low, border, fill)
  // All at once, or four by four where some of these lie outside too.
  const step = low < high && placeAll(width, height, low, high) ? high - low : 4
  for (let first = low; first < high; first += step) {
    if (step > 4 || placeAll(width, height, first, first + 4)) {
      samplePlaces(source, width, to + ((<usize>first) << 2), step >> 2)
    } else {
      sampleEach(source, width, height, to, first, first + 4, border, fill)
    }
  }
  sampleEach(source, width, height, to, high, count, border, fill)
}

function sampleEach(source: usize, width: i32, height: i32, to: usize, first: i32, last: i32, border: i32, fill: u32): void {
  for (let at = (<usize>first) << 2; at < (<usize>last) << 2; at += 4) {
    store<u32>(to + at, sampleAt(source, width, height, load<f32>(placesX + at), load<f32>(placesY + at), border, fill))
  }
}

/** Place whole groups of four pixels of the run, `begin` to `end`; false where any lies outside, so that none may be sampled. */
function placeAll(width: i32, height: i32, begin: i32, end: i32): bool {
  const none = f32x4.splat(0)
  const half = f32x4.splat(0.5)
  const one = f32x4.splat(16384)
  const fraction = i32x4.splat(16383)
  const across = i32x4.splat(width)
  const farX = f32x4.splat(<f32>min(FARTHEST, width - 1) - MARGIN)
  const farY = f32x4.splat(<f32>min(FARTHEST, height - 1) - MARGIN)
  let inX = i32x4.splat(-1)
  let inY = inX
  let from = (<usize>begin) << 2
  let first = 0
  do {
    const x = v128.load(placesX + from)
    const y = v128.load(placesY + from)
    inX = v128.and(inX, v128.and(f32x4.ge(x, none), f32x4.lt(x, farX)))
    inY = v128.and(inY, v128.and(f32x4.ge(y, none), f32x4.lt(y, farY)))
    const fixedX = i32x4.trunc_sat_f32x4_s(f32x4.add(f32x4.mul(x, one), half))
    const fixedY = i32x4.trunc_sat_f32x4_s(f32x4.add(f32x4.mul(y, one), half))
    placeFour(
      first, across, i32x4.shr_u(fixedX, 14), i32x4.shr_u(fixedY, 14), v128.and(fixedX, fraction), v128.and(fixedY, fraction),
    )
    from += 16
    first += 4
  } while (first < end - begin)
  return i32x4.bitmask(v128.and(inX, inY)) == 15
}

/** Sample one place anywhere, by the same law. */
function sampleAt(source: usize, width: i32, height: i32, x: f32, y: f32, border: i32, fill: u32): u32 {
  if (!(Mathf.abs(x) < FAR && Mathf.abs(y) < FAR)) return fill
  const fixedX = <i64>Mathf.floor(x * 16384 + 0.5)
  const fixedY = <i64>Mathf.floor(y * 16384 + 0.5)
  return sampleOne(
    source, width, height, <i32>(fixedX >> 14), <i32>(fixedY >> 14), <i32>fixedX & 16383, <i32>fixedY & 16383, border, fill,
  )
}
