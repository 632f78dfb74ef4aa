import { borrow, giveBack } from './tail'

/** Fractional bits of slopes and heights. */
const BITS = 18
/** Slopes lie within (-16, 16). */
const STEEPEST: i32 = 1 << 22

const HEIGHTS = 16

/** Whether straight lines, rounded down and clamped, give three tables, as brightness and contrast do; slopes and heights are written to `lines`. */
export function readLines(tables: usize, lines: usize): bool {
  for (let channel: usize = 0; channel < 3; channel++) {
    const table = tables + (channel << 8)
    const line = lines + (channel << 2)
    if (channel > 0 && memory.compare(table, tables, 256) == 0) {
      store<i32>(line, load<i32>(lines))
      store<i32>(line, load<i32>(lines, HEIGHTS), HEIGHTS)
    } else if (!readLine(table, line)) {
      return false
    }
  }
  return true
}

/** Halve the slopes that may do until one does: where the height that one value asks for is too great for another, the line is too steep or not steep enough. */
function readLine(table: usize, line: usize): bool {
  if (!isEven(table)) return false
  // From end to end of what is not clamped a line rises to less than a level as the table does.
  let first = 0
  let last = 255
  while (first < last && isClamped(table, first)) first++
  while (first < last && isClamped(table, last)) last--
  const run = last - first
  const rise = <i32>load<u8>(table + last) - <i32>load<u8>(table + first)
  let least = run > 0 ? max(-STEEPEST, ((rise - 1) << BITS) / run - 1) : -STEEPEST
  let most = run > 0 ? min(STEEPEST, ((rise + 1) << BITS) / run + 1) : STEEPEST
  while (least <= most) {
    const slope = (least + most) >> 1
    let bottom = i32.MIN_VALUE
    let top = i32.MAX_VALUE
    let atBottom = 0
    let atTop = 0
    for (let value = 0; value < 256; value++) {
      const level = <i32>load<u8>(table + value)
      const height = (level << BITS) - value * slope
      if (level > 0 && height > bottom) {
        bottom = height
        atBottom = value
      }
      const next = height + (1 << BITS) - 1
      if (level < 255 && next < top) {
        top = next
        atTop = value
      }
    }
    if (bottom <= top) {
      store<i32>(line, slope)
      store<i32>(line, bottom, HEIGHTS)
      return true
    }
    if (atBottom > atTop) least = slope + 1
    else most = slope - 1
  }
  return false
}

/** Whether a table rises about as much over every quarter of its values, as lines do: what most others fail. */
function isEven(table: usize): bool {
  let least = i32.MAX_VALUE
  let most = i32.MIN_VALUE
  for (let value = 0; value < 192; value++) {
    if (isClamped(table, value) || isClamped(table, value + 64)) continue
    const rise = <i32>load<u8>(table + value, 64) - <i32>load<u8>(table + value)
    least = min(least, rise)
    most = max(most, rise)
  }
  return most <= least || most - least == 1
}

/** Clamped values say nothing of what lies beyond. */
function isClamped(table: usize, value: i32): bool {
  const level = load<u8>(table + value)
  return level == 0 || level == 255
}

/** Do to all pixels what the lines say. */
export function applyLines(pointer: usize, pixels: i32, lines: usize): void {
  const rest = pixels & 3
  const last = pointer + ((<usize>(pixels - rest)) << 2)
  applyTo(pointer, last, lines)
  const room = borrow(last, rest)
  applyTo(room, room + ((<usize>rest) << 2), lines)
  giveBack(last, rest)
}

function applyTo(at: usize, end: usize, lines: usize): void {
  if (at == end) return
  const redSlope = v128.load32_splat(lines), redHeight = v128.load32_splat(lines, HEIGHTS)
  const greenSlope = v128.load32_splat(lines, 4), greenHeight = v128.load32_splat(lines, HEIGHTS + 4)
  const blueSlope = v128.load32_splat(lines, 8), blueHeight = v128.load32_splat(lines, HEIGHTS + 8)
  const low = i32x4.splat(255)
  const pixelOrder = i8x16(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15)
  do {
    const four = v128.load(at)
    const red = along(v128.and(four, low), redSlope, redHeight)
    const green = along(v128.and(i32x4.shr_u(four, 8), low), greenSlope, greenHeight)
    const blue = along(v128.and(i32x4.shr_u(four, 16), low), blueSlope, blueHeight)
    const rest = i16x8.narrow_i32x4_s(blue, i32x4.shr_u(four, 24))
    v128.store(at, i8x16.swizzle(i8x16.narrow_i16x8_u(i16x8.narrow_i32x4_s(red, green), rest), pixelOrder))
    at += 16
  } while (at < end)
}

// @ts-ignore: decorator
@inline
function along(values: v128, slope: v128, height: v128): v128 {
  return i32x4.shr_s(i32x4.add(i32x4.mul(values, slope), height), BITS)
}
