import { storePixels, withAlpha } from './line'

/** So many enlargements are summed before the sums leave the registers: with four fractional bits they just fit 16 bits. */
const BATCH = 16
/** Bytes of an entry for sixteen columns: where each has its left pixel, 16 x 8 bits, the shares of the right ones, 16 x 16 bits, and whence, 32 bits. */
const ENTRY: usize = 64

/** Bytes of room that `zoomMeans` needs. */
export function zoomRoom(width: i32, height: i32): i32 {
  return <i32>lineBytes(width) * (height + BATCH + 2) + 32
}

/** Red, green and blue of a row stand one after the other. */
function lineBytes(width: i32): usize {
  return <usize>((width + 15) & ~15) * 3
}

/**
 * Average `own` times the picture and `count` enlargements of it, 256 in all at most, read linearly with shares in 1/256; alpha stays. Rows are mixed
 * to whole levels, rounded half up, then columns to 1/16. `columns` has an entry for every sixteen columns and, within these, every enlargement;
 * `rows` has for every enlargement and row the pixel above and the share of the one below, 32 bits each.
 */
export function zoomMeans(
  source: usize, target: usize, width: i32, height: i32, columns: usize, rows: usize, count: i32, own: i32, room: usize,
): void {
  const bytes = lineBytes(width)
  const sums = room + <usize>height * bytes
  const lines = sums + 2 * bytes
  const all = own + count
  const bits = min(4, clz<i32>(all - 1) - 24)
  const rowBytes = (<usize>width) << 2
  for (let y = 0; y < height; y++) split(source + <usize>y * rowBytes, room + <usize>y * bytes, bytes / 3)
  for (let y = 0; y < height; y++) {
    begin(room + <usize>y * bytes, sums, bytes, <i16>(own << bits))
    for (let first = 0; first < count; first += BATCH) {
      const some = min(BATCH, count - first)
      for (let index = 0; index < some; index++) {
        const at = rows + ((<usize>((first + index) * height + y)) << 3)
        const above = load<i32>(at)
        const below = min(height - 1, above + 1)
        mixRows(room + <usize>above * bytes, room + <usize>below * bytes, <i16>load<i32>(at, 4), lines + <usize>index * bytes, bytes)
      }
      addColumns(columns + <usize>first * ENTRY, <usize>count * ENTRY, lines, bytes, some, sums, 4 - bits)
    }
    const at = <usize>y * rowBytes
    finish(source + at, target + at, width, sums, bytes / 3, all << bits)
  }
}

/** Take a row's colours apart. */
function split(row: usize, to: usize, stride: usize): void {
  for (const end = to + stride; to < end; to += 16, row += 64) {
    const a = v128.load(row), b = v128.load(row, 16), c = v128.load(row, 32), d = v128.load(row, 48)
    const redGreen = v128.shuffle<i8>(a, b, 0, 4, 8, 12, 16, 20, 24, 28, 1, 5, 9, 13, 17, 21, 25, 29)
    const other = v128.shuffle<i8>(c, d, 0, 4, 8, 12, 16, 20, 24, 28, 1, 5, 9, 13, 17, 21, 25, 29)
    const blue = v128.shuffle<i8>(a, b, 2, 6, 10, 14, 18, 22, 26, 30, 2, 6, 10, 14, 18, 22, 26, 30)
    v128.store(to, v128.shuffle<i64>(redGreen, other, 0, 2))
    v128.store(to + stride, v128.shuffle<i64>(redGreen, other, 1, 3))
    v128.store(to + 2 * stride, v128.shuffle<i8>(blue, v128.shuffle<i8>(c, d, 2, 6, 10, 14, 18, 22, 26, 30, 2, 6, 10, 14, 18, 22, 26, 30), 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23))
  }
}

function begin(row: usize, sums: usize, bytes: usize, times: i16): void {
  const weight = i16x8.splat(times)
  for (const end = row + bytes; row < end; row += 8, sums += 16) v128.store(sums, i16x8.mul(v128.load8x8_u(row), weight))
}

function mixRows(above: usize, below: usize, share: i16, line: usize, bytes: usize): void {
  const upper = i16x8.splat(256 - share), lower = i16x8.splat(share), half = i16x8.splat(128)
  for (const end = line + bytes; line < end; line += 16, above += 16, below += 16) {
    const low = mix(v128.load8x8_u(above), v128.load8x8_u(below), upper, lower)
    const high = mix(v128.load8x8_u(above, 8), v128.load8x8_u(below, 8), upper, lower)
    v128.store(line, i8x16.narrow_i16x8_u(i16x8.shr_u(i16x8.add(low, half), 8), i16x8.shr_u(i16x8.add(high, half), 8)))
  }
}

// @ts-ignore: decorator
@inline
function mix(a: v128, b: v128, first: v128, second: v128): v128 {
  return i16x8.add(i16x8.mul(a, first), i16x8.mul(b, second))
}

/** Add up to `BATCH` enlargements to sums of `excess` fewer fractional bits. */
function addColumns(columns: usize, step: usize, lines: usize, bytes: usize, count: i32, sums: usize, excess: i32): void {
  const stride = bytes / 3
  const end = sums + 2 * stride
  // What cutting off takes away from all of them, on the average, and what rounds their sum.
  const rounding = i16x8.splat(<i16>((count >> 1) + ((1 << excess) >> 1)))
  for (; sums < end; sums += 32, columns += step) {
    let red = rounding, red2 = rounding, green = rounding, green2 = rounding, blue = rounding, blue2 = rounding
    let line = lines
    for (let entry = columns, last = columns + <usize>count * ENTRY; entry < last; entry += ENTRY, line += bytes) {
      const places = v128.load(entry)
      const right = v128.load(entry, 16), right2 = v128.load(entry, 32)
      const left = i16x8.sub(i16x8.splat(256), right), left2 = i16x8.sub(i16x8.splat(256), right2)
      let at = line + <usize>load<i32>(entry, 48)
      let a = i8x16.swizzle(v128.load(at), places), b = i8x16.swizzle(v128.load(at, 1), places)
      red = i16x8.add(red, mixLow(a, b, left, right))
      red2 = i16x8.add(red2, mixHigh(a, b, left2, right2))
      at += stride
      a = i8x16.swizzle(v128.load(at), places), b = i8x16.swizzle(v128.load(at, 1), places)
      green = i16x8.add(green, mixLow(a, b, left, right))
      green2 = i16x8.add(green2, mixHigh(a, b, left2, right2))
      at += stride
      a = i8x16.swizzle(v128.load(at), places), b = i8x16.swizzle(v128.load(at, 1), places)
      blue = i16x8.add(blue, mixLow(a, b, left, right))
      blue2 = i16x8.add(blue2, mixHigh(a, b, left2, right2))
    }
    addTwo(sums, red, red2, excess)
    addTwo(sums + 2 * stride, green, green2, excess)
    addTwo(sums + 4 * stride, blue, blue2, excess)
  }
}

// @ts-ignore: decorator
@inline
function mixLow(a: v128, b: v128, left: v128, right: v128): v128 {
  return i16x8.shr_u(mix(i16x8.extend_low_i8x16_u(a), i16x8.extend_low_i8x16_u(b), left, right), 4)
}

// @ts-ignore: decorator
@inline
function mixHigh(a: v128, b: v128, left: v128, right: v128): v128 {
  return i16x8.shr_u(mix(i16x8.extend_high_i8x16_u(a), i16x8.extend_high_i8x16_u(b), left, right), 4)
}

// @ts-ignore: decorator
@inline
function addTwo(sums: usize, low: v128, high: v128, excess: i32): void {
  v128.store(sums, i16x8.add(v128.load(sums), i16x8.shr_u(low, excess)))
  v128.store(sums, i16x8.add(v128.load(sums, 16), i16x8.shr_u(high, excess)), 16)
}

/** Divide sums by `whole`, rounded half up, by one product with 16 significant bits of its reciprocal. */
function finish(source: usize, target: usize, width: i32, sums: usize, stride: usize, whole: i32): void {
  const bits = 31 - clz<i32>(whole - 1)
  const factor: i32 = ((1 << (16 + bits)) + whole - 1) / whole
  const share = i16x8.splat(<i16>factor)
  const half = i16x8.splat(<i16>(whole >> 1))
  for (let left = width; left > 0; left -= 8, sums += 16, source += 32, target += 32) {
    const red = mean(v128.load(sums), half, share, bits)
    const green = mean(v128.load(sums + 2 * stride), half, share, bits)
    const blue = mean(v128.load(sums + 4 * stride), half, share, bits)
    const redGreen = v128.or(red, i16x8.shl(green, 8))
    storePixels(target, withAlpha(v128.shuffle<i16>(redGreen, blue, 0, 8, 1, 9, 2, 10, 3, 11), v128.load(source)), left)
    if (left <= 4) return
    storePixels(target + 16, withAlpha(v128.shuffle<i16>(redGreen, blue, 4, 12, 5, 13, 6, 14, 7, 15), v128.load(source, 16)), left - 4)
  }
}

// @ts-ignore: decorator
@inline
function mean(sum: v128, half: v128, share: v128, bits: i32): v128 {
  const rounded = i16x8.add(sum, half)
  const low = i32x4.extmul_low_i16x8_u(rounded, share), high = i32x4.extmul_high_i16x8_u(rounded, share)
  return i16x8.shr_u(v128.shuffle<i16>(low, high, 1, 3, 5, 7, 9, 11, 13, 15), bits)
}
