/** Look every colour value up in its channel's table of 256 bytes (red, green, blue, one after the other); alpha stays. */
export function table(pointer: usize, pixels: i32, tables: usize): void {
  const end = pointer + ((<usize>pixels) << 2)
  for (let at = pointer; at < end; at += 4) {
    const pixel = load<u32>(at)
    const red = <u32>load<u8>(tables + (pixel & 255))
    const green = <u32>load<u8>(tables + ((pixel >> 8) & 255), 256)
    const blue = <u32>load<u8>(tables + ((pixel >> 16) & 255), 512)
    store<u32>(at, (pixel & 0xff000000) | (blue << 16) | (green << 8) | red)
  }
}

/**
 * Multiply every colour with a 3x4 matrix, rounded half up and clamped; alpha stays.
 * `matrix` holds four columns of four 32-bit floats: what red, green, blue and 1 add to (red, green, blue, unused).
 */
export function colour(pointer: usize, pixels: i32, matrix: usize): void {
  const ofRed = v128.load(matrix)
  const ofGreen = v128.load(matrix, 16)
  const ofBlue = v128.load(matrix, 32)
  // Half a level, so that truncation rounds half up.
  const offset = f32x4.add(v128.load(matrix, 48), f32x4.splat(0.5))
  const zero = f32x4.splat(0)
  const most = f32x4.splat(255)
  const end = pointer + ((<usize>pixels) << 2)
  for (let at = pointer; at < end; at += 4) {
    const alpha = load<u32>(at) & 0xff000000
    const red = f32x4.splat(<f32>load<u8>(at))
    const green = f32x4.splat(<f32>load<u8>(at, 1))
    const blue = f32x4.splat(<f32>load<u8>(at, 2))
    let sum = f32x4.add(f32x4.mul(red, ofRed), f32x4.mul(green, ofGreen))
    sum = f32x4.add(f32x4.add(sum, f32x4.mul(blue, ofBlue)), offset)
    const whole = i32x4.trunc_sat_f32x4_s(f32x4.min(f32x4.max(f32x4.floor(sum), zero), most))
    const words = i16x8.narrow_i32x4_u(whole, whole)
    const bytes = i8x16.narrow_i16x8_u(words, words)
    store<u32>(at, alpha | (<u32>i32x4.extract_lane(bytes, 0) & 0x00ffffff))
  }
}
