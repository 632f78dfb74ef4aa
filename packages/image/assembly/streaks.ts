/**
 * Add light by how many pixels of a square window lie in a streak, in place: value + count level, rounded half up and clamped; alpha stays.
 * `streaks` has a byte a pixel, 0 or 1, on to eight bytes beyond the last; windows reach at most 127 pixels; beyond the edge there are no
 * streaks. `sums` has width + 2 radius + 32 bytes.
 */
export function addStreaks(
  pointer: usize, width: i32, height: i32, streaks: usize, radius: i32, red: f32, green: f32, blue: f32, sums: usize,
): void {
  memory.fill(sums, 0, <usize>(width + 2 * radius + 32))
  const columns = sums + <usize>radius
  const levels = f32x4(red, green, blue, 0)
  for (let row = 0; row < min(radius, height); row++) addRow(columns, streaks + <usize>(row * width), width)
  for (let y = 0; y < height; y++) {
    if (y + radius < height) addRow(columns, streaks + <usize>((y + radius) * width), width)
    if (y > radius) subtractRow(columns, streaks + <usize>((y - radius - 1) * width), width)
    lightRow(pointer + ((<usize>(y * width)) << 2), width, sums, 2 * radius + 1, levels)
  }
}

function addRow(columns: usize, row: usize, width: i32): void {
  const whole = <usize>(width & ~15)
  for (let x: usize = 0; x < whole; x += 16) v128.store(columns + x, i8x16.add(v128.load(columns + x), v128.load(row + x)))
  for (let x = whole; x < <usize>width; x++) store<u8>(columns + x, load<u8>(columns + x) + load<u8>(row + x))
}

function subtractRow(columns: usize, row: usize, width: i32): void {
  const whole = <usize>(width & ~15)
  for (let x: usize = 0; x < whole; x += 16) v128.store(columns + x, i8x16.sub(v128.load(columns + x), v128.load(row + x)))
  for (let x = whole; x < <usize>width; x++) store<u8>(columns + x, load<u8>(columns + x) - load<u8>(row + x))
}

function lightRow(pixels: usize, width: i32, sums: usize, window: i32, levels: v128): void {
  let x = 0
  do {
    let counts = i16x8.splat(0)
    let at = sums + <usize>x
    const end = at + <usize>window
    do {
      counts = i16x8.add(counts, v128.load8x8_u(at))
    } while (++at < end)
    if (v128.any_true(counts)) {
      let low = i32x4.extend_low_i16x8_u(counts)
      let high = i32x4.extend_high_i16x8_u(counts)
      const to = pixels + ((<usize>x) << 2)
      const left = width - x
      lightPixel(to, i32x4.extract_lane(low, 0), levels)
      if (left > 1) lightPixel(to + 4, i32x4.extract_lane(low, 1), levels)
      if (left > 2) lightPixel(to + 8, i32x4.extract_lane(low, 2), levels)
      if (left > 3) lightPixel(to + 12, i32x4.extract_lane(low, 3), levels)
      if (left > 4) lightPixel(to + 16, i32x4.extract_lane(high, 0), levels)
      if (left > 5) lightPixel(to + 20, i32x4.extract_lane(high, 1), levels)
      if (left > 6) lightPixel(to + 24, i32x4.extract_lane(high, 2), levels)
      if (left > 7) lightPixel(to + 28, i32x4.extract_lane(high, 3), levels)
    }
    x += 8
  } while (x < width)
}

// @ts-ignore: decorator
@inline
function lightPixel(at: usize, count: i32, levels: v128): void {
  if (count == 0) return
  const bytes = v128.load32_zero(at)
  const values = f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(bytes)))
  const light = f32x4.add(f32x4.mul(f32x4.splat(<f32>count), levels), f32x4.splat(0.5))
  const whole = i32x4.trunc_sat_f32x4_s(f32x4.add(values, light))
  const narrow = i16x8.narrow_i32x4_s(whole, whole)
  v128.store32_lane(at, v128.bitselect(bytes, i8x16.narrow_i16x8_u(narrow, narrow), i32x4.splat(0xff000000)), 0)
}
