/**
 * Copy pixels one to one: output (x, y) comes from the source pixel at origin + x * stepX + y * stepY, in pixels.
 * This carries flips, quarter turns, transposition and crops.
 */
export function orient(
  source: usize,
  target: usize,
  width: i32,
  height: i32,
  targetWidth: i32,
  origin: i32,
  stepX: i32,
  stepY: i32,
): void {
  for (let y = 0; y < height; y++) {
    let to = target + ((<usize>y * <usize>targetWidth) << 2)
    let from = source + <usize>((<isize>origin + <isize>y * <isize>stepY) << 2)
    if (stepX == 1) {
      memory.copy(to, from, (<usize>width) << 2)
      continue
    }
    const step = (<isize>stepX) << 2
    for (let x = 0; x < width; x++, to += 4, from += <usize>step) store<u32>(to, load<u32>(from))
  }
}
