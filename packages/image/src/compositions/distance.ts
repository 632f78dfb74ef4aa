import type { Mask } from '../sample.js'

const FAR = 1e12

/** The exact distance, in pixels between centres, from every pixel to the nearest one of a value (Felzenszwalb and Huttenlocher, 2012). */
export function distanceTo({ width, height, data }: Mask, value: number): Float64Array {
  const squares = Float64Array.from(data, (found) => (found === value ? 0 : FAR))
  const longest = Math.max(width, height)
  const line = new Float64Array(longest)
  const work = { places: new Int32Array(longest), edges: new Float64Array(longest + 1) }
  const along = (first: number, stride: number, count: number) => {
    for (let index = 0; index < count; index++) line[index] = squares[first + index * stride] ?? FAR
    lowerEnvelope(line, count, work, (index, square) => (squares[first + index * stride] = square))
  }
  for (let x = 0; x < width; x++) along(x, width, height)
  for (let y = 0; y < height; y++) along(y * width, 1, width)
  return squares.map((square) => Math.sqrt(square))
}

interface Work {
  readonly places: Int32Array
  readonly edges: Float64Array
}

/** For every index q, the least of (q - p)^2 + line[p]. */
function lowerEnvelope(
  line: Float64Array,
  count: number,
  { places, edges }: Work,
  give: (index: number, square: number) => void,
): void {
  let last = 0
  places[0] = 0
  edges[0] = -Infinity
  edges[1] = Infinity
  for (let q = 1; q < count; q++) {
    let meet = 0
    for (; ; last--) {
      const p = places[last] ?? 0
      meet = ((line[q] ?? 0) + q * q - (line[p] ?? 0) - p * p) / (2 * q - 2 * p)
      if (meet > (edges[last] ?? -Infinity)) break
    }
    last++
    places[last] = q
    edges[last] = meet
    edges[last + 1] = Infinity
  }
  for (let q = 0, parabola = 0; q < count; q++) {
    while ((edges[parabola + 1] ?? Infinity) < q) parabola++
    const p = places[parabola] ?? 0
    give(q, (q - p) * (q - p) + (line[p] ?? 0))
  }
}
