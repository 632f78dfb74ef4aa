import { storePixels } from './line'

/** Paint a colour by a plane of shares, in place: value (1 - share) + colour share, rounded half up; alpha stays. */
export function paintShares(pointer: usize, pixels: i32, shares: usize, red: f32, green: f32, blue: f32): void {
  const colour = f32x4(red, green, blue, 0)
  let index = 0
  do {
    const share = v128.load(shares + ((<usize>index) << 2))
    if (v128.any_true(share)) {
      const at = pointer + ((<usize>index) << 2)
      const bytes = v128.load(at)
      const low = i16x8.extend_low_i8x16_u(bytes)
      const high = i16x8.extend_high_i8x16_u(bytes)
      const first = painted(i32x4.extend_low_i16x8_u(low), f32x4.splat(f32x4.extract_lane(share, 0)), colour)
      const second = painted(i32x4.extend_high_i16x8_u(low), f32x4.splat(f32x4.extract_lane(share, 1)), colour)
      const third = painted(i32x4.extend_low_i16x8_u(high), f32x4.splat(f32x4.extract_lane(share, 2)), colour)
      const fourth = painted(i32x4.extend_high_i16x8_u(high), f32x4.splat(f32x4.extract_lane(share, 3)), colour)
      storePixels(at, narrowed(first, second, third, fourth, bytes), pixels - index)
    }
    index += 4
  } while (index < pixels)
}

// @ts-ignore: decorator
@inline
function painted(values: v128, share: v128, colour: v128): v128 {
  const passes = f32x4.mul(f32x4.convert_i32x4_s(values), f32x4.sub(f32x4.splat(1), share))
  return f32x4.add(f32x4.add(passes, f32x4.mul(share, colour)), f32x4.splat(0.5))
}

/** Add a colour's light by a plane of shares, in place: value + colour share, rounded half up and clamped; alpha stays. */
export function addShares(pointer: usize, pixels: i32, shares: usize, red: f32, green: f32, blue: f32): void {
  const colour = f32x4(red, green, blue, 0)
  let index = 0
  do {
    const share = v128.load(shares + ((<usize>index) << 2))
    if (v128.any_true(share)) {
      const at = pointer + ((<usize>index) << 2)
      const bytes = v128.load(at)
      const low = i16x8.extend_low_i8x16_u(bytes)
      const high = i16x8.extend_high_i8x16_u(bytes)
      const first = lit(i32x4.extend_low_i16x8_u(low), f32x4.splat(f32x4.extract_lane(share, 0)), colour)
      const second = lit(i32x4.extend_high_i16x8_u(low), f32x4.splat(f32x4.extract_lane(share, 1)), colour)
      const third = lit(i32x4.extend_low_i16x8_u(high), f32x4.splat(f32x4.extract_lane(share, 2)), colour)
      const fourth = lit(i32x4.extend_high_i16x8_u(high), f32x4.splat(f32x4.extract_lane(share, 3)), colour)
      storePixels(at, narrowed(first, second, third, fourth, bytes), pixels - index)
    }
    index += 4
  } while (index < pixels)
}

// @ts-ignore: decorator
@inline
function lit(values: v128, share: v128, colour: v128): v128 {
  return f32x4.add(f32x4.add(f32x4.convert_i32x4_s(values), f32x4.mul(share, colour)), f32x4.splat(0.5))
}

// @ts-ignore: decorator
@inline
function narrowed(first: v128, second: v128, third: v128, fourth: v128, bytes: v128): v128 {
  const low = i16x8.narrow_i32x4_s(i32x4.trunc_sat_f32x4_s(first), i32x4.trunc_sat_f32x4_s(second))
  const high = i16x8.narrow_i32x4_s(i32x4.trunc_sat_f32x4_s(third), i32x4.trunc_sat_f32x4_s(fourth))
  return v128.bitselect(bytes, i8x16.narrow_i16x8_u(low, high), i32x4.splat(0xff000000))
}

/** Fill a plane of floats with what a table has for every pixel centre's whole distance to a point; 0 from `radius` on. */
export function roundShares(shares: usize, width: i32, height: i32, x: f32, y: f32, radius: f32, table: usize): void {
  let row = 0
  do {
    const down = <f32>row + <f32>0.5 - y
    const square = down * down
    let column = 0
    do {
      const across = <f32>column + <f32>0.5 - x
      const distance = sqrt<f32>(across * across + square)
      store<f32>(shares, distance < radius ? load<f32>(table + ((<usize>distance) << 2)) : 0)
      shares += 4
    } while (++column < width)
  } while (++row < height)
}

/** Write by how many the 32-bit counts of discs over a pixel change along each row, one past its last pixel among them; `discs` has x, y and radius of each in whole pixels. */
export function coverDiscs(steps: usize, width: i32, height: i32, discs: usize, count: i32): void {
  const stride = (<usize>(width + 1)) << 2
  memory.fill(steps, 0, stride * <usize>height)
  for (const end = discs + <usize>count * 12; discs < end; discs += 12) {
    const x = load<i32>(discs), y = load<i32>(discs, 4), radius = load<i32>(discs, 8)
    for (let row = max(0, y - radius), last = min(height - 1, y + radius); row <= last; row++) {
      const half = <i32>Math.sqrt(<f64>(radius * radius - (row - y) * (row - y)))
      const first = max(0, x - half), beyond = min(width, x + half + 1)
      if (first >= beyond) continue
      const line = steps + <usize>row * stride
      const begin = line + ((<usize>first) << 2), stop = line + ((<usize>beyond) << 2)
      store<i32>(begin, load<i32>(begin) + 1)
      store<i32>(stop, load<i32>(stop) - 1)
    }
  }
}

/** Fill a plane of floats with what a table has for how many things lie over every pixel; `steps` has by how many 32-bit counts change, from each row's first pixel to one past its last. */
export function coverShares(shares: usize, width: i32, height: i32, steps: usize, table: usize): void {
  for (let row = 0; row < height; row++, steps += 4) {
    let count = 0
    for (const end = shares + ((<usize>width) << 2); shares < end; shares += 4, steps += 4) {
      count += load<i32>(steps)
      store<f32>(shares, load<f32>(table + ((<usize>count) << 2)))
    }
  }
}

/** Paint a disc with an edge of one pixel, in place, rounded half up; alpha stays. */
export function paintDisc(
  pointer: usize, width: i32, height: i32, x: f32, y: f32, radius: f32, opacity: f32, red: f32, green: f32, blue: f32,
): void {
  const colour = f32x4(red, green, blue, 0)
  const left = max(0, <i32>Math.floor(x - radius - 1)), right = min(width, <i32>Math.ceil(x + radius + 1))
  const top = max(0, <i32>Math.floor(y - radius - 1)), bottom = min(height, <i32>Math.ceil(y + radius + 1))
  for (let row = top; row < bottom; row++) {
    const down = <f32>row + <f32>0.5 - y
    const square = down * down
    for (let column = left; column < right; column++) {
      const across = <f32>column + <f32>0.5 - x
      const inside = radius + <f32>0.5 - sqrt<f32>(across * across + square)
      if (inside <= 0) continue
      const share = f32x4.splat(inside < 1 ? opacity * inside : opacity)
      const at = pointer + ((<usize>(row * width + column)) << 2)
      const values = f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(at))))
      const changed = f32x4.add(f32x4.add(values, f32x4.mul(f32x4.sub(colour, values), share)), f32x4.splat(0.5))
      const whole = i32x4.trunc_sat_f32x4_s(changed)
      const narrow = i16x8.narrow_i32x4_s(whole, whole)
      const pixel = <u32>i32x4.extract_lane(i8x16.narrow_i16x8_u(narrow, narrow), 0)
      store<u32>(at, (load<u32>(at) & 0xff000000) | (pixel & 0xffffff))
    }
  }
}
