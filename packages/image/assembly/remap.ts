import { fetch, MOST_PLACES } from './bilinear'
import { placesX, placesY, sampleRun } from './run'

/** Positions at least this far away, in pixels, show the fill on every border. */
const FAR: f32 = 1e9

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
  if (nearest) {
    for (let index = 0; index < pixels; index++) {
      const at = positions + ((<usize>index) << 3)
      const x = Mathf.floor(load<f32>(at))
      const y = Mathf.floor(load<f32>(at, 4))
      let pixel = fill
      if (x >= 0 && y >= 0 && x < <f32>sourceWidth && y < <f32>sourceHeight) {
        pixel = load<u32>(source + ((<usize>(<i32>y) * <usize>sourceWidth + <usize>(<i32>x)) << 2))
      } else if (Mathf.abs(x) < FAR && Mathf.abs(y) < FAR) {
        pixel = fetch(source, sourceWidth, sourceHeight, <i32>x, <i32>y, border, fill)
      }
      store<u32>(target + ((<usize>index) << 2), pixel)
    }
    return
  }
  const half = f32x4.splat(0.5)
  for (let first = 0; first < pixels; first += MOST_PLACES) {
    const count = min(MOST_PLACES, pixels - first)
    for (let index = 0; index < count; index += 4, positions += 32) {
      const at = (<usize>index) << 2
      const one = v128.load(positions)
      const other = v128.load(positions, 16)
      v128.store(placesX + at, f32x4.sub(v128.shuffle<i32>(one, other, 0, 2, 4, 6), half))
      v128.store(placesY + at, f32x4.sub(v128.shuffle<i32>(one, other, 1, 3, 5, 7), half))
    }
    sampleRun(source, sourceWidth, sourceHeight, target + ((<usize>first) << 2), count, border, fill)
  }
}
