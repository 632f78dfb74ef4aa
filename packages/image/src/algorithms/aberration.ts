import { withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'
import { copyOf } from './bytes.js'

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
    const target = copyOf(canvas)
    const source = scratch.bytes(pointer, width * height * 4)
    const pixels = scratch.bytes(target, width * height * 4)
    bend(source, pixels, { width, height, channels: 4, channel: 0, round: 0.5 }, settings.red)
    bend(source, pixels, { width, height, channels: 4, channel: 2, round: 0.5 }, settings.blue)
    return { ...canvas, pointer: target, grey: false }
  },
}

function bent(plane: Float32Array, width: number, height: number, radial: Radial): Float32Array {
  const result = new Float32Array(plane.length)
  bend(plane, result, { width, height, channels: 1, channel: 0, round: 0 }, radial)
  return result
}

interface Channel {
  readonly width: number
  readonly height: number
  /** How many channels lie side by side, and which of them it is. */
  readonly channels: number
  readonly channel: number
  /** What is added before values are stored: a half where that cuts their fractions off. */
  readonly round: number
}

/** Write one channel as a lens bends it. */
function bend<Values extends Float32Array | Uint8Array>(
  source: Values,
  target: Values,
  { width, height, channels, channel, round }: Channel,
  { primary, secondary }: Radial,
): void {
  const [right, bottom] = [width - 1, height - 1]
  const rowLength = width * channels
  const [middleX, middleY] = [width / 2 - 0.5, height / 2 - 0.5]
  const squares = Float64Array.from({ length: width }, (_, x) => ((x - middleX) / width) ** 2)
  for (let y = 0, at = channel; y < height; y++) {
    const dy = y - middleY
    const square = (dy / height) * (dy / height)
    for (let x = 0; x < width; x++, at += channels) {
      const radius = square + (squares[x] ?? 0)
      const factor = 1 + radius * (primary + radius * secondary)
      const fromX = Math.min(right, Math.max(0, (x - middleX) * factor + middleX))
      const fromY = Math.min(bottom, Math.max(0, dy * factor + middleY))
      const left = Math.floor(fromX)
      const top = Math.floor(fromY)
      const across = fromX - left
      const upper = top * rowLength + left * channels + channel
      const lower = top < bottom ? upper + rowLength : upper
      const next = left < right ? channels : 0
      const a = source[upper] ?? 0
      const c = source[lower] ?? 0
      const above = a + ((source[upper + next] ?? 0) - a) * across
      const below = c + ((source[lower + next] ?? 0) - c) * across
      target[at] = above + (below - above) * (fromY - top) + round
    }
  }
}
