import type { EffectKernels } from './effects.js'
import type { MoveKernels } from './moves.js'
import type { PlaneKernels } from './planes.js'

/** The kernels as assembly/ exports them; pointers are byte offsets into `memory`. */
export interface Kernels extends EffectKernels, MoveKernels, PlaneKernels {
  readonly memory: Memory
  base(): number
  /** Read three tables of 256 bytes; 48 + 131072 more behind them are left free. */
  readTables(tables: number): void
  table(pointer: number, pixels: number, tables: number): void
  permute(pointer: number, pixels: number, first: number, second: number, third: number): void
  colour(pointer: number, pixels: number, matrix: number): void
  hue(pointer: number, pixels: number, turns: number): void
  gaussianNoise(
    pointer: number,
    pixels: number,
    lower: number,
    upper: number,
    shared: boolean,
    first: number,
    frame: number,
    key0: number,
    key1: number,
    scratch: number,
  ): void
  sprinkle(
    pointer: number,
    pixels: number,
    one: number,
    oneColour: number,
    both: number,
    otherColour: number,
    first: number,
    frame: number,
    key0: number,
    key1: number,
    scratch: number,
  ): void
  fillRectangle(
    pointer: number,
    imageWidth: number,
    x: number,
    y: number,
    width: number,
    height: number,
    colour: number,
  ): void
  fillNoise(
    pointer: number,
    imageWidth: number,
    x: number,
    y: number,
    width: number,
    height: number,
    frame: number,
    key0: number,
    key1: number,
    scratch: number,
  ): void
  blurRoom(across: number, down: number): number
  blur(
    source: number,
    target: number,
    width: number,
    height: number,
    acrossTaps: number,
    across: number,
    downTaps: number,
    down: number,
    room: number,
  ): void
  convolve3(source: number, target: number, width: number, height: number, kernel: number): void
  sumLuma(pointer: number, pixels: number): number
  /** Three tables of 256 times four 32-bit numbers; `levels` has last + 1 bytes. */
  mixTables(pointer: number, pixels: number, shares: number, levels: number, last: number, limit: number): void
  /** `moments` has 80 bytes. */
  moments(pointer: number, pixels: number, moments: number): void
  /** Four planes of `pixels` floats each. */
  splitPlanes(source: number, pixels: number, target: number): void
  mergePlanes(source: number, pixels: number, target: number): void
  /** Three tables of 256 floats each. */
  lookUpFloats(source: number, pixels: number, tables: number, target: number): void
  scaleToFloats(source: number, pixels: number, times: number, share: number, target: number): void
  packFloats(source: number, pixels: number, factor: number, target: number): void
  /** `target` has 192 bytes a lot. */
  normals(target: number, lots: number, first: number, stream: number, frame: number, key0: number, key1: number): void
  /** `target` has 192 bytes a lot. */
  randomWords(
    target: number,
    lots: number,
    first: number,
    stream: number,
    frame: number,
    key0: number,
    key1: number,
  ): void
  /** `scratch` has 12 h (width + w + 16) + 24 (w h + 4) bytes for a w x h kernel. */
  convolve(
    source: number,
    target: number,
    width: number,
    height: number,
    kernel: number,
    kernelWidth: number,
    kernelHeight: number,
    offset: number,
    scratch: number,
  ): void
  /** `scratch` has 6 h (width + w + 24) + 4 count + 64 bytes for a w x h kernel of `count` taps. */
  convolveAlike(
    source: number,
    target: number,
    width: number,
    height: number,
    kernelWidth: number,
    kernelHeight: number,
    places: number,
    count: number,
    sizes: number,
    pairs: number,
    rounding: number,
    bits: number,
    scratch: number,
  ): void
  /** `scratch` has 16 (width + 2 radiusX + 8) + 8 radiusX bytes. */
  boxBlur(
    source: number,
    target: number,
    width: number,
    height: number,
    radiusX: number,
    radiusY: number,
    scratch: number,
  ): void
  /** The radius is at most 63; `scratch` has 272 (width + 16) bytes. */
  median(source: number, target: number, width: number, height: number, radius: number, scratch: number): void
  /** `scratch` has 64 (max(width, height) + 4 max(radiusX, radiusY) + 16) bytes. */
  extremum(
    source: number,
    target: number,
    width: number,
    height: number,
    radiusX: number,
    radiusY: number,
    largest: boolean,
    scratch: number,
  ): void
  /** `counts` has 4 x 256 unsigned 32-bit numbers. */
  histogram(source: number, pixels: number, counts: number): void
  /** Tables of 3 x 256 numbers of 32 bits and 2048 bytes. */
  lightness(source: number, pixels: number, sums: number, levels: number, target: number): void
  /** Tables of 17 x 256 numbers of 32 bits, 4098 of 16 and 16385 bytes; 6 weights. */
  setLightness(pointer: number, pixels: number, lightness: number, tables: number, weights: number): void
  /** `columns` and `rows` have a 32-bit number for every column and row of the tiles; `counts` 256 unsigned ones a tile. */
  countTiles(
    plane: number,
    width: number,
    columns: number,
    tileWidth: number,
    tilesX: number,
    rows: number,
    tileHeight: number,
    tilesY: number,
    counts: number,
  ): void
  toLuma(source: number, plane: number, pixels: number): void
  /** `scratch` has 1024 tilesX + 8 width + 64 bytes. */
  bilinearTables(
    pointer: number,
    width: number,
    height: number,
    tables: number,
    tilesX: number,
    tilesY: number,
    tileWidth: number,
    tileHeight: number,
    scratch: number,
  ): void
  /** Rows of 32-bit floats, each as long as its columns rounded up to eights; `ends` gets two floats. */
  halvePlasma(
    grid: number,
    across: number,
    target: number,
    columns: number,
    rows: number,
    size: number,
    stream: number,
    key0: number,
    key1: number,
    ends: number,
  ): void
  /** A field of 32-bit floats, and four floats a row. */
  shade(pointer: number, width: number, height: number, field: number, stride: number, rows: number): void
  shiftHsv(pointer: number, pixels: number, sixths: number, saturation: number, value: number): void
  blend(pointer: number, layer: number, pixels: number, shares: number): void
  blendEven(pointer: number, layer: number, pixels: number, alpha: number): void
  addWeighted(sums: number, picture: number, pixels: number, weight: number): void
  roundWeighted(sums: number, pointer: number, pixels: number): void
  /** Tables have 64 unsigned 16-bit numbers row by row; `scratch` has 5 (width + 24) (height + 16) + 1024 bytes. */
  jpeg(
    pointer: number,
    width: number,
    height: number,
    luminanceTable: number,
    chrominanceTable: number,
    subsample: boolean,
    scratch: number,
  ): void
  webpRoom(width: number, height: number): number
  /** `steps` has six unsigned 16-bit numbers. */
  webp(
    pointer: number,
    width: number,
    height: number,
    steps: number,
    penalty: number,
    level: number,
    room: number,
  ): void
  /** `scratch` has 4 (width + 2 radius + 4) (height + 2 radius) + 8 (2 radius + 1)^2 bytes. */
  bilateral(
    source: number,
    target: number,
    width: number,
    height: number,
    radius: number,
    space: number,
    likeness: number,
    scratch: number,
  ): void
}

/** The memory of the kernels. */
interface Memory {
  readonly buffer: ArrayBuffer
  grow(pages: number): number
}
