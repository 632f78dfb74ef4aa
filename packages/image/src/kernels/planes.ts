/** Kernels over planes of 32-bit floats. */
export interface PlaneKernels {
  /** `kind` 0 for bytes, 1 for 16-bit numbers, 2 for floats; `stride` is the bytes from one plane to the next. */
  splitSamples(source: number, pixels: number, channels: number, kind: number, target: number, stride: number): void
  mergeSamples(source: number, stride: number, pixels: number, channels: number, kind: number, target: number): void
  /** `kind` 0 for planes, 1 for 16-bit pixels, 2 for those of floats; `interpolation` 0 nearest, 1 linear, 2 cubic; `fills` has a float a channel. */
  readFrom(
    source: number,
    kind: number,
    width: number,
    height: number,
    channels: number,
    interpolation: number,
    border: number,
    fills: number,
  ): void
  readWarped(
    target: number,
    width: number,
    first: number,
    count: number,
    matrix: number,
    limits: number,
    limitCount: number,
  ): void
  readAt(target: number, count: number, positions: number): void
  padPlane(
    source: number,
    width: number,
    height: number,
    target: number,
    left: number,
    right: number,
    above: number,
    below: number,
    border: number,
  ): void
  correlatePlane(
    source: number,
    stride: number,
    target: number,
    width: number,
    height: number,
    taps: number,
    count: number,
  ): void
  /** `line` has sourceWidth + 4 floats. */
  resamplePlane(
    source: number,
    sourceWidth: number,
    target: number,
    width: number,
    height: number,
    columns: number,
    rows: number,
    line: number,
  ): void
  /** `scratch` has 272 (width + 16) bytes, and 32 + 16 side^2 + 4 side (width + side + 4) for a side of 2 radius + 1. */
  planeMedian(source: number, target: number, width: number, height: number, radius: number, scratch: number): void
  /** What these change may go on 28 bytes past the last value. */
  bendPlane(pointer: number, count: number, a: number, b: number, c: number, d: number, low: number, high: number): void
  scalePlane(pointer: number, count: number, factor: number): void
  powerPlane(pointer: number, count: number, exponent: number, white: number): void
  mixPlanes(pointer: number, stride: number, count: number, matrix: number, low: number, high: number): void
  turnPlanes(pointer: number, stride: number, count: number, sixths: number): void
  addNormals(
    pointer: number,
    count: number,
    numbers: number,
    skip: number,
    share: number,
    low: number,
    high: number,
  ): void
}
