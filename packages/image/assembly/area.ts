/** A span of source rows or columns that one output covers: the first and the last, 32-bit whole numbers, then the share that each of these two has in it. */
const SPAN_BYTES = 16
const ROWS = memory.data(SPAN_BYTES)
/** Rows whose bytes add up within 16 bits. */
const MOST_ROWS = 256

/** Bytes of room that shrinking needs. */
export function areaRoom(sourceWidth: i32, width: i32): i32 {
  return (sourceWidth + 4 + width) * 16
}

/**
 * Shrink by averaging: every output pixel is the mean of the source area it covers, rounded half up, in 32-bit floats: down, then across.
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
  for (let y = 0; y < height; y++) {
    writeSpan(ROWS, y0 + <f64>y * scaleY, y0 + <f64>(y + 1) * scaleY, sourceHeight)
    addRows(source + ((<usize>from) << 2), (<usize>sourceWidth) << 2, columns, line)
    averageColumns(room, line - ((<usize>from) << 4), target + ((<usize>y * <usize>width) << 2), width)
  }
}

/** Write the span of [left, right) within [0, length). */
function writeSpan(to: usize, left: f64, right: f64, length: i32): void {
  const first = min(length - 1, max(0, <i32>Math.floor(left)))
  const last = max(first, min(length - 1, <i32>Math.ceil(right) - 1))
  store<i32>(to, first)
  store<i32>(to, last, 4)
  store<f32>(to, share(left, right, first), 8)
  store<f32>(to, last > first ? share(left, right, last) : 0, 12)
}

function share(left: f64, right: f64, index: i32): f32 {
  return <f32>max<f64>(0, min(right, <f64>(index + 1)) - max(left, <f64>index))
}

/** What all shares of a span add up to; those between the first and the last are whole. */
function total(span: usize): f32 {
  return load<f32>(span, 8) + load<f32>(span, 12) + <f32>max(0, load<i32>(span, 4) - load<i32>(span) - 1)
}

/** Add the rows of a span up, four columns at a time: first * share + last * share, then what lies between, as whole numbers. */
function addRows(source: usize, stride: usize, columns: i32, line: usize): void {
  const firstShare = v128.load32_splat(ROWS, 8)
  const lastShare = v128.load32_splat(ROWS, 12)
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
      a = f32x4.add(a, f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(low)))
      b = f32x4.add(b, f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(low)))
      c = f32x4.add(c, f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(high)))
      d = f32x4.add(d, f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_u(high)))
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

/** One output row: (first * share + last * share + what lies between) / (rows' total * columns' total). */
function averageColumns(spans: usize, line: usize, to: usize, width: i32): void {
  const rows = total(ROWS)
  const end = to + ((<usize>width) << 2)
  for (; to < end; to += 4, spans += SPAN_BYTES) {
    let at = line + ((<usize>load<i32>(spans)) << 4)
    const last = line + ((<usize>load<i32>(spans, 4)) << 4)
    let sum = f32x4.add(
      f32x4.mul(v128.load(at), v128.load32_splat(spans, 8)), f32x4.mul(v128.load(last), v128.load32_splat(spans, 12)),
    )
    for (at += 16; at < last; at += 16) sum = f32x4.add(sum, v128.load(at))
    const mean = f32x4.add(f32x4.div(sum, f32x4.splat(rows * total(spans))), f32x4.splat(0.5))
    const whole = i32x4.trunc_sat_f32x4_s(f32x4.floor(mean))
    const words = i16x8.narrow_i32x4_s(whole, whole)
    v128.store32_lane(to, i8x16.narrow_i16x8_u(words, words), 0)
  }
}
