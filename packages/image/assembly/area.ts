/**
 * A span of source rows or columns that one output covers: the first and the last, 32-bit whole numbers, then what the first, each of those between
 * (0 where there is none) and the last weigh in its mean.
 */
const SPAN_BYTES = 20
const ROWS = memory.data(SPAN_BYTES)
/** Rows whose bytes add up within 16 bits. */
const MOST_ROWS = 256

/** Bytes of room that shrinking needs. */
export function areaRoom(sourceWidth: i32, width: i32): i32 {
  return (sourceWidth + 4) * 16 + width * <i32>SPAN_BYTES
}

/**
 * Shrink by averaging: every output pixel is the mean of the source area it covers, rounded to the nearest, in 32-bit floats: down, then across.
 * The source area is the box [x0, x0 + w) x [y0, y0 + h) in pixels; sides of the output are never longer than the box's.
 */
export function area(
  source: usize, sourceWidth: i32, sourceHeight: i32, target: usize, width: i32, height: i32,
  x0: f64, y0: f64, w: f64, h: f64, room: usize,
): void {
  const scaleX = w / <f64>width
  const scaleY = h / <f64>height
  const line = room + <usize>width * SPAN_BYTES
  for (let x = 0; x < width; x++) {
    writeSpan(room + <usize>x * SPAN_BYTES, x0 + <f64>x * scaleX, x0 + <f64>(x + 1) * scaleX, sourceWidth)
  }
  const from = load<i32>(room)
  const columns = load<i32>(line - SPAN_BYTES, 4) + 1 - from
  const few = longest(room, width) <= 3
  // Spans of two columns look at a third, which weighs nothing but has to be a number.
  v128.store(line + ((<usize>columns) << 4), i32x4.splat(0))
  for (let y = 0; y < height; y++) {
    writeSpan(ROWS, y0 + <f64>y * scaleY, y0 + <f64>(y + 1) * scaleY, sourceHeight)
    addRows(source + ((<usize>from) << 2), (<usize>sourceWidth) << 2, columns, line)
    averageColumns(room, line - ((<usize>from) << 4), target + ((<usize>y * <usize>width) << 2), width, few)
  }
}

/** Write the span of [left, right) within [0, length). */
function writeSpan(to: usize, left: f64, right: f64, length: i32): void {
  const first = min(length - 1, max(0, <i32>Math.floor(left)))
  const last = max(first, min(length - 1, <i32>Math.ceil(right) - 1))
  store<i32>(to, first)
  store<i32>(to, last, 4)
  const ofFirst = share(left, right, first)
  const ofLast: f32 = last > first ? share(left, right, last) : 0
  const between = max(0, last - first - 1)
  const all: f32 = ofFirst + ofLast + <f32>between
  store<f32>(to, ofFirst / all, 8)
  store<f32>(to, between > 0 ? 1 / all : 0, 12)
  store<f32>(to, ofLast / all, 16)
}

/** How many columns the longest of the spans has. */
function longest(spans: usize, count: i32): i32 {
  let most = 0
  for (const end = spans + <usize>count * SPAN_BYTES; spans < end; spans += SPAN_BYTES) {
    most = max(most, load<i32>(spans, 4) - load<i32>(spans) + 1)
  }
  return most
}

function share(left: f64, right: f64, index: i32): f32 {
  return <f32>max<f64>(0, min(right, <f64>(index + 1)) - max(left, <f64>index))
}

/** Take the mean of a span's rows, four columns at a time: first and last by their weights, then the sum of what lies between by its own. */
function addRows(source: usize, stride: usize, columns: i32, line: usize): void {
  const firstShare = v128.load32_splat(ROWS, 8)
  const innerShare = v128.load32_splat(ROWS, 12)
  const lastShare = v128.load32_splat(ROWS, 16)
  const first = <usize>load<i32>(ROWS) * stride
  const last = <usize>load<i32>(ROWS, 4) * stride
  const end = line + ((<usize>columns) << 4)
  do {
    const top = v128.load(source + first)
    const bottom = v128.load(source + last)
    let a = edges(i16x8.extend_low_i8x16_u(top), i16x8.extend_low_i8x16_u(bottom), firstShare, lastShare, false)
    let b = edges(i16x8.extend_low_i8x16_u(top), i16x8.extend_low_i8x16_u(bottom), firstShare, lastShare, true)
    let c = edges(i16x8.extend_high_i8x16_u(top), i16x8.extend_high_i8x16_u(bottom), firstShare, lastShare, false)
    let d = edges(i16x8.extend_high_i8x16_u(top), i16x8.extend_high_i8x16_u(bottom), firstShare, lastShare, true)
    let at = source + first + stride
    const bottomAt = source + last
    while (at < bottomAt) {
      const stop = min(bottomAt, at + MOST_ROWS * stride)
      let low = i16x8.splat(0), high = i16x8.splat(0)
      do {
        const four = v128.load(at)
        low = i16x8.add(low, i16x8.extend_low_i8x16_u(four))
        high = i16x8.add(high, i16x8.extend_high_i8x16_u(four))
        at += stride
      } while (at < stop)
      a = f32x4.add(a, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(low)), innerShare))
      b = f32x4.add(b, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(low)), innerShare))
      c = f32x4.add(c, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(high)), innerShare))
      d = f32x4.add(d, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(high)), innerShare))
    }
    v128.store(line, a)
    v128.store(line, b, 16)
    v128.store(line, c, 32)
    v128.store(line, d, 48)
    source += 16
    line += 64
  } while (line < end)
}

/** One pixel of two rows, by their shares; of two pixels the right one where `right`. */
// @ts-ignore: decorator
@inline
function edges(top: v128, bottom: v128, topShare: v128, bottomShare: v128, right: bool): v128 {
  const upper = right ? i32x4.extend_high_i16x8_u(top) : i32x4.extend_low_i16x8_u(top)
  const lower = right ? i32x4.extend_high_i16x8_u(bottom) : i32x4.extend_low_i16x8_u(bottom)
  return f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(upper), topShare), f32x4.mul(f32x4.convert_i32x4_s(lower), bottomShare))
}

/** Write an output row, four pixels at a time; no span has more than three columns where they are `few`. */
function averageColumns(spans: usize, line: usize, to: usize, width: i32, few: bool): void {
  const end = to + ((<usize>width) << 2)
  for (const last = end - 12; to < last; to += 16, spans += SPAN_BYTES * 4) {
    const left = i16x8.narrow_i32x4_s(average(spans, line, few), average(spans + SPAN_BYTES, line, few))
    const right = i16x8.narrow_i32x4_s(
      average(spans + SPAN_BYTES * 2, line, few), average(spans + SPAN_BYTES * 3, line, few),
    )
    v128.store(to, i8x16.narrow_i16x8_u(left, right))
  }
  for (; to < end; to += 4, spans += SPAN_BYTES) {
    const whole = average(spans, line, few)
    const words = i16x8.narrow_i32x4_s(whole, whole)
    v128.store32_lane(to, i8x16.narrow_i16x8_u(words, words), 0)
  }
}

/** The mean of a span's columns, rounded: a sum with 8192.5 has ten fractional bits, and the level in the eight above them. */
// @ts-ignore: decorator
@inline
function average(span: usize, line: usize, few: bool): v128 {
  const at = line + ((<usize>load<i32>(span)) << 4)
  const last = line + ((<usize>load<i32>(span, 4)) << 4)
  const inner = few ? v128.load(at, 16) : sumBetween(at + 16, last)
  const ends = f32x4.add(
    f32x4.mul(v128.load(at), v128.load32_splat(span, 8)), f32x4.mul(v128.load(last), v128.load32_splat(span, 16)),
  )
  const mean = f32x4.add(ends, f32x4.mul(inner, v128.load32_splat(span, 12)))
  return v128.and(i32x4.shr_u(f32x4.add(mean, f32x4.splat(8192.5)), 10), i32x4.splat(255))
}

function sumBetween(at: usize, last: usize): v128 {
  let sum = f32x4.splat(0)
  for (; at < last; at += 16) sum = f32x4.add(sum, v128.load(at))
  return sum
}
