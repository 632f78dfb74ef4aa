/** One principal axis: its variance and its direction, of length 1. */
export interface Axis {
  readonly variance: number
  readonly direction: Float64Array
}

const SWEEPS = 32

/** The principal axes of a symmetric matrix, row by row, largest first, by Jacobi's rotations (1846); each points to where its numbers add up to more than 0. */
export function principalAxes(matrix: Float64Array): Axis[] {
  const count = Math.round(Math.sqrt(matrix.length))
  const rest = matrix.slice()
  const axes = new Float64Array(count * count)
  for (let at = 0; at < count; at++) axes[at * count + at] = 1
  for (let sweep = 0; sweep < SWEEPS; sweep++) {
    let turned = false
    for (let p = 0; p < count; p++)
      for (let q = p + 1; q < count; q++) turned = rotate(rest, axes, count, p, q) || turned
    if (!turned) break
  }
  return Array.from({ length: count }, (_, at) => axisOf(rest, axes, count, at)).sort((a, b) => b.variance - a.variance)
}

/** Turn two axes so that they no longer vary together; false where they already do not. */
function rotate(rest: Float64Array, axes: Float64Array, count: number, p: number, q: number): boolean {
  const shared = rest[p * count + q] ?? 0
  const [first, second] = [rest[p * count + p] ?? 0, rest[q * count + q] ?? 0]
  if (Math.abs(shared) <= 1e-14 * (Math.abs(first) + Math.abs(second))) return false
  const theta = (second - first) / (2 * shared)
  const tangent = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const cosine = 1 / Math.sqrt(tangent * tangent + 1)
  const sine = tangent * cosine
  for (let at = 0; at < count; at++) {
    turn(rest, at * count + p, at * count + q, cosine, sine)
    turn(axes, at * count + p, at * count + q, cosine, sine)
  }
  for (let at = 0; at < count; at++) turn(rest, p * count + at, q * count + at, cosine, sine)
  return true
}

function turn(values: Float64Array, first: number, second: number, cosine: number, sine: number): void {
  const a = values[first] ?? 0
  const b = values[second] ?? 0
  values[first] = cosine * a - sine * b
  values[second] = sine * a + cosine * b
}

function axisOf(rest: Float64Array, axes: Float64Array, count: number, at: number): Axis {
  const direction = Float64Array.from({ length: count }, (_, row) => axes[row * count + at] ?? 0)
  const sum = direction.reduce((total, value) => total + value, 0)
  return {
    variance: Math.max(0, rest[at * count + at] ?? 0),
    direction: sum < 0 ? direction.map((value) => -value) : direction,
  }
}
