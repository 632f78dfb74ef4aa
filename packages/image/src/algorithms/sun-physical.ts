import { exact } from '@variegate/core'
import type { Ghost, SunSettings } from './sun-flare.js'
import { screen, veilAlgorithm } from './veil.js'

/** Standard deviations of the glow's softness for red, green and blue, in pixels: colours part a little. */
const SOFTNESS = [15.3, 15, 15.8] as const

/** Screen a soft disc with eight-pointed spikes and soft ghosts over the image, fading to nothing at 0.7 of the longer side. */
export const sunPhysical = veilAlgorithm<SunSettings>('sunPhysical', (settings, { width, height }) => {
  const { x, y, radius, colour, ghosts } = settings
  const reach = 0.7 * Math.max(width, height)
  const edge = Float64Array.from({ length: EDGE * 8 + 1 }, (_, step) => softEdge(step / EDGE - 4))
  const bell = Float64Array.from({ length: EDGE * 4 + 1 }, (_, step) => exact.exp(-((step / EDGE) ** 2) / 2))
  const light = SOFTNESS.map(() => new Float32Array(width * height))
  const faded = new Float32Array(width * height)
  for (let row = 0, at = 0; row < height; row++) {
    const dy = row + 0.5 - y
    const down = Math.abs(dy)
    for (let column = 0; column < width; column++, at++) {
      const dx = column + 0.5 - x
      const distance = Math.sqrt(dx * dx + dy * dy)
      if (distance >= reach) continue
      faded[at] = 1 - distance / reach
      if (radius <= 0) continue
      // The nearest of the four lines through the sun: across, down, and both diagonals.
      const across = Math.abs(dx)
      const off = Math.min(across, down, Math.abs(across - down) * Math.SQRT1_2)
      if (distance > radius + FAR && off > FAR) continue
      for (let channel = 0; channel < 3; channel++) {
        const plane = light[channel]
        const sigma = SOFTNESS[channel] ?? 15
        const disc = readTable(edge, ((radius - distance) / sigma + 4) * EDGE)
        // A line two pixels wide, blurred.
        const spike = off < FAR ? (0.8 / sigma) * readTable(bell, (off / sigma) * EDGE) : 0
        if (plane) plane[at] = disc + spike
      }
    }
  }
  for (const [channel, plane] of light.entries()) {
    for (const ghost of ghosts) addBlob(plane, width, height, ghost, SOFTNESS[channel] ?? 15, bell)
    const level = (colour[channel] ?? 0) / 255
    for (let at = 0; at < plane.length; at++) {
      const share = plane[at] ?? 0
      if (share > 0) plane[at] = (share < 1 ? share : 1) * (faded[at] ?? 0) * level
    }
  }
  return screen(light, [255, 255, 255])
})

/** Beyond this many pixels a blurred edge or line cannot be seen. */
const FAR = 60

/** Steps of the tables a standard deviation. */
const EDGE = 64

const readTable = (table: Float64Array, position: number): number =>
  position <= 0 ? (table[0] ?? 0) : (table[Math.min(table.length - 1, Math.floor(position + 0.5))] ?? 0)

/** The normal distribution, within 1e-7 (Abramowitz and Stegun, 26.2.17). */
function softEdge(position: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(position))
  const poly = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  const tail = 0.3989422804014327 * exact.exp((-position * position) / 2) * poly
  return position > 0 ? 1 - tail : tail
}

/** Add a small disc, blurred: a bell of the same volume. */
function addBlob(
  plane: Float32Array,
  width: number,
  height: number,
  { x, y, radius, opacity }: Ghost,
  sigma: number,
  bell: Float64Array,
): void {
  const spread = Math.sqrt(sigma * sigma + (radius * radius) / 4)
  const peak = (opacity * 8 * (radius * radius)) / (2 * spread * spread)
  const reach = Math.ceil(4 * spread)
  for (let row = Math.max(0, Math.floor(y) - reach); row < Math.min(height, y + reach); row++) {
    for (let column = Math.max(0, Math.floor(x) - reach); column < Math.min(width, x + reach); column++) {
      const [dx, dy] = [column + 0.5 - x, row + 0.5 - y]
      const at = row * width + column
      plane[at] = (plane[at] ?? 0) + peak * readTable(bell, (Math.sqrt(dx * dx + dy * dy) / spread) * EDGE)
    }
  }
}
