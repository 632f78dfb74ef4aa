import { FAR } from './span'

/** Whether source positions stay within fixed point of 32 fractional bits, with steps added up along a row to 1/65536 pixel. */
export function fitsFixedPoint(matrix: usize, width: i32, height: i32): bool {
  const scale = load<f64>(matrix, 64)
  let reach: f64 = 0
  for (let row = 0; row < 2; row++) {
    const at = matrix + <usize>row * 24
    const most =
      Math.abs(load<f64>(at) / scale) * <f64>width + Math.abs(load<f64>(at, 8) / scale) * <f64>height +
      Math.abs(load<f64>(at, 16) / scale)
    // Not a number is not within reach either.
    if (!(most < FAR)) return false
    reach = max(reach, most)
  }
  return reach < FAR && width <= 65536
}

/** Fixed point with 32 fractional bits, rounded half up. */
// @ts-ignore: decorator
@inline
export function toFixed(value: f64): i64 {
  return <i64>Math.floor(value * 4294967296 + 0.5)
}
