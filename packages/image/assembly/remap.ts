import { MOST_PLACES } from './bilinear'
import { pickRun } from './nearest'
import { placesX, placesY, sampleRun } from './run'

/**
 * Sample the source at a position of its own for every output pixel.
 * `positions` holds 32-bit floats (x, y) in the source plane, where pixel i covers [i, i + 1). Linear sampling takes x - 0.5 and y - 0.5
 * in 32-bit floats; what is not a number shows the fill.
 */
export function remap(
  source: usize, sourceWidth: i32, sourceHeight: i32, target: usize, width: i32, height: i32,
  positions: usize, nearest: bool, border: i32, fill: u32,
): void {
  const pixels = width * height
  const shift = f32x4.splat(nearest ? 0 : 0.5)
  for (let first = 0; first < pixels; first += MOST_PLACES) {
    const count = min(MOST_PLACES, pixels - first)
    for (let index = 0; index < count; index += 4, positions += 32) {
      const at = (<usize>index) << 2
      const one = v128.load(positions)
      const other = v128.load(positions, 16)
      v128.store(placesX + at, f32x4.sub(v128.shuffle<i32>(one, other, 0, 2, 4, 6), shift))
      v128.store(placesY + at, f32x4.sub(v128.shuffle<i32>(one, other, 1, 3, 5, 7), shift))
    }
    const to = target + ((<usize>first) << 2)
    if (nearest) pickRun(source, sourceWidth, sourceHeight, to, count, border, fill)
    else sampleRun(source, sourceWidth, sourceHeight, to, count, border, fill)
  }
}
