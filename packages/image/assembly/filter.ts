import { inside, REFLECT101 } from './border'

/** Correlate colour with a 3x3 kernel of 32-bit floats, borders as reflect101, rounded half up and clamped; alpha stays. */
export function convolve3(source: usize, target: usize, width: i32, height: i32, kernel: usize): void {
  const before = (<usize>inside(-1, width, REFLECT101)) << 2
  const after = (<usize>inside(width, width, REFLECT101)) << 2
  for (let y = 0; y < height; y++) {
    convolveRow(
      source + ((<usize>inside(y - 1, height, REFLECT101) * <usize>width) << 2), source + ((<usize>y * <usize>width) << 2),
      source + ((<usize>inside(y + 1, height, REFLECT101) * <usize>width) << 2), target + ((<usize>y * <usize>width) << 2),
      width, before, after, kernel,
    )
  }
}

/** One row; the columns before the first and after the last are those at `before` and `after`. */
function convolveRow(
  above: usize, here: usize, below: usize, to: usize, width: i32, before: usize, after: usize, kernel: usize,
): void {
  const k0 = v128.load32_splat(kernel), k1 = v128.load32_splat(kernel, 4), k2 = v128.load32_splat(kernel, 8)
  const k3 = v128.load32_splat(kernel, 12), k4 = v128.load32_splat(kernel, 16), k5 = v128.load32_splat(kernel, 20)
  const k6 = v128.load32_splat(kernel, 24), k7 = v128.load32_splat(kernel, 28), k8 = v128.load32_splat(kernel, 32)
  let a0 = pixel(above + before), a1 = pixel(above)
  let b0 = pixel(here + before), b1 = pixel(here)
  let c0 = pixel(below + before), c1 = pixel(below)
  const end = (<usize>width) << 2
  let at: usize = 0
  do {
    const next = at + 4 < end ? at + 4 : after
    const a2 = pixel(above + next), b2 = pixel(here + next), c2 = pixel(below + next)
    let sum = f32x4.add(f32x4.splat(0.5), f32x4.mul(a0, k0))
    sum = f32x4.add(f32x4.add(sum, f32x4.mul(a1, k1)), f32x4.mul(a2, k2))
    sum = f32x4.add(f32x4.add(f32x4.add(sum, f32x4.mul(b0, k3)), f32x4.mul(b1, k4)), f32x4.mul(b2, k5))
    sum = f32x4.add(f32x4.add(f32x4.add(sum, f32x4.mul(c0, k6)), f32x4.mul(c1, k7)), f32x4.mul(c2, k8))
    const whole = i32x4.trunc_sat_f32x4_s(f32x4.floor(sum))
    const words = i16x8.narrow_i32x4_s(whole, whole)
    const colours = <u32>i32x4.extract_lane(i8x16.narrow_i16x8_u(words, words), 0)
    store<u32>(to + at, (load<u32>(here + at) & 0xff000000) | (colours & 0x00ffffff))
    a0 = a1
    a1 = a2
    b0 = b1
    b1 = b2
    c0 = c1
    c1 = c2
    at += 4
  } while (at < end)
}

// @ts-ignore: decorator
@inline
function pixel(at: usize): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(at))))
}
