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
  bytes(canvas, settings) {
    const { scratch, pointer, width, height } = canvas
    if (width < 2) return undefined
    const target = scratch.take(width * height * 4)
    const { red, blue } = settings
    scratch.kernels.bendRedBlue(
      pointer,
      target,
      width,
      height,
      red.primary,
      red.secondary,
      blue.primary,
      blue.secondary,
    )
    return { ...canvas, pointer: target, grey: false }
  },
}

/** Write one channel as a lens bends it. */
function bent(source: Float32Array, width: number, height: number, { primary, secondary }: Radial): Float32Array {
  const target = new Float32Array(source.length)
  const [right, bottom] = [width - 1, height - 1]
  const [middleX, middleY] = [width / 2 - 0.5, height / 2 - 0.5]
  const squares = Float64Array.from({ length: width }, (_, x) => ((x - middleX) / width) ** 2)
  for (let y = 0, at = 0; y < height; y++) {
    const dy = y - middleY
    const square = (dy / height) * (dy / height)
    for (let x = 0; x < width; x++, at++) {
      const radius = square + (squares[x] ?? 0)
      const factor = 1 + radius * (primary + radius * secondary)
      const fromX = Math.min(right, Math.max(0, (x - middleX) * factor + middleX))
      const fromY = Math.min(bottom, Math.max(0, dy * factor + middleY))
      const left = Math.floor(fromX)
      const top = Math.floor(fromY)
      const across = fromX - left
      const upper = top * width + left
      const lower = top < bottom ? upper + width : upper
      const next = left < right ? 1 : 0
      const a = source[upper] ?? 0
      const c = source[lower] ?? 0
      const above = a + ((source[upper + next] ?? 0) - a) * across
      const below = c + ((source[lower + next] ?? 0) - c) * across
      target[at] = above + (below - above) * (fromY - top)
    }
  }
  return target
}
