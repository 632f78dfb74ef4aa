/** Kernels that single transforms are made of; pointers are byte offsets into `memory`, pixels are RGBA bytes changed in place unless a target is given. */
export interface EffectKernels {
  /** `table` has 65536 signed 16-bit levels; `halves` has a random 16-bit number for every colour value, or for every pixel where `shared`. */
  addNoise(pointer: number, pixels: number, halves: number, table: number, shared: boolean): void
  /** `table` has 65536 factors. */
  multiplyNoise(pointer: number, pixels: number, halves: number, table: number, shared: boolean): void
  dropPixels(pointer: number, pixels: number, words: number, threshold: number, colour: number): void
  photonNoise(
    pointer: number,
    pixels: number,
    halves: number,
    means: number,
    cells: number,
    limits: number,
    levels: number,
    bright: number,
    normals: number,
    fromLight: number,
    steps: number,
  ): void
  lightnessSpread(pointer: number, pixels: number): number
  isoNoise(pointer: number, pixels: number, words: number, gains: number, turns: number): void
  paintShares(pointer: number, pixels: number, shares: number, red: number, green: number, blue: number): void
  dimByShares(pointer: number, pixels: number, shares: number): void
  addShares(pointer: number, pixels: number, shares: number, red: number, green: number, blue: number): void
  roundShares(shares: number, width: number, height: number, x: number, y: number, radius: number, table: number): void
  paintDisc(
    pointer: number,
    width: number,
    height: number,
    x: number,
    y: number,
    radius: number,
    opacity: number,
    red: number,
    green: number,
    blue: number,
  ): void
  bendRedBlue(
    source: number,
    target: number,
    width: number,
    height: number,
    redPrimary: number,
    redSecondary: number,
    bluePrimary: number,
    blueSecondary: number,
  ): void
  /** `columns` and `rows` have a 32-bit number for every pixel of their side, `columns` on to a multiple of four. */
  pickPixels(source: number, target: number, width: number, height: number, columns: number, rows: number): void
  swapRow(row: number, width: number, first: number, last: number, distance: number, words: number): void
  /** `length` bytes; both go on to a multiple of sixteen bytes. */
  addToSums(sums: number, bytes: number, length: number): void
  meansOfSums(sums: number, source: number, target: number, pixels: number, share: number): void
  /** `table` has 511 pairs of floats. */
  relight(pointer: number, pixels: number, table: number): void
}
