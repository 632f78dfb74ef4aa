import type { Random, Range } from '@variegate/core'
import type { Image } from '../../sample.js'
import { pixelsOf, type Region } from './paint.js'

/** Draw bands across the whole image. */
export function bands(
  random: Random,
  kind: 'columns' | 'rows',
  count: number,
  thickness: Range,
  { width, height }: Image,
): Region[] {
  const along = kind === 'columns' ? width : height
  return Array.from({ length: count }, (): Region => {
    const size = pixelsOf(random.uniform(thickness), along)
    const start = random.integer([0, along - size])
    return kind === 'columns' ? [start, 0, size, height] : [0, start, width, size]
  })
}
