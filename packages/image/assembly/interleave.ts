/** What interleaved samples are: bytes, 16-bit whole numbers or 32-bit floats. */
const BYTES = 0
const SHORTS = 1

/** Spread `pixels` pixels of `channels` interleaved samples over as many planes of 32-bit floats, each `stride` bytes after the one before. */
export function splitSamples(source: usize, pixels: i32, channels: i32, kind: i32, target: usize, stride: usize): void {
  const step = <usize>channels << kind
  for (let channel = 0; channel < channels; channel++, target += stride, source += <usize>1 << kind) {
    let from = source
    const end = target + ((<usize>pixels) << 2)
    if (kind == BYTES) {
      for (let to = target; to < end; to += 4, from += step) store<f32>(to, <f32>load<u8>(from))
    } else if (kind == SHORTS) {
      for (let to = target; to < end; to += 4, from += step) store<f32>(to, <f32>load<u16>(from))
    } else {
      for (let to = target; to < end; to += 4, from += step) store<f32>(to, load<f32>(from))
    }
  }
}

/**
 * Gather planes of 32-bit floats, each `stride` bytes after the one before, as interleaved samples. Whole numbers are rounded half up and clamped, and
 * what is not a number is 0.
 */
export function mergeSamples(source: usize, stride: usize, pixels: i32, channels: i32, kind: i32, target: usize): void {
  const step = <usize>channels << kind
  const most = f32x4.splat(kind == BYTES ? 255 : 65535)
  for (let channel = 0; channel < channels; channel++, source += stride, target += <usize>1 << kind) {
    const end = source + ((<usize>pixels) << 2)
    let from = source
    let to = target
    if (kind > SHORTS) {
      for (; from < end; from += 4, to += step) store<f32>(to, load<f32>(from))
      continue
    }
    for (; from < end; from += 16, to += step << 2) {
      const whole = rounded(f32x4.max(f32x4.splat(0), f32x4.min(most, v128.load(from))))
      const left = <i32>((end - from) >> 2)
      put(to, kind, i32x4.extract_lane(whole, 0))
      if (left > 1) put(to + step, kind, i32x4.extract_lane(whole, 1))
      if (left > 2) put(to + 2 * step, kind, i32x4.extract_lane(whole, 2))
      if (left > 3) put(to + 3 * step, kind, i32x4.extract_lane(whole, 3))
    }
  }
}

// @ts-ignore: decorator
@inline
function put(to: usize, kind: i32, value: i32): void {
  if (kind == BYTES) store<u8>(to, <u8>value)
  else store<u16>(to, <u16>value)
}

/** Rounded half up; a half counts on its own, as adding it would round once more. */
// @ts-ignore: decorator
@inline
export function rounded(values: v128): v128 {
  const low = f32x4.floor(values)
  return i32x4.sub(i32x4.trunc_sat_f32x4_s(low), f32x4.ge(f32x4.sub(values, low), f32x4.splat(0.5)))
}
