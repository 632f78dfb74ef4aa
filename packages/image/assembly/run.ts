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
  const none = f32x4.splat(0)
  const half = f32x4.splat(0.5)
  const one = f32x4.splat(16384)
  const fraction = i32x4.splat(16383)
  const across = i32x4.splat(width)
  const farX = f32x4.splat(<f32>min(FARTHEST, width - 1) - MARGIN)
  const farY = f32x4.splat(<f32>min(FARTHEST, height - 1) - MARGIN)
  // Pixels placed since the last were sampled.
  let placed = 0
  for (let index = 0; index < count; index += 4) {
    const at = (<usize>index) << 2
    const x = v128.load(placesX + at)
    const y = v128.load(placesY + at)
    const inX = v128.and(f32x4.ge(x, none), f32x4.lt(x, farX))
    const inY = v128.and(f32x4.ge(y, none), f32x4.lt(y, farY))
    if (index + 4 <= count && i32x4.bitmask(v128.and(inX, inY)) == 15) {
      const fixedX = i32x4.trunc_sat_f32x4_s(f32x4.add(f32x4.mul(x, one), half))
      const fixedY = i32x4.trunc_sat_f32x4_s(f32x4.add(f32x4.mul(y, one), half))
      placeFour(
        placed, across, i32x4.shr_u(fixedX, 14), i32x4.shr_u(fixedY, 14), v128.and(fixedX, fraction), v128.and(fixedY, fraction),
      )
      placed += 4
      continue
    }
    samplePlaces(source, width, to + at - ((<usize>placed) << 2), placed >> 2)
    placed = 0
    for (let rest = at; rest < min(at + 16, (<usize>count) << 2); rest += 4) {
      store<u32>(to + rest, sampleAt(source, width, height, load<f32>(placesX + rest), load<f32>(placesY + rest), border, fill))
    }
  }
  samplePlaces(source, width, to + ((<usize>(count - placed)) << 2), placed >> 2)
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
