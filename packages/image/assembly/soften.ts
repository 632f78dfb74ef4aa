/**
 * Average a plane of signed 16-bit numbers over boxes of 2 radius + 1 pixels a side, rounded half up; beyond the edge lies the edge pixel.
 * The radius is at most 127. `sums` has 8 (width + radius + 12) bytes; both planes go on sixteen bytes beyond their last number.
 */
export function boxMeans(source: usize, target: usize, width: i32, height: i32, radius: i32, sums: usize): void {
  const row = (<usize>width) << 1
  const size = 2 * radius + 1
  const share = f32x4.splat(<f32>1 / <f32>(size * size))
  const running = sums + (((<usize>width) + 8) << 2)
  const window = (<usize>size) << 2
  memory.fill(sums, 0, ((<usize>width) + 8) << 2)
  for (let y = -radius; y < radius; y++) addRow(sums, source + <usize>min(height - 1, max(0, y)) * row, row)
  for (let y = 0; y < height; y++) {
    addRow(sums, source + <usize>min(height - 1, y + radius) * row, row)
    runOver(sums, width, radius, running)
    const to = target + <usize>y * row
    for (let x: usize = 0; x < row; x += 16) {
      const from = running + (x << 1)
      const low = mean(i32x4.sub(v128.load(from + window), v128.load(from)), share)
      const high = mean(i32x4.sub(v128.load(from + window, 16), v128.load(from, 16)), share)
      // A row runs over into the next, which comes after it.
      v128.store(to + x, i16x8.narrow_i32x4_s(low, high))
    }
    subtractRow(sums, source + <usize>max(0, y - radius) * row, row)
  }
}

/** Sums of sums fit 32 bits only by their differences, which is all that is asked of them. */
function runOver(sums: usize, width: i32, radius: i32, running: usize): void {
  const first = load<i32>(sums), last = load<i32>(sums + (((<usize>width) - 1) << 2))
  store<i32>(running, 0)
  for (let step = 1; step <= radius; step++) store<i32>(running + ((<usize>step) << 2), step * first)
  const centre = running + ((<usize>radius) << 2)
  let before = i32x4.splat(radius * first)
  for (let x: usize = 0; x < ((<usize>width) << 2); x += 16) {
    const own = v128.load(sums + x)
    const pairs = i32x4.add(own, v128.shuffle<i32>(own, i32x4.splat(0), 4, 0, 1, 2))
    const fours = i32x4.add(pairs, v128.shuffle<i32>(pairs, i32x4.splat(0), 4, 5, 0, 1))
    const all = i32x4.add(before, fours)
    v128.store(centre + x, all, 4)
    before = v128.shuffle<i32>(all, all, 3, 3, 3, 3)
  }
  const end = centre + ((<usize>width) << 2)
  const sum = load<i32>(end)
  for (let step = 1; step <= radius; step++) store<i32>(end + ((<usize>step) << 2), sum + step * last)
}

function addRow(sums: usize, row: usize, bytes: usize): void {
  for (let x: usize = 0; x < bytes; x += 16, sums += 32) {
    const values = v128.load(row + x)
    v128.store(sums, i32x4.add(v128.load(sums), i32x4.extend_low_i16x8_s(values)))
    v128.store(sums, i32x4.add(v128.load(sums, 16), i32x4.extend_high_i16x8_s(values)), 16)
  }
}

function subtractRow(sums: usize, row: usize, bytes: usize): void {
  for (let x: usize = 0; x < bytes; x += 16, sums += 32) {
    const values = v128.load(row + x)
    v128.store(sums, i32x4.sub(v128.load(sums), i32x4.extend_low_i16x8_s(values)))
    v128.store(sums, i32x4.sub(v128.load(sums, 16), i32x4.extend_high_i16x8_s(values)), 16)
  }
}

// @ts-ignore: decorator
@inline
function mean(sum: v128, share: v128): v128 {
  const value = f32x4.add(f32x4.mul(f32x4.convert_i32x4_s(sum), share), f32x4.splat(0.5))
  return i32x4.trunc_sat_f32x4_s(f32x4.floor(value))
}
