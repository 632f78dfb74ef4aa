import type { Border } from './steps.js'

/** The index inside [0, length) that an index outside stands for, or -1 where a constant border lies. */
export function borderIndex(index: number, length: number, border: Border): number {
  if (index >= 0 && index < length) return index
  if (border === 'constant') return -1
  if (border === 'replicate') return index < 0 ? 0 : length - 1
  const period = border === 'reflect' ? 2 * length : border === 'reflect101' ? Math.max(1, 2 * (length - 1)) : length
  const at = ((index % period) + period) % period
  if (at < length) return at
  return border === 'reflect' ? period - 1 - at : period - at
}
