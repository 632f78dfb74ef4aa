import { storePixels, withAlpha } from './line'

/**
 * Average the picture and `count` enlargements of it, read linearly with shares in 1/256, rounded half up; alpha stays. `columns` has for
 * every enlargement and column the pixel to the left and, in two 16-bit numbers, the shares of it and of the next; `rows` likewise the pixel
 * above and the share of the one below, 32 bits each. `scratch` has 24 width + 64 bytes.
 */
export function zoomMeans(
  source: usize, target: usize, width: i32, height: i32, columns: usize, rows: usize, count: i32, scratch: usize,
): void {
  const stride = (<usize>width) << 2
  const sums = scratch
  const line = sums + ((<usize>width) << 4)
  const factor = f32x4.splat(<f32>(1.0 / (<f64>(count + 1) * 65536)))
  for (let y = 0; y < height; y++) {
    const own = source + <usize>y * stride
    begin(own, sums, width)
    for (let index = 0; index < count; index++) {
      const at = rows + ((<usize>(index * height + y)) << 3)
      const above = load<i32>(at)
      const below = min(height - 1, above + 1)
      mixRows(source + <usize>above * stride, source + <usize>below * stride, load<i32>(at, 4), line, width)
      addAlong(line, columns + ((<usize>(index * width)) << 3), sums, width)
    }
    finish(own, target + <usize>y * stride, sums, width, factor)
  }
}

/** Sums are kept about 128, in 1/65536 level, so that 256 of them fit 32 bits. */
function begin(row: usize, sums: usize, width: i32): void {
  const end = row + ((<usize>width) << 2)
  do {
    const wide = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(row)))
    v128.store(sums, i32x4.shl(i32x4.sub(wide, i32x4.splat(128)), 16))
    row += 4
    sums += 16
  } while (row < end)
}

/** Mix two rows into 16-bit numbers about 128, in 1/256 level. */
function mixRows(above: usize, below: usize, share: i32, line: usize, width: i32): void {
  const middle = i16x8.splat(128)
  const upper = i16x8.splat(<i16>(256 - share)), lower = i16x8.splat(<i16>share)
  let x = 0
  do {
    const at = (<usize>x) << 2
    const a = i16x8.sub(v128.load8x8_u(above + at), middle)
    const b = i16x8.sub(v128.load8x8_u(below + at), middle)
    v128.store(line + (at << 1), i16x8.add(i16x8.mul(a, upper), i16x8.mul(b, lower)))
    x += 2
  } while (x < width)
}

function addAlong(line: usize, columns: usize, sums: usize, width: i32): void {
  const end = columns + ((<usize>width) << 3)
  do {
    const two = v128.load(line + ((<usize>load<i32>(columns)) << 3))
    const pairs = v128.shuffle<i16>(two, two, 0, 4, 1, 5, 2, 6, 3, 7)
    v128.store(sums, i32x4.add(v128.load(sums), i32x4.dot_i16x8_s(pairs, v128.load32_splat(columns, 4))))
    columns += 8
    sums += 16
  } while (columns < end)
}

function finish(source: usize, target: usize, sums: usize, width: i32, factor: v128): void {
  let x = 0
  do {
    const at = (<usize>x) << 2
    const from = sums + (at << 2)
    const low = i16x8.narrow_i32x4_s(level(v128.load(from), factor), level(v128.load(from, 16), factor))
    const high = i16x8.narrow_i32x4_s(level(v128.load(from, 32), factor), level(v128.load(from, 48), factor))
    storePixels(target + at, withAlpha(i8x16.narrow_i16x8_u(low, high), v128.load(source + at)), width - x)
    x += 4
  } while (x < width)
}

// @ts-ignore: decorator
@inline
function level(sum: v128, factor: v128): v128 {
  return i32x4.trunc_sat_f32x4_s(f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(sum), factor), f32x4.splat(128.5)))
}
