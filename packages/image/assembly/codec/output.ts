import { widen } from '../jpeg-chroma'
import { fromYcc } from '../jpeg-colour'

/**
 * Write rows of opaque pixels from planes of Y, Cb and Cr. Chroma of half the width or height is widened by triangles; `line` has 6 (width + 48) bytes.
 */
export function colourRows(
  luma: usize, lumaStride: usize, blue: usize, red: usize, chromaStride: usize, width: i32, height: i32,
  across: i32, down: i32, target: usize, line: usize,
): void {
  const chromaWidth = (width + across - 1) / across
  const chromaHeight = (height + down - 1) / down
  const wideBlue = line + ((<usize>(width + 48)) << 1)
  const wideRed = wideBlue + ((<usize>(width + 48)) << 1)
  for (let y = 0; y < height; y++) {
    const to = target + ((<usize>y * <usize>width) << 2)
    memory.fill(to, 255, (<usize>width) << 2)
    const near = y / down
    // The nearer of the neighbours above and below.
    const far = down == 1 ? near : min(max(y & 1 ? near + 1 : near - 1, 0), chromaHeight - 1)
    const nearRow = (<usize>near) * chromaStride
    const farRow = (<usize>far) * chromaStride
    if (across == 1) {
      fromYcc(to, width, luma + <usize>y * lumaStride, blue + nearRow, red + nearRow)
      continue
    }
    widenRow(blue, nearRow, farRow, wideBlue, chromaWidth, line, down)
    widenRow(red, nearRow, farRow, wideRed, chromaWidth, line, down)
    fromYcc(to, width, luma + <usize>y * lumaStride, wideBlue, wideRed)
  }
}

function widenRow(plane: usize, near: usize, far: usize, target: usize, width: i32, line: usize, down: i32): void {
  if (down == 2) widen(plane + near, plane + far, target, width, line)
  else widenAcross(plane + near, target, width, line)
}

/** 3/4 of the nearer and 1/4 of the further sample; 1 is added before the quarter is cut off to the left of a sample and 2 to its right, and outer ones stay. */
function widenAcross(row: usize, target: usize, width: i32, line: usize): void {
  const samples = line + 16
  memory.copy(samples, row, <usize>width)
  store<u8>(samples - 1, load<u8>(samples))
  store<u8>(samples + <usize>width, load<u8>(samples + <usize>width - 1))
  for (let x: usize = 0; x < <usize>width; x += 8) {
    const at = samples + x
    const here = v128.load8x8_u(at)
    const triple = i16x8.add(i16x8.shl(here, 1), here)
    const left = i16x8.shr_u(i16x8.add(i16x8.add(triple, v128.load8x8_u(at - 1)), i16x8.splat(1)), 2)
    const right = i16x8.shr_u(i16x8.add(i16x8.add(triple, v128.load8x8_u(at, 1)), i16x8.splat(2)), 2)
    v128.store(target + (x << 1), v128.or(left, i16x8.shl(right, 8)))
  }
}

/** Write rows of opaque grey pixels from a plane; rows may be written up to sixteen pixels too long. */
export function greyRows(plane: usize, stride: usize, width: i32, height: i32, target: usize): void {
  const opaque = i32x4.splat(0xff000000)
  for (let y = 0; y < height; y++) {
    const row = plane + <usize>y * stride
    const to = target + ((<usize>y * <usize>width) << 2)
    for (let x: usize = 0; x < <usize>width; x += 4) {
      const levels = v128.load32_zero(row + x)
      v128.store(to + (x << 2), v128.or(i8x16.swizzle(levels, i8x16(0, 0, 0, -1, 1, 1, 1, -1, 2, 2, 2, -1, 3, 3, 3, -1)), opaque))
    }
  }
}
