import { randomWords, type Key } from '../kernels/random.js'

interface Fractal {
  /** Distance of the coarsest lattice's points, in pixels. */
  readonly scale: number
  readonly octaves: number
  /** What an octave weighs of the one before it, (0, 1]. */
  readonly decay: number
}

/** Make smooth random hills in [0, 1], of even random heights on ever finer lattices (value noise; Perlin, "An image synthesizer", 1985). */
export function fractalNoise(
  width: number,
  height: number,
  { scale, octaves, decay }: Fractal,
  key: Key,
  frame: number,
  stream: number,
): Float32Array {
  let weight = 1
  const lattices = Array.from({ length: octaves }, (_, octave) => {
    const cell = Math.max(1, scale / 2 ** octave)
    const lattice = { cell, columns: Math.floor(width / cell) + 2, rows: Math.floor(height / cell) + 2, weight }
    weight *= decay
    return lattice
  })
  const total = lattices.reduce((sum, lattice) => sum + lattice.weight, 0)
  const words = randomWords(
    key,
    frame,
    lattices.reduce((sum, { columns, rows }) => sum + columns * rows, 0),
    stream,
  )
  const field = new Float32Array(width * height)
  let used = 0
  for (const { cell, columns, rows, weight: share } of lattices) {
    addLattice(
      field,
      width,
      height,
      cell,
      columns,
      words.subarray(used, used + columns * rows),
      share / total / 2 ** 32,
    )
    used += columns * rows
  }
  return field
}

function addLattice(
  field: Float32Array,
  width: number,
  height: number,
  cell: number,
  columns: number,
  words: Uint32Array,
  weight: number,
): void {
  const firsts = new Int32Array(width)
  const shares = new Float64Array(width)
  for (let x = 0; x < width; x++) {
    const position = (x + 0.5) / cell
    firsts[x] = Math.floor(position)
    shares[x] = smooth(position - Math.floor(position))
  }
  const line = new Float64Array(columns)
  for (let y = 0, at = 0; y < height; y++) {
    const position = (y + 0.5) / cell
    const row = Math.floor(position)
    const share = smooth(position - row)
    for (let column = 0, from = row * columns; column < columns; column++, from++) {
      const upper = words[from] ?? 0
      line[column] = weight * (upper + ((words[from + columns] ?? 0) - upper) * share)
    }
    for (let x = 0; x < width; x++, at++) {
      const first = firsts[x] ?? 0
      const left = line[first] ?? 0
      field[at] = (field[at] ?? 0) + left + ((line[first + 1] ?? 0) - left) * (shares[x] ?? 0)
    }
  }
}

/** A step from 0 to 1 without corners. */
const smooth = (share: number): number => share * share * (3 - 2 * share)
