// Coefficients and the splitting of ln 2 are those of Sun's fdlibm (Freely Distributable LIBM), which states errors below 1 ulp.
const LN2_HIGH = 6.9314718036912381649e-1
const LN2_LOW = 1.90821492927058770002e-10
const EXP_1 = 1.66666666666666019037e-1
const EXP_2 = -2.77777777770155933842e-3
const EXP_3 = 6.61375632143793436117e-5
const EXP_4 = -1.6533902205465251539e-6
const EXP_5 = 4.13813679705723846039e-8
const LOG_1 = 6.66666666666673513e-1
const LOG_2 = 3.999999999940941908e-1
const LOG_3 = 2.857142874366239149e-1
const LOG_4 = 2.222219843214978396e-1
const LOG_5 = 1.818357216161805012e-1
const LOG_6 = 1.531383769920937332e-1
const LOG_7 = 1.479819860511658591e-1

/** e to the power x, within 1 ulp, the same in every engine. */
export function exp(x: number): number {
  if (x > 709.782712893384) return Infinity
  if (x < -745.1332191019411) return 0
  if (Number.isNaN(x)) return NaN
  const k = Math.round(x / (LN2_HIGH + LN2_LOW))
  const high = x - k * LN2_HIGH
  const low = k * LN2_LOW
  const r = high - low
  const t = r * r
  const c = r - t * (EXP_1 + t * (EXP_2 + t * (EXP_3 + t * (EXP_4 + t * EXP_5))))
  return scale(1 - (low - (r * c) / (2 - c) - high), k)
}

/** The natural logarithm, within 1 ulp, the same in every engine; NaN below 0, -Infinity at 0. */
export function log(x: number): number {
  if (Number.isNaN(x) || x < 0) return NaN
  if (x === 0) return -Infinity
  if (x === Infinity) return Infinity
  let k = exponentOf(x)
  let mantissa = scale(x, -k)
  if (mantissa > Math.SQRT2) {
    mantissa /= 2
    k++
  }
  const f = mantissa - 1
  const s = f / (2 + f)
  const z = s * s
  const r = z * (LOG_1 + z * (LOG_2 + z * (LOG_3 + z * (LOG_4 + z * (LOG_5 + z * (LOG_6 + z * LOG_7))))))
  const half = 0.5 * f * f
  return k * LN2_HIGH - (half - (s * (half + r) + k * LN2_LOW) - f)
}

/** The logarithm to base 10. */
export const log10 = (x: number): number => log(x) * 0.4342944819032518

/** The logarithm to base 2. */
export const log2 = (x: number): number => log(x) * 1.4426950408889634

/** x to the power y; whole powers by multiplication, others with a relative error near |y ln x| ulp. */
export function pow(x: number, y: number): number {
  if (y === 0) return 1
  if (Number.isInteger(y) && Math.abs(y) <= 64) return y < 0 ? 1 / wholePower(x, -y) : wholePower(x, y)
  if (x === 0) return y > 0 ? 0 : Infinity
  if (x < 0 && Number.isInteger(y)) return (y % 2 === 0 ? 1 : -1) * exp(y * log(-x))
  return exp(y * log(x))
}

function wholePower(base: number, exponent: number): number {
  let result = 1
  let square = base
  for (let rest = exponent; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result *= square
    square *= square
  }
  return result
}

const view = new DataView(new ArrayBuffer(8))

/** The power of two of x > 0, which leaves a mantissa in [1, 2). */
function exponentOf(x: number): number {
  const tiny = x < 2.2250738585072014e-308
  view.setFloat64(0, tiny ? x * 2 ** 54 : x, true)
  return ((view.getUint32(4, true) >>> 20) & 0x7ff) - 1023 - (tiny ? 54 : 0)
}

/** Multiply by a power of two; in two halves where 2^k alone would overflow. */
function scale(x: number, k: number): number {
  if (k >= -1022 && k <= 1023) return x * powerOfTwo(k)
  const half = Math.trunc(k / 2)
  return x * powerOfTwo(half) * powerOfTwo(k - half)
}

/** 2^k for k in [-1022, 1023]; whole numbers are at hand sooner than what goes through memory. */
function powerOfTwo(k: number): number {
  if (k >= 0 && k <= 30) return 1 << k
  if (k < 0 && k >= -30) return 1 / (1 << -k)
  view.setUint32(4, (k + 1023) << 20, true)
  view.setUint32(0, 0, true)
  return view.getFloat64(0, true)
}
