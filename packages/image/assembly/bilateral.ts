import { inside, REFLECT101 } from './border'
import { padRow, storePixels, withAlpha } from './line'

/**
 * Average colour over (2 radius + 1)^2 pixels, weighed by how near they are in space and in colour (Tomasi and Manduchi, 1998).
 * `space` holds a 32-bit float for every pixel of the window, row by row, of which zeros are left out; `likeness` holds 766 by the distance
 * |r - r'| + |g - g'| + |b - b'|. Sums are 32-bit floats, tap after tap; results are rounded half up; borders are reflect101; alpha stays.
 * `scratch` has 4 (width + 2 radius + 4) (height + 2 radius) + 8 (2 radius + 1)^2 bytes.
 */
export function bilateral(
  source: usize, target: usize, width: i32, height: i32, radius: i32, space: usize, likeness: usize, scratch: usize,
): void {
  const side = 2 * radius + 1
  const stride = (<usize>(width + 2 * radius)) << 2
  const taps = scratch
  const padded = taps + ((<usize>(side * side)) << 3)
  let stop = taps
  for (let index = 0; index < side * side; index++) {
    const weight = load<f32>(space + ((<usize>index) << 2))
    if (weight == 0) continue
    store<usize>(stop, <usize>(index / side) * stride + ((<usize>(index % side)) << 2))
    store<f32>(stop, weight, 4)
    stop += 8
  }
  for (let y = -radius; y < height + radius; y++) {
    const row = source + ((<usize>inside(y, height, REFLECT101) * <usize>width) << 2)
    padRow(row, width, padded + <usize>(y + radius) * stride, radius, radius, REFLECT101)
  }
  for (let y = 0; y < height; y++) {
    const row = (<usize>y * <usize>width) << 2
    const corner = padded + <usize>y * stride
    for (let x = 0; x < width; x += 4) {
      const at = (<usize>x) << 2
      const centre = v128.load(source + row + at)
      storePixels(target + row + at, withAlpha(average(centre, corner + at, taps, stop, likeness), centre), width - x)
    }
  }
}

/** The weighed mean of four pixels, whose windows begin at `corner` and the three pixels after it. */
// @ts-ignore: decorator
@inline
function average(centre: v128, corner: usize, taps: usize, stop: usize, likeness: usize): v128 {
  const byte = i32x4.splat(255)
  const colour = i32x4.splat(0x00ffffff)
  const table = i32x4.splat(<i32>likeness)
  const half = f32x4.splat(0.5)
  let red = f32x4.splat(0), green = red, blue = red, total = red
  for (let tap = taps; tap < stop; tap += 8) {
    const pixels = v128.load(corner + load<usize>(tap))
    const apart = v128.and(v128.or(i8x16.sub_sat_u(centre, pixels), i8x16.sub_sat_u(pixels, centre)), colour)
    const distance = i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(apart))
    const entries = i32x4.add(i32x4.shl(distance, 2), table)
    let alike = v128.load32_zero(<usize>i32x4.extract_lane(entries, 0))
    alike = v128.load32_lane(<usize>i32x4.extract_lane(entries, 1), alike, 1)
    alike = v128.load32_lane(<usize>i32x4.extract_lane(entries, 2), alike, 2)
    alike = v128.load32_lane(<usize>i32x4.extract_lane(entries, 3), alike, 3)
    const weight = f32x4.mul(alike, v128.load32_splat(tap, 4))
    total = f32x4.add(total, weight)
    red = f32x4.add(red, f32x4.mul(weight, f32x4.convert_i32x4_s(v128.and(pixels, byte))))
    green = f32x4.add(green, f32x4.mul(weight, f32x4.convert_i32x4_s(v128.and(i32x4.shr_u(pixels, 8), byte))))
    blue = f32x4.add(blue, f32x4.mul(weight, f32x4.convert_i32x4_s(v128.and(i32x4.shr_u(pixels, 16), byte))))
  }
  const r = i32x4.trunc_sat_f32x4_s(f32x4.add(f32x4.div(red, total), half))
  const g = i32x4.trunc_sat_f32x4_s(f32x4.add(f32x4.div(green, total), half))
  const b = i32x4.trunc_sat_f32x4_s(f32x4.add(f32x4.div(blue, total), half))
  return v128.or(r, v128.or(i32x4.shl(g, 8), i32x4.shl(b, 16)))
}
