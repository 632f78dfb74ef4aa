/**
 * Resample columns and rows by taps of their own, in 32-bit floats: across, then down, rounded half up and clamped. A table has for every output column (or
 * row) where its taps begin, in bytes from the table's start, and how many there are, 32 bits each; a tap is a source column (or row), -1 for the
 * fill, in 32 bits, and its weight, a 32-bit float. Rows that were worked on are kept in `slots` lines. `room` has (slots + 1) (16 width + 4) bytes.
 */
export function resample(
  source: usize, sourceWidth: i32, target: usize, width: i32, height: i32, columns: usize, rows: usize, fill: u32, slots: i32, room: usize,
): void {
  const lineBytes = (<usize>width) << 4
  const lines = room + lineBytes
  const owners = lines + <usize>slots * lineBytes
  memory.fill(owners, 0xff, (<usize>slots) << 2)
  const outside = colourOf(fill)
  for (let y = 0; y < height; y++, target += (<usize>width) << 2) {
    memory.fill(room, 0, lineBytes)
    const entry = rows + ((<usize>y) << 3)
    let tap = rows + <usize>load<i32>(entry)
    for (let left = load<i32>(entry, 4); left > 0; left--, tap += 8) {
      const row = load<i32>(tap)
      const weight = v128.load32_splat(tap, 4)
      if (row < 0) {
        addTo(room, room + lineBytes, f32x4.mul(outside, weight))
        continue
      }
      const slot = <usize>(row % slots)
      const line = lines + slot * lineBytes
      if (load<i32>(owners + (slot << 2)) != row) {
        gatherRow(source + ((<usize>row * <usize>sourceWidth) << 2), line, line + lineBytes, columns, outside)
        store<i32>(owners + (slot << 2), row)
      }
      addLine(room, room + lineBytes, line, weight)
    }
    roundRow(room, room + lineBytes, target)
  }
}

// @ts-ignore: decorator
@inline
function colourOf(pixel: u32): v128 {
  return f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(i32x4.splat(pixel))))
}

function gatherRow(row: usize, line: usize, end: usize, columns: usize, outside: v128): void {
  for (let entry = columns; line < end; line += 16, entry += 8) {
    let tap = columns + <usize>load<i32>(entry)
    const stop = tap + ((<usize>load<i32>(entry, 4)) << 3)
    let sum = f32x4.splat(0)
    do {
      const column = load<i32>(tap)
      const colour = column < 0 ? outside : colourOf(load<u32>(row + ((<usize>column) << 2)))
      sum = f32x4.add(sum, f32x4.mul(colour, v128.load32_splat(tap, 4)))
      tap += 8
    } while (tap < stop)
    v128.store(line, sum)
  }
}

function addTo(sums: usize, end: usize, more: v128): void {
  for (; sums < end; sums += 16) v128.store(sums, f32x4.add(v128.load(sums), more))
}

function addLine(sums: usize, end: usize, line: usize, weight: v128): void {
  for (; sums < end; sums += 16, line += 16) v128.store(sums, f32x4.add(v128.load(sums), f32x4.mul(v128.load(line), weight)))
}

function roundRow(sums: usize, end: usize, target: usize): void {
  const half = f32x4.splat(0.5)
  for (; sums < end; sums += 16, target += 4) {
    const whole = i32x4.trunc_sat_f32x4_s(f32x4.floor(f32x4.add(v128.load(sums), half)))
    const words = i16x8.narrow_i32x4_s(whole, whole)
    v128.store32_lane(target, i8x16.narrow_i16x8_u(words, words), 0)
  }
}
