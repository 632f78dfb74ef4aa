import { withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'

/** A radial model: a source lies (1 + primary r^2 + secondary r^4) times as far from the centre; r is 0.5 at the middle of a side. */
export interface Radial {
  readonly primary: number
  readonly secondary: number
}

/** Bend red and blue apart from green, as a lens does that breaks colours unequally; read linearly, borders as replicate. */
export const aberrationOf: Algorithm<{ readonly red: Radial; readonly blue: Radial }> = {
  name: 'chromaticAberration',
  colour: true,
  run(planes, settings) {
    const [red, green, blue] = planes.planes
    if (!red || !green || !blue) return planes
    const { width, height } = planes
    return withColours(planes, [
      bent(red, width, height, settings.red),
      green,
      bent(blue, width, height, settings.blue),
    ])
  },
}

function bent(plane: Float32Array, width: number, height: number, { primary, secondary }: Radial): Float32Array {
  if (primary === 0 && secondary === 0) return plane
  const result = new Float32Array(plane.length)
  const [right, bottom] = [width - 1, height - 1]
  const squares = Float64Array.from({ length: width }, (_, x) => ((x + 0.5) / width - 0.5) ** 2)
  for (let y = 0, at = 0; y < height; y++) {
    const dy = y + 0.5 - height / 2
    const square = (dy / height) * (dy / height)
    for (let x = 0; x < width; x++, at++) {
      const radius = square + (squares[x] ?? 0)
      const factor = 1 + radius * (primary + radius * secondary)
      const fromX = Math.min(right, Math.max(0, (x + 0.5 - width / 2) * factor + width / 2 - 0.5))
      const fromY = Math.min(bottom, Math.max(0, dy * factor + height / 2 - 0.5))
      const left = Math.floor(fromX)
      const top = Math.floor(fromY)
      const across = fromX - left
      const upper = top * width + left
      const lower = top < bottom ? upper + width : upper
      const next = left < right ? 1 : 0
      const a = plane[upper] ?? 0
      const c = plane[lower] ?? 0
      const above = a + ((plane[upper + next] ?? 0) - a) * across
      const below = c + ((plane[lower + next] ?? 0) - c) * across
      result[at] = above + (below - above) * (fromY - top)
    }
  }
  return result
}
