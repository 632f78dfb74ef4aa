/** The pixel that a border position stands for: reflect101 (gfedcb|abcdefgh|gfedcba), as OpenCV's default. */
// @ts-ignore: decorator
@inline
function reflect(index: i32, length: i32): i32 {
  if (length == 1) return 0
  const period = 2 * (length - 1)
  let at = index % period
  if (at < 0) at += period
  return at < length ? at : period - at
}

/**
 * Blur rows with symmetric taps: out = c + sum over k of w[k] * (left[k] + right[k] - 2c), so that even areas stay exactly even.
 * Values leave as 16-bit numbers with five fractional bits; taps are Q15 (1 = 32768), tap k for distance k + 1.
 * `line` has (width + 2 * radius) * 4 + 16 bytes.
 */
export function blurRows(source: usize, target: usize, width: i32, height: i32, taps: usize, radius: i32, line: usize): void {
  const values = width << 2
  for (let y = 0; y < height; y++) {
    const row = source + (<usize>y * <usize>values)
    for (let x = -radius; x < 0; x++) {
      store<u32>(line + ((<usize>(x + radius)) << 2), load<u32>(row + ((<usize>reflect(x, width)) << 2)))
      const right = width - 1 - x
      store<u32>(line + ((<usize>(right + radius)) << 2), load<u32>(row + ((<usize>reflect(right, width)) << 2)))
    }
    memory.copy(line + ((<usize>radius) << 2), row, values)
    const centre = line + ((<usize>radius) << 2)
    const to = target + ((<usize>y * <usize>values) << 1)
    // Eight values at a time; the last group may run into the padding, and its surplus is overwritten by the next row.
    for (let index = 0; index < values; index += 8) {
      const at = centre + index
      const c = i16x8.extend_low_i8x16_u(v128.load64_zero(at))
      const twice = i16x8.shl(c, 1)
      let sum = i16x8.shl(c, 5)
      for (let k = 0; k < radius; k++) {
        const distance = (<usize>(k + 1)) << 2
        const sides = i16x8.add(
          i16x8.extend_low_i8x16_u(v128.load64_zero(at - distance)), i16x8.extend_low_i8x16_u(v128.load64_zero(at + distance)),
        )
        const difference = i16x8.shl(i16x8.sub(sides, twice), 5)
        sum = i16x8.add(sum, i16x8.q15mulr_sat_s(difference, i16x8.splat(load<i16>(taps + (<usize>k << 1)))))
      }
      v128.store(to + ((<usize>index) << 1), sum)
    }
  }
}

/** Blur columns of what `blurRows` wrote, and round half up to bytes. `source` and `target` may be read 16 bytes past their ends. */
export function blurColumns(source: usize, target: usize, width: i32, height: i32, taps: usize, radius: i32): void {
  const values = width << 2
  const stride = (<usize>values) << 1
  for (let y = 0; y < height; y++) {
    const row = source + <usize>y * stride
    const to = target + <usize>y * <usize>values
    for (let index = 0; index < values; index += 8) {
      const column = (<usize>index) << 1
      const c = v128.load(row + column)
      const twice = i16x8.shl(c, 1)
      let sum = c
      for (let k = 0; k < radius; k++) {
        const above = source + <usize>reflect(y - k - 1, height) * stride + column
        const below = source + <usize>reflect(y + k + 1, height) * stride + column
        const difference = i16x8.sub(i16x8.add(v128.load(above), v128.load(below)), twice)
        sum = i16x8.add(sum, i16x8.q15mulr_sat_s(difference, i16x8.splat(load<i16>(taps + (<usize>k << 1)))))
      }
      const rounded = i16x8.shr_s(i16x8.add(sum, i16x8.splat(16)), 5)
      v128.store64_lane(to + index, i8x16.narrow_i16x8_u(rounded, rounded), 0)
    }
  }
}

/** Correlate colour with a 3x3 kernel of 32-bit floats, borders as reflect101, rounded half up and clamped; alpha stays. */
export function convolve3(source: usize, target: usize, width: i32, height: i32, kernel: usize): void {
  const zero = f32x4.splat(0)
  const most = f32x4.splat(255)
  for (let y = 0; y < height; y++) {
    const rows0 = source + ((<usize>reflect(y - 1, height) * <usize>width) << 2)
    const rows1 = source + ((<usize>y * <usize>width) << 2)
    const rows2 = source + ((<usize>reflect(y + 1, height) * <usize>width) << 2)
    for (let x = 0; x < width; x++) {
      const left = (<usize>reflect(x - 1, width)) << 2
      const here = (<usize>x) << 2
      const right = (<usize>reflect(x + 1, width)) << 2
      let sum = f32x4.splat(0.5)
      sum = tap(sum, rows0 + left, kernel, 0)
      sum = tap(sum, rows0 + here, kernel, 4)
      sum = tap(sum, rows0 + right, kernel, 8)
      sum = tap(sum, rows1 + left, kernel, 12)
      sum = tap(sum, rows1 + here, kernel, 16)
      sum = tap(sum, rows1 + right, kernel, 20)
      sum = tap(sum, rows2 + left, kernel, 24)
      sum = tap(sum, rows2 + here, kernel, 28)
      sum = tap(sum, rows2 + right, kernel, 32)
      const whole = i32x4.trunc_sat_f32x4_s(f32x4.min(f32x4.max(f32x4.floor(sum), zero), most))
      const words = i16x8.narrow_i32x4_u(whole, whole)
      const bytes = <u32>i32x4.extract_lane(i8x16.narrow_i16x8_u(words, words), 0)
      const alpha = load<u32>(rows1 + here) & 0xff000000
      store<u32>(target + ((<usize>y * <usize>width + <usize>x) << 2), alpha | (bytes & 0x00ffffff))
    }
  }
}

// @ts-ignore: decorator
@inline
function tap(sum: v128, at: usize, kernel: usize, offset: usize): v128 {
  const wide = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(at)))
  return f32x4.add(sum, f32x4.mul(f32x4.convert_i32x4_u(wide), f32x4.splat(load<f32>(kernel + offset))))
}
