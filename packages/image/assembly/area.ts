/**
 * Shrink by averaging: every output pixel is the mean of the source area it covers, rounded half up.
 * The source area is the box [x0, x0 + w) x [y0, y0 + h) in pixels; sides of the output are never longer than the box's.
 */
export function area(
  source: usize,
  sourceWidth: i32,
  sourceHeight: i32,
  target: usize,
  width: i32,
  height: i32,
  x0: f64,
  y0: f64,
  w: f64,
  h: f64,
): void {
  const scaleX = w / <f64>width
  const scaleY = h / <f64>height
  for (let y = 0; y < height; y++) {
    const top = y0 + <f64>y * scaleY
    const bottom = y0 + <f64>(y + 1) * scaleY
    const firstRow = max(0, <i32>Math.floor(top))
    const lastRow = min(sourceHeight - 1, <i32>Math.ceil(bottom) - 1)
    for (let x = 0; x < width; x++) {
      const left = x0 + <f64>x * scaleX
      const right = x0 + <f64>(x + 1) * scaleX
      const firstColumn = max(0, <i32>Math.floor(left))
      const lastColumn = min(sourceWidth - 1, <i32>Math.ceil(right) - 1)
      let sum = f32x4.splat(0)
      let weightSum: f32 = 0
      for (let row = firstRow; row <= lastRow; row++) {
        const rowWeight = Math.min(bottom, <f64>(row + 1)) - Math.max(top, <f64>row)
        let at = source + ((<usize>row * <usize>sourceWidth + <usize>firstColumn) << 2)
        for (let column = firstColumn; column <= lastColumn; column++, at += 4) {
          const columnWeight = Math.min(right, <f64>(column + 1)) - Math.max(left, <f64>column)
          const weight = <f32>(rowWeight * columnWeight)
          const wide = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(at)))
          sum = f32x4.add(sum, f32x4.mul(f32x4.convert_i32x4_u(wide), f32x4.splat(weight)))
          weightSum += weight
        }
      }
      const mean = f32x4.add(f32x4.div(sum, f32x4.splat(weightSum)), f32x4.splat(0.5))
      const whole = i32x4.trunc_sat_f32x4_s(f32x4.floor(mean))
      const words = i16x8.narrow_i32x4_u(whole, whole)
      store<u32>(
        target + ((<usize>y * <usize>width + <usize>x) << 2),
        i32x4.extract_lane(i8x16.narrow_i16x8_u(words, words), 0),
      )
    }
  }
}
