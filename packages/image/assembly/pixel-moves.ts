import { rounded } from './interleave'
import { fractionsX, fractionsY, offsets } from './plane-places'
import { between, weight } from './plane-weights'

/**
 * Read pixels of interleaved channels, 16-bit numbers or 32-bit floats, whose taps all lie inside: those whose places were noted from `at` to `end`, in bytes
 * of four a pixel; `reading` 2, cubic, is for floats alone. A pixel has `pixel` bytes and a row `line`. Up to three more samples are written past the last, and read.
 */
export function pixelsInside<T>(
  source: usize, target: usize, at: usize, end: usize, line: usize, pixel: usize, reading: i32,
): void {
  for (; at < end; at += 4, target += pixel) {
    const from = source + <usize>load<u32>(offsets + at)
    const x = v128.load32_splat(fractionsX + at), y = v128.load32_splat(fractionsY + at)
    for (let channel: usize = 0; channel < pixel; channel += 4 * sizeof<T>()) {
      const own = from + channel
      if (reading == 1) {
        const upper = between(four<T>(own), four<T>(own + pixel), x)
        put<T>(target + channel, between(upper, between(four<T>(own + line), four<T>(own + line + pixel), x), y))
      } else if (reading == 0) {
        if (isFloat<T>()) v128.store(target + channel, v128.load(own))
        else store<u64>(target + channel, load<u64>(own))
      } else if (isFloat<T>()) {
        v128.store(target + channel, cubic(own, line, pixel, x, y))
      }
    }
  }
}

function cubic(from: usize, line: usize, pixel: usize, x: v128, y: v128): v128 {
  const first = weight(0, x), second = weight(1, x), third = weight(2, x), fourth = weight(3, x)
  let sum = f32x4.splat(0)
  for (let tap = 0; tap < 4; tap++, from += line) {
    const left = f32x4.add(f32x4.mul(v128.load(from), first), f32x4.mul(v128.load(from + pixel), second))
    const right = f32x4.add(f32x4.mul(v128.load(from + 2 * pixel), third), f32x4.mul(v128.load(from + 3 * pixel), fourth))
    sum = f32x4.add(sum, f32x4.mul(f32x4.add(left, right), weight(tap, y)))
  }
  return sum
}

// @ts-ignore: decorator
@inline
function four<T>(at: usize): v128 {
  return isFloat<T>() ? v128.load(at) : f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(v128.load64_zero(at)))
}

/** Whole numbers are rounded half up. */
// @ts-ignore: decorator
@inline
function put<T>(at: usize, values: v128): void {
  if (isFloat<T>()) v128.store(at, values)
  else v128.store64_lane(at, i16x8.narrow_i32x4_u(rounded(values), i32x4.splat(0)), 0)
}
