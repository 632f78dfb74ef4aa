interface Settings {
  readonly width: number
  readonly height: number
  /** Where values are unknown. */
  readonly inside: Uint8Array
  /** Rounds at the finest size; each halves what is left of the error at its own scale. */
  readonly rounds?: number
}

/**
 * Fill the unknown values of a plane with the membrane that its known ones hold: Laplace's equation by successive over-relaxation, from coarse to fine.
 * Where nothing is known, 0.
 */
export function membrane(known: Float32Array, { width, height, inside, rounds = 24 }: Settings): Float32Array {
  const plane = known.slice()
  const start = width > 8 && height > 8 ? coarser(known, { width, height, inside }, rounds) : undefined
  const cells: number[] = []
  for (let at = 0; at < plane.length; at++) {
    if (inside[at] === 0) continue
    cells.push(at)
    plane[at] = start ? (start(at % width, Math.floor(at / width)) ?? 0) : 0
  }
  for (let round = 0; round < (start ? rounds : rounds * 8); round++) {
    for (const at of cells) {
      const x = at % width
      const [left, right] = [x > 0 ? at - 1 : at + 1, x < width - 1 ? at + 1 : at - 1]
      const [above, below] = [
        at >= width ? at - width : at + width,
        at < plane.length - width ? at + width : at - width,
      ]
      const mean =
        ((plane[width > 1 ? left : at] ?? 0) +
          (plane[width > 1 ? right : at] ?? 0) +
          (plane[height > 1 ? above : at] ?? 0) +
          (plane[height > 1 ? below : at] ?? 0)) /
        4
      plane[at] = (plane[at] ?? 0) + 1.6 * (mean - (plane[at] ?? 0))
    }
  }
  return plane
}

/** Solve at half the size first; a coarse value is the mean of the known ones among its four. */
function coarser(
  known: Float32Array,
  { width, height, inside }: Settings,
  rounds: number,
): (x: number, y: number) => number | undefined {
  const half = { width: Math.ceil(width / 2), height: Math.ceil(height / 2) }
  const values = new Float32Array(half.width * half.height)
  const unknown = new Uint8Array(values.length)
  for (let at = 0; at < values.length; at++) {
    const [x, y] = [(at % half.width) * 2, Math.floor(at / half.width) * 2]
    let [sum, count] = [0, 0]
    for (const [dx, dy] of [
      [0, 0],
      [1, 0],
      [0, 1],
      [1, 1],
    ] as const) {
      const from = Math.min(height - 1, y + dy) * width + Math.min(width - 1, x + dx)
      if (inside[from] !== 0) continue
      sum += known[from] ?? 0
      count++
    }
    if (count > 0) values[at] = sum / count
    else unknown[at] = 1
  }
  const solved = membrane(values, { ...half, inside: unknown, rounds })
  return (x, y) => solved[(y >> 1) * half.width + (x >> 1)]
}
