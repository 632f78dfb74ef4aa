/**
 * Average a plane of 32-bit floats over boxes of 2 radius + 1 pixels a side; beyond the edge lies the edge pixel.
 * `line` has 4 (width + 2 radius + 8) bytes.
 */
export function boxMeans(source: usize, target: usize, width: i32, height: i32, radius: i32, line: usize): void {
  const row = (<usize>width) << 2
  const centre = line + ((<usize>radius) << 2)
  const size = 2 * radius + 1
  const share = f32x4.splat(<f32>1 / <f32>(size * size))
  for (let y = 0; y < height; y++) {
    for (let x: usize = 0; x < row; x += 16) {
      let sum = f32x4.splat(0)
      let down = -radius
      do {
        const from = <usize>min(height - 1, max(0, y + down)) * row
        sum = f32x4.add(sum, v128.load(source + from + x))
      } while (++down <= radius)
      v128.store(centre + x, sum)
    }
    const first = load<f32>(centre), last = load<f32>(centre + row - 4)
    for (let x: usize = 0; x < <usize>radius; x++) {
      store<f32>(line + (x << 2), first)
      store<f32>(centre + row + (x << 2), last)
    }
    const to = target + <usize>y * row
    for (let x: usize = 0; x < row; x += 16) {
      let at = line + x
      const end = at + ((<usize>size) << 2)
      let sum = f32x4.splat(0)
      do {
        sum = f32x4.add(sum, v128.load(at))
        at += 4
      } while (at < end)
      // A row runs over into the next, which comes after it.
      v128.store(to + x, f32x4.mul(sum, share))
    }
  }
}
