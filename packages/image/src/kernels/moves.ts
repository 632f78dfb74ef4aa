/** Kernels that say what pixels show of a source, and show it; pointers are byte offsets into `memory`, pixels are RGBA bytes. */
export interface MoveKernels {
  warp(
    source: number,
    sourceWidth: number,
    sourceHeight: number,
    target: number,
    width: number,
    height: number,
    matrix: number,
    nearest: boolean,
    border: number,
    fill: number,
    limits: number,
    limitCount: number,
  ): void
  /** As `warp` for axes that stay apart, by tables of Q15; `scratch` has 4 (sourceWidth + 8) + 28 (width + 8) bytes. */
  stretch(
    source: number,
    sourceWidth: number,
    sourceHeight: number,
    target: number,
    width: number,
    height: number,
    columns: number,
    rows: number,
    border: number,
    fill: number,
    scratch: number,
  ): void
  centrePositions(positions: number, width: number, height: number): void
  warpPositions(positions: number, count: number, matrix: number, cutWidth: number, cutHeight: number): void
  bendPositions(
    positions: number,
    count: number,
    table: number,
    width: number,
    height: number,
    cutWidth: number,
    cutHeight: number,
  ): void
  piecePositions(
    positions: number,
    count: number,
    pieces: number,
    pieceCount: number,
    width: number,
    height: number,
    cutWidth: number,
    cutHeight: number,
  ): void
  resample(
    source: number,
    sourceWidth: number,
    target: number,
    width: number,
    height: number,
    columns: number,
    rows: number,
    fill: number,
    slots: number,
    room: number,
  ): void
  remapCubic(
    source: number,
    width: number,
    height: number,
    target: number,
    count: number,
    positions: number,
    border: number,
    fill: number,
  ): void
  areaRoom(sourceWidth: number, width: number): number
  area(
    source: number,
    sourceWidth: number,
    sourceHeight: number,
    target: number,
    width: number,
    height: number,
    x: number,
    y: number,
    boxWidth: number,
    boxHeight: number,
    room: number,
  ): void
  orient(
    source: number,
    target: number,
    width: number,
    height: number,
    origin: number,
    stepX: number,
    stepY: number,
  ): void
  remap(
    source: number,
    sourceWidth: number,
    sourceHeight: number,
    target: number,
    width: number,
    height: number,
    positions: number,
    nearest: boolean,
    border: number,
    fill: number,
  ): void
  spreadFrom(
    shiftsX: number,
    shiftsY: number,
    columns: number,
    rows: number,
    cells: number,
    weights: number,
    width: number,
    scratch: number,
  ): void
  shiftByLattice(
    source: number,
    sourceWidth: number,
    sourceHeight: number,
    target: number,
    width: number,
    height: number,
    nearest: boolean,
    border: number,
    fill: number,
  ): void
  latticePositions(target: number, width: number, height: number): void
  pickPixels(
    source: number,
    sourceWidth: number,
    target: number,
    width: number,
    height: number,
    columns: number,
    rows: number,
    own: number,
    fill: number,
  ): void
  widenValues(values: number, count: number, bytes: number, target: number): void
  narrowValues(words: number, count: number, bytes: number, target: number): void
}
