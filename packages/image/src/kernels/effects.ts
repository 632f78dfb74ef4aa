/** Kernels that single transforms are made of; pointers are byte offsets into `memory`, pixels are RGBA bytes changed in place unless a target is given. */
export interface EffectKernels {
  /** `numbers` has a signed 16-bit number for every colour value, or for every pixel where `shared`. */
  addNumbers(pointer: number, pixels: number, numbers: number, scale: number, offset: number, shared: boolean): void
  multiplyNumbers(
    pointer: number,
    pixels: number,
    numbers: number,
    scale: number,
    offset: number,
    times: number,
    shared: boolean,
  ): void
  /** `table` has 65536 signed 16-bit numbers. */
  lookUpNumbers(numbers: number, count: number, table: number): void
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
  /** `limits` has `count` unsigned 16-bit numbers. */
  isoNoise(
    pointer: number,
    pixels: number,
    words: number,
    limits: number,
    count: number,
    gain: number,
    turns: number,
  ): void
  paintShares(pointer: number, pixels: number, shares: number, red: number, green: number, blue: number): void
  addShares(pointer: number, pixels: number, shares: number, red: number, green: number, blue: number): void
  coverDiscs(steps: number, width: number, height: number, discs: number, count: number): void
  coverShares(shares: number, width: number, height: number, steps: number, table: number): void
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
  swapRow(row: number, width: number, first: number, last: number, distance: number, words: number): void
  /** `table` has 511 pairs of floats. */
  relight(pointer: number, pixels: number, table: number): void
  /** Planes, `nearest` and `labels` go on sixteen bytes beyond their last pixel; centres have 64-bit x, y and colours. */
  assignPixels(
    planes: number,
    width: number,
    height: number,
    channels: number,
    centres: number,
    count: number,
    reach: number,
    weight: number,
    nearest: number,
    labels: number,
  ): void
  /** `sums` has 8 count (channels + 3) bytes. */
  moveCentres(
    planes: number,
    width: number,
    height: number,
    channels: number,
    centres: number,
    count: number,
    labels: number,
    sums: number,
  ): void
  /** `steps`, `levels` and `relief` are framed planes of `row` (height + 2) bytes; a row is at least width + 18. */
  edgeSteps(liquid: number, width: number, height: number, steps: number, row: number): void
  /** `counts` has 512 bytes. */
  evenDepths(steps: number, width: number, height: number, row: number, levels: number, counts: number): void
  litDrops(
    levels: number,
    liquid: number,
    width: number,
    height: number,
    row: number,
    relief: number,
    light: number,
  ): number
  /** `sums` has 8 (width + radius + 12) bytes. */
  boxMeans(source: number, target: number, width: number, height: number, radius: number, sums: number): void
  unsharpRoom(width: number, radius: number): number
  /** Taps are 16-bit numbers. */
  unsharp(
    source: number,
    target: number,
    width: number,
    height: number,
    taps: number,
    radius: number,
    amount: number,
    doublings: number,
    threshold: number,
    room: number,
  ): void
  liquidShares(plane: number, count: number, mean: number, std: number, cutoff: number): void
  addLight(
    pointer: number,
    pixels: number,
    shares: number,
    shift: number,
    red: number,
    green: number,
    blue: number,
  ): void
  /** `columns` has a 32-bit number for every column of the source; `sums` has 16 bytes a pixel of the planes. */
  shrinkToPlanes(
    source: number,
    width: number,
    height: number,
    planes: number,
    smallWidth: number,
    smallHeight: number,
    columns: number,
    sums: number,
  ): void
  /** `owners` has four bytes a pixel and `sums` 16 bytes a segment. */
  evenSegments(
    pointer: number,
    width: number,
    height: number,
    labels: number,
    smallWidth: number,
    smallHeight: number,
    columns: number,
    centres: number,
    count: number,
    weight: number,
    chosen: number,
    owners: number,
    sums: number,
  ): void
  /** `scratch` has (width + 2 radius + 16) (18 radius + 24) + 8 (radius + 2)^2 bytes. */
  convolveEven(
    source: number,
    target: number,
    width: number,
    height: number,
    kernel: number,
    radius: number,
    offset: number,
    scratch: number,
  ): void
  zoomRoom(width: number, height: number): number
  zoomMeans(
    source: number,
    target: number,
    width: number,
    height: number,
    columns: number,
    rows: number,
    count: number,
    own: number,
    room: number,
  ): void
  layShade(
    changes: number,
    width: number,
    shares: number,
    blockWidth: number,
    blockHeight: number,
    intensity: number,
  ): void
  dim(pointer: number, width: number, changes: number, blockWidth: number, blockHeight: number): void
  /** `waves` has 8 padded count bytes, `target` 8 rows count and `room` 16 padded; a count is even. */
  analyse(
    plane: number,
    width: number,
    rows: number,
    waves: number,
    padded: number,
    count: number,
    target: number,
    room: number,
  ): void
  /** `room` has 8 (width + padded + 16) bytes. */
  synthesise(
    plane: number,
    width: number,
    rows: number,
    waves: number,
    padded: number,
    count: number,
    sizes: number,
    room: number,
  ): void
  /** Planes of 32-bit floats with a margin of one, `stride` values a row; `slope` is all zeros before the first channel. */
  steepest(
    source: number,
    stride: number,
    width: number,
    height: number,
    slope: number,
    across: number,
    down: number,
  ): void
  followEdges(
    slope: number,
    across: number,
    down: number,
    stride: number,
    width: number,
    height: number,
    low: number,
    high: number,
    edges: number,
    crests: number,
    stack: number,
  ): void
}
