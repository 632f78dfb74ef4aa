import { measuredTone, type ToneTable } from './measured-tone.js'
import type { Histogram } from './statistics.js'

interface AutoContrastSettings {
  /** Percent of the pixels left out at each end, [0, 50). */
  readonly cutoff: number
  /** Whether all channels are stretched alike, by their luma. */
  readonly keepTone: boolean
}

/** Stretch the levels that are there over the whole scale, by Pillow's rule. */
export const stretchContrast = measuredTone<AutoContrastSettings>(
  'stretchContrast',
  ({ channels, luma }, { cutoff, keepTone }) =>
    (keepTone ? [luma()] : channels).map((counts) => stretched(counts, cutoff)),
)

/** Pillow ImageOps.autocontrast: (v - low) * 255 / (high - low), cut to whole numbers; all stays where one level is left. */
export function stretched(counts: Histogram, cutoff: number): ToneTable {
  const cut = Math.floor((counts.reduce((sum, count) => sum + count, 0) * cutoff) / 100)
  const low = firstLeft(counts, cut)
  const high = 255 - firstLeft(counts.toReversed(), cut)
  if (high <= low) return Uint8Array.from({ length: 256 }, (_, level) => level)
  const scale = 255 / (high - low)
  const offset = -low * scale
  return Uint8Array.from({ length: 256 }, (_, level) => Math.min(255, Math.max(0, Math.trunc(level * scale + offset))))
}

/** The first level that holds a pixel once so many are left out. */
function firstLeft(counts: Histogram, cut: number): number {
  let rest = cut
  for (let level = 0; level < 256; level++) {
    const count = counts[level] ?? 0
    if (count > rest) return level
    rest -= count
  }
  return 256
}
