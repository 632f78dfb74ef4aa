import { halve, widen } from './jpeg-chroma'
import { fromYcc, toYcc } from './jpeg-colour'
import { prepareSteps, quantisePlane, STEPS } from './jpeg-quantise'

/**
 * Leave in colour, in place, what a JPEG file would lose: as libjpeg's default integer transform rounds, without entropy coding; alpha stays.
 * `luminanceTable` and `chrominanceTable` hold 64 quantisation steps, 16-bit numbers within [1, 32767], row by row, not in zigzag order.
 * With `subsample`, chroma is averaged over squares of four pixels and widened by triangles. Blocks at edges repeat the last row and column.
 * `scratch` has 5 (width + 24) (height + 16) + 1024 bytes.
 */
export function jpeg(
  pointer: usize, width: i32, height: i32, luminanceTable: usize, chrominanceTable: usize, subsample: bool, scratch: usize,
): void {
  const lumaSteps = scratch
  const chromaSteps = lumaSteps + STEPS
  const stride = <usize>((width + 15) & ~15)
  const planeBytes = stride * <usize>((height + 15) & ~15)
  const luma = chromaSteps + STEPS
  const blue = luma + planeBytes
  const red = blue + planeBytes
  prepareSteps(luminanceTable, lumaSteps)
  prepareSteps(chrominanceTable, chromaSteps)
  const rowBytes = (<usize>width) << 2
  for (let y: usize = 0; y < <usize>height; y++) {
    const row = y * stride
    toYcc(pointer + y * rowBytes, width, luma + row, blue + row, red + row)
    repeatLast(luma + row, width, stride)
    repeatLast(blue + row, width, stride)
    repeatLast(red + row, width, stride)
  }
  const tall = (height + 7) & ~7
  repeatRows(luma, stride, height, tall)
  quantisePlane(luma, stride, width, height, lumaSteps)
  if (subsample) {
    const half = red + planeBytes
    const line = half + (planeBytes >> 2)
    subsampled(blue, stride, width, height, chromaSteps, half, line)
    subsampled(red, stride, width, height, chromaSteps, half, line)
  } else {
    repeatRows(blue, stride, height, tall)
    repeatRows(red, stride, height, tall)
    quantisePlane(blue, stride, width, height, chromaSteps)
    quantisePlane(red, stride, width, height, chromaSteps)
  }
  for (let y: usize = 0; y < <usize>height; y++) {
    const row = y * stride
    fromYcc(pointer + y * rowBytes, width, luma + row, blue + row, red + row)
  }
}

/** Take a plane of chroma through quantisation at half its size. */
function subsampled(plane: usize, stride: usize, width: i32, height: i32, steps: usize, half: usize, line: usize): void {
  const halfWidth = (width + 1) >> 1
  const halfHeight = (height + 1) >> 1
  const halfStride = stride >> 1
  for (let y = 0; y < halfHeight; y++) {
    const upper = plane + <usize>(2 * y) * stride
    const lower = 2 * y + 1 < height ? upper + stride : upper
    halve(upper, lower, half + <usize>y * halfStride, <i32>halfStride)
  }
  repeatRows(half, halfStride, halfHeight, (halfHeight + 7) & ~7)
  quantisePlane(half, halfStride, halfWidth, halfHeight, steps)
  for (let y = 0; y < height; y++) {
    const near = y >> 1
    const far = min(max(y & 1 ? near + 1 : near - 1, 0), halfHeight - 1)
    widen(half + <usize>near * halfStride, half + <usize>far * halfStride, plane + <usize>y * stride, halfWidth, line)
  }
}

function repeatLast(row: usize, width: i32, stride: usize): void {
  memory.fill(row + <usize>width, load<u8>(row + <usize>width - 1), stride - <usize>width)
}

function repeatRows(plane: usize, stride: usize, height: i32, tall: i32): void {
  for (let y = height; y < tall; y++) memory.copy(plane + <usize>y * stride, plane + <usize>(height - 1) * stride, stride)
}
