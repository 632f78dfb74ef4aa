import { filterColours } from '../planes/filter.js'
import type { Algorithm } from './algorithm.js'

export interface ModeSettings {
  readonly radius: number
  /** How many equal steps the scale is cut into before values are counted. */
  readonly levels: number
}

/**
 * Take the most frequent level of a square window, cut off at the edge, channel by channel: the mean of what lies in that level.
 * A level is the lowest of equals, and a pixel stays where none occurs more than twice (Pillow's ModeFilter).
 */
export const modeFilterOf: Algorithm<ModeSettings> = {
  name: 'modeFilter',
  run: (planes, settings) =>
    filterColours(planes, (plane) =>
      modes(plane, levelsOf(plane, settings.levels), planes.width, planes.height, settings),
    ),
}

function levelsOf(plane: Float32Array, levels: number): Uint8Array {
  const result = new Uint8Array(plane.length)
  for (let at = 0; at < plane.length; at++) {
    // Whole levels of bytes stay what they are at 256 steps.
    const level = Math.floor(((plane[at] ?? 0) * levels) / 256 + 1e-6)
    result[at] = Math.min(levels - 1, Math.max(0, level))
  }
  return result
}

function modes(
  plane: Float32Array,
  bins: Uint8Array,
  width: number,
  height: number,
  { radius, levels }: ModeSettings,
): Float32Array {
  const result = new Float32Array(plane.length)
  const counts = new Int32Array(levels)
  const sums = new Float64Array(levels)
  // Whole levels are their own mean.
  const whole = levels === 256 && isWhole(plane, bins)
  for (let y = 0; y < height; y++) {
    const [top, bottom] = [Math.max(0, y - radius), Math.min(height - 1, y + radius)]
    counts.fill(0)
    sums.fill(0)
    let most = 0
    let mode = levels
    for (let x = -radius; x < width; x++) {
      // The mode is only sought anew where one of its pixels leaves; else it can only be overtaken by what enters.
      let lost = x === 0
      const leaving = x - radius - 1
      const entering = x + radius
      for (let row = leaving < 0 ? bottom + 1 : top; row <= bottom; row++) {
        const at = row * width + leaving
        const bin = bins[at] ?? 0
        counts[bin] = (counts[bin] ?? 0) - 1
        if (!whole) sums[bin] = (sums[bin] ?? 0) - (plane[at] ?? 0)
        if (bin === mode) lost = true
      }
      for (let row = entering < width ? top : bottom + 1; row <= bottom; row++) {
        const at = row * width + entering
        const bin = bins[at] ?? 0
        const found = (counts[bin] ?? 0) + 1
        counts[bin] = found
        if (!whole) sums[bin] = (sums[bin] ?? 0) + (plane[at] ?? 0)
        if (found < most || (found === most && bin > mode)) continue
        most = found
        mode = bin
      }
      if (x < 0) continue
      const left = Math.max(0, x - radius)
      const right = Math.min(width - 1, x + radius)
      if (lost) {
        most = 0
        mode = levels
      }
      // Either all levels or all pixels of the window are looked at, whichever are fewer.
      if (lost && (right - left + 1) * (bottom - top + 1) > levels) {
        for (let bin = 0; bin < levels; bin++) {
          const found = counts[bin] ?? 0
          if (found <= most) continue
          most = found
          mode = bin
        }
      } else if (lost) {
        for (let row = top; row <= bottom; row++) {
          for (let at = row * width + left, end = row * width + right; at <= end; at++) {
            const bin = bins[at] ?? 0
            const found = counts[bin] ?? 0
            if (found < most || (found === most && bin >= mode)) continue
            most = found
            mode = bin
          }
        }
      }
      const own = plane[y * width + x] ?? 0
      result[y * width + x] = most <= 2 ? own : whole ? mode : (sums[mode] ?? 0) / most
    }
  }
  return result
}

function isWhole(plane: Float32Array, bins: Uint8Array): boolean {
  for (let at = 0; at < plane.length; at++) if (plane[at] !== bins[at]) return false
  return true
}
