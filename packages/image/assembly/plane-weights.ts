/** What lies between two values, at a share of the way. */
// @ts-ignore: decorator
@inline
export function between(one: v128, other: v128, share: v128): v128 {
  return f32x4.add(one, f32x4.mul(f32x4.sub(other, one), share))
}

/** By Keys' cubic convolution (1981) with a = -0.75, the weight of one of four taps, the second of which lies at the place less its fraction. */
// @ts-ignore: decorator
@inline
export function weight(tap: i32, fraction: v128): v128 {
  const t = tap < 2 ? fraction : f32x4.sub(f32x4.splat(1), fraction)
  return tap == 0 || tap == 3 ? outer(t) : inner(t)
}

/** Of a tap at a distance of t, in [0, 1]. */
// @ts-ignore: decorator
@inline
function inner(t: v128): v128 {
  const slope = f32x4.sub(f32x4.mul(f32x4.splat(1.25), t), f32x4.splat(2.25))
  return f32x4.add(f32x4.mul(f32x4.mul(slope, t), t), f32x4.splat(1))
}

/** Of a tap at a distance of 1 + t. */
// @ts-ignore: decorator
@inline
function outer(t: v128): v128 {
  const slope = f32x4.sub(f32x4.splat(1.5), f32x4.mul(f32x4.splat(0.75), t))
  return f32x4.mul(f32x4.sub(f32x4.mul(slope, t), f32x4.splat(0.75)), t)
}
