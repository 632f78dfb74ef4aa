import { filterChroma, filterLuma } from './vp8-filter'
import { codeChroma, codeLuma } from './vp8-macroblock'
import { fromLimited, toLimitedChroma, toLimitedLuma } from './vp8-planes'
import { prepareQuantiser, QUANTISER } from './vp8-transform'

/** Columns before and after a plane's macroblocks, for what is predicted from outside. */
const MARGIN: usize = 16

/** Room that `webp` needs, in bytes. */
export function webpRoom(width: i32, height: i32): usize {
  const wide = <usize>((width + 15) >> 4), high = <usize>((height + 15) >> 4)
  return 3 * QUANTISER + wide * high + (16 * wide + 2 * MARGIN) * (16 * high + 1) + 2 * (8 * wide + 2 * MARGIN) * (8 * high + 1) + 4 * MARGIN
}

/**
 * Leave in colour, in place, what a lossy WebP file would lose, without entropy coding: VP8 of RFC 6386 as libwebp rounds, each macroblock with the
 * prediction that errs least; alpha stays. `steps` has the quantisation steps, 16-bit numbers within [4, 440], of luma's constant and other
 * coefficients, of its means' and of chroma's. `penalty` is what small predictions cost more as a square error, `level` in [0, 63] how strong edges are softened.
 */
export function webp(pointer: usize, width: i32, height: i32, steps: usize, penalty: u32, level: i32, room: usize): void {
  const wide = (width + 15) >> 4, high = (height + 15) >> 4
  const stride = <usize>wide * 16 + 2 * MARGIN, halfStride = <usize>wide * 8 + 2 * MARGIN
  const inner = room + 3 * QUANTISER
  const luma = inner + <usize>(wide * high) + stride + MARGIN
  const blue = luma + stride * 16 * <usize>high + halfStride
  const red = blue + halfStride * (8 * <usize>high + 1)
  prepareQuantiser(room, load<u16>(steps), load<u16>(steps, 2), 96, 110, true)
  prepareQuantiser(room + QUANTISER, load<u16>(steps, 4), load<u16>(steps, 6), 96, 108, false)
  prepareQuantiser(room + 2 * QUANTISER, load<u16>(steps, 8), load<u16>(steps, 10), 110, 115, false)
  toPlanes(pointer, width, height, luma, stride, blue, red, halfStride)
  surround(luma, stride, 16 * wide, 16 * high)
  surround(blue, halfStride, 8 * wide, 8 * high)
  surround(red, halfStride, 8 * wide, 8 * high)
  for (let y = 0; y < high; y++) {
    const row = luma + <usize>(16 * y) * stride
    const halfRow = <usize>(8 * y) * halfStride
    for (let x = 0; x < wide; x++) {
      const detailed = codeLuma(row + <usize>(16 * x), stride, x === 0, y === 0, room, penalty)
      const at = halfRow + <usize>(8 * x)
      const coloured = codeChroma(blue + at, red + at, halfStride, x === 0, y === 0, room + 2 * QUANTISER)
      store<u8>(inner + <usize>(y * wide + x), detailed || coloured ? 1 : 0)
    }
    // What the last macroblock below sees above to the right.
    const last = row + 15 * stride + <usize>(16 * wide)
    store<u32>(last, <u32>load<u8>(last - 1) * 0x01010101)
  }
  if (level > 0) softenEdges(luma, stride, blue, red, halfStride, wide, high, level, inner)
  fromPlanes(pointer, width, height, luma, stride, blue, red, halfStride)
}

function toPlanes(
  pointer: usize, width: i32, height: i32, luma: usize, stride: usize, blue: usize, red: usize, halfStride: usize,
): void {
  const rowBytes = (<usize>width) << 2
  const halfWidth = (width + 1) >> 1, halfHeight = (height + 1) >> 1
  const wide = (width + 15) & ~15
  for (let y = 0; y < height; y++) {
    const row = luma + <usize>y * stride
    toLimitedLuma(pointer + <usize>y * rowBytes, width, row)
    memory.fill(row + <usize>width, load<u8>(row + <usize>width - 1), <usize>(wide - width))
  }
  for (let y = 0; y < halfHeight; y++) {
    const row = <usize>y * halfStride
    const upper = pointer + <usize>(2 * y) * rowBytes
    const lower = 2 * y + 1 < height ? upper + rowBytes : upper
    toLimitedChroma(upper, lower, width, blue + row, red + row)
    const end = row + <usize>halfWidth
    const missing = <usize>((wide >> 1) - halfWidth)
    memory.fill(blue + end, load<u8>(blue + end - 1), missing)
    memory.fill(red + end, load<u8>(red + end - 1), missing)
  }
  const tall = (height + 15) & ~15
  repeatLast(luma, stride, height, tall)
  repeatLast(blue, halfStride, halfHeight, tall >> 1)
  repeatLast(red, halfStride, halfHeight, tall >> 1)
}

function repeatLast(plane: usize, stride: usize, height: i32, tall: i32): void {
  for (let y = height; y < tall; y++) memory.copy(plane + <usize>y * stride, plane + <usize>(height - 1) * stride, stride)
}

/** Write what VP8 predicts from outside: 127 above, 129 to the left. */
function surround(plane: usize, stride: usize, width: i32, height: i32): void {
  memory.fill(plane - stride - 1, 127, <usize>width + MARGIN + 1)
  for (let y = 0; y < height; y++) store<u8>(plane + <usize>y * stride - 1, 129)
}

function softenEdges(
  luma: usize, stride: usize, blue: usize, red: usize, halfStride: usize, wide: i32, high: i32, level: i32, inner: usize,
): void {
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++) {
      const inside = load<u8>(inner + <usize>(y * wide + x)) === 1
      const at = <usize>(8 * y) * halfStride + <usize>(8 * x)
      filterLuma(luma + <usize>(16 * y) * stride + <usize>(16 * x), stride, level, x === 0, y === 0, inside)
      filterChroma(blue + at, red + at, halfStride, level, x === 0, y === 0, inside)
    }
  }
}

function fromPlanes(
  pointer: usize, width: i32, height: i32, luma: usize, stride: usize, blue: usize, red: usize, halfStride: usize,
): void {
  const last = (height - 1) >> 1
  const halfWidth = <usize>((width + 1) >> 1)
  for (let y = 0; y <= last; y++) {
    const row = <usize>y * halfStride
    goOn(blue + row, halfWidth)
    goOn(red + row, halfWidth)
  }
  for (let y = 0; y < height; y++) {
    const near = <usize>(y >> 1) * halfStride
    const far = <usize>min(max((y >> 1) + (y & 1 ? 1 : -1), 0), last) * halfStride
    fromLimited(pointer + <usize>y * ((<usize>width) << 2), width, luma + <usize>y * stride, blue + near, blue + far, red + near, red + far)
  }
}

/** Repeat a row's ends. */
function goOn(row: usize, width: usize): void {
  store<u8>(row - 1, load<u8>(row))
  store<u8>(row + width, load<u8>(row + width - 1))
}
