// Polynomial coefficients and the three-part pi/2 are those of Sun's fdlibm, which states errors below 1 ulp.
const SIN_TERMS = [
  -1.66666666666666324348e-1, 8.33333333332248946124e-3, -1.98412698298579493134e-4, 2.75573137070700676789e-6,
  -2.50507602534068634195e-8, 1.58969099521155010221e-10,
] as const
const COS_TERMS = [
  4.16666666666666019037e-2, -1.38888888888741095749e-3, 2.48015872894767294178e-5, -2.75573143513906633035e-7,
  2.0875723212981748279e-9, -1.13596475577881948265e-11,
] as const
const ATAN_TERMS = [
  3.33333333333329318027e-1, -1.99999999998764832476e-1, 1.42857142725034663711e-1, -1.1111110405462355788e-1,
  9.09088713343650656196e-2, -7.69187620504482999495e-2, 6.66107313738753120669e-2, -5.83357013379057348645e-2,
  4.97687799461593236017e-2, -3.6531572744216915527e-2, 1.62858201153657823623e-2,
] as const
const HALF_PI_1 = 1.57079632673412561417
const HALF_PI_2 = 6.0771005063039659766e-11
const HALF_PI_3 = 2.02226624879595063154e-21

/** The sine of an angle in radians; within 1e-15 for |x| up to 1e5 and the same in every engine. */
export function sin(x: number): number {
  const [quadrant, r] = reduce(x)
  const value = quadrant % 2 === 0 ? sinNearZero(r) : cosNearZero(r)
  return quadrant < 2 ? value : -value
}

/** The cosine of an angle in radians; within 1e-15 for |x| up to 1e5 and the same in every engine. */
export function cos(x: number): number {
  const [quadrant, r] = reduce(x)
  const value = quadrant % 2 === 0 ? cosNearZero(r) : sinNearZero(r)
  return quadrant === 1 || quadrant === 2 ? -value : value
}

/** The tangent of an angle in radians. */
export const tan = (x: number): number => sin(x) / cos(x)

/** The arc tangent, in radians within (-pi/2, pi/2). */
export function atan(x: number): number {
  if (x < 0) return -atan(-x)
  if (x > 1) return Math.PI / 2 - atan(1 / x)
  // Above tan(pi/8) the angle is measured from pi/4, so the polynomial's argument stays small.
  if (x > 0.41421356237309503) return Math.PI / 4 + atanNearZero((x - 1) / (x + 1))
  return atanNearZero(x)
}

/** The angle of the point (x, y) from the positive x axis, in radians within [-pi, pi]. */
export function atan2(y: number, x: number): number {
  if (Number.isNaN(x) || Number.isNaN(y)) return NaN
  if (y === 0) return x < 0 || Object.is(x, -0) ? (Object.is(y, -0) ? -Math.PI : Math.PI) : y
  if (x === 0) return y > 0 ? Math.PI / 2 : -Math.PI / 2
  if (Math.abs(x) === Infinity && Math.abs(y) === Infinity) {
    return Math.sign(y) * (x > 0 ? Math.PI / 4 : (3 * Math.PI) / 4)
  }
  const angle = atan(Math.abs(y / x))
  const upper = x > 0 ? angle : Math.PI - angle
  return y > 0 ? upper : -upper
}

function sinNearZero(x: number): number {
  const z = x * x
  const [s1, s2, s3, s4, s5, s6] = SIN_TERMS
  return x + x * z * (s1 + z * (s2 + z * (s3 + z * (s4 + z * (s5 + z * s6)))))
}

function cosNearZero(x: number): number {
  const z = x * x
  const [c1, c2, c3, c4, c5, c6] = COS_TERMS
  const half = 0.5 * z
  const first = 1 - half
  return first + (1 - first - half + z * z * (c1 + z * (c2 + z * (c3 + z * (c4 + z * (c5 + z * c6))))))
}

function atanNearZero(x: number): number {
  const z = x * x
  let sum = 0
  for (let index = ATAN_TERMS.length - 1; index >= 0; index--) sum = sum * z + (ATAN_TERMS[index] ?? 0)
  return x - x * z * sum
}

/** Bring an angle into [-pi/4, pi/4] and say which quarter turn it came from (Cody and Waite, three parts). */
function reduce(x: number): [quadrant: number, rest: number] {
  const turns = Math.round(x * (2 / Math.PI))
  const rest = x - turns * HALF_PI_1 - turns * HALF_PI_2 - turns * HALF_PI_3
  return [((turns % 4) + 4) % 4, rest]
}
