import { exact } from '@variegate/core'
import type { Colour } from '../steps/steps.js'
import { screen, veilAlgorithm } from './veil.js'

/** A round reflex of the lens. */
export interface Ghost {
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly opacity: number
  readonly colour: Colour
}

interface SunSettings {
  readonly x: number
  readonly y: number
  /** Where the sun's glow ends, in pixels. */
  readonly radius: number
  readonly colour: Colour
  readonly ghosts: readonly Ghost[]
}

/** Paint ghosts, then the glow as rings ten pixels apart, whose opacity falls with the third power from the middle to the rim. */
export const sunOverlay = veilAlgorithm<SunSettings>('sunOverlay', ({ x, y, radius, colour, ghosts }, canvas) => {
  const { width, height } = canvas
  const keep = new Float32Array(width * height).fill(1)
  const light = [0, 1, 2].map(() => new Float32Array(width * height))
  for (const ghost of ghosts) paintDisc(ghost, canvas, keep, light)
  const passes = ringTable(radius, ghosts)
  const [red, green, blue] = light
  if (!red || !green || !blue) return { keep: [keep], light, colour: [255, 255, 255] }
  const [r, g, b] = [colour[0] / 255, colour[1] / 255, colour[2] / 255]
  const top = Math.max(0, Math.ceil(y - radius - 0.5))
  const bottom = Math.min(height - 1, Math.floor(y + radius - 0.5))
  for (let row = top; row <= bottom; row++) {
    const dy = row + 0.5 - y
    for (let column = 0, at = row * width; column < width; column++, at++) {
      const dx = column + 0.5 - x
      const distance = Math.sqrt(dx * dx + dy * dy)
      if (distance >= radius) continue
      const pass = passes[Math.floor(distance)] ?? 1
      keep[at] = (keep[at] ?? 1) * pass
      red[at] = (red[at] ?? 0) * pass + (1 - pass) * r
      green[at] = (green[at] ?? 0) * pass + (1 - pass) * g
      blue[at] = (blue[at] ?? 0) * pass + (1 - pass) * b
    }
  }
  return { keep: [keep], light, colour: [255, 255, 255] }
})

/** What passes through the rings at every whole distance from the sun. */
function ringTable(radius: number, ghosts: readonly Ghost[]): Float32Array {
  const rings = Math.floor(radius / 10)
  const lengths = ghosts.reduce((sum, ghost) => sum + ghost.radius, 0)
  const weighted = ghosts.reduce((sum, ghost) => sum + ghost.radius * ghost.opacity, 0)
  // Five times the ghosts' mean opacity; theirs is an eighth on average, where there are any.
  const most = Math.min(1, 5 * (lengths > 0 ? weighted / lengths : 0.125))
  const passes = new Float32Array(Math.ceil(radius) + 1).fill(1)
  for (let ring = 0; ring < rings; ring++) {
    const opacity = rings > 1 ? (most * (rings - 1 - ring)) / (rings - 1) : most
    const reach = rings > 1 ? 1 + ((radius - 1) * ring) / (rings - 1) : radius
    for (let distance = 0; distance <= reach && distance < passes.length; distance++)
      passes[distance] = (passes[distance] ?? 1) * (1 - opacity * opacity * opacity)
  }
  return passes
}

/** Paint a disc with an edge of one pixel. */
function paintDisc(
  { x, y, radius, opacity, colour }: Ghost,
  { width, height }: { readonly width: number; readonly height: number },
  keep: Float32Array,
  light: readonly Float32Array[],
): void {
  const [left, right] = [Math.max(0, Math.floor(x - radius - 1)), Math.min(width, Math.ceil(x + radius + 1))]
  const [top, bottom] = [Math.max(0, Math.floor(y - radius - 1)), Math.min(height, Math.ceil(y + radius + 1))]
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      const [dx, dy] = [column + 0.5 - x, row + 0.5 - y]
      const share = opacity * Math.min(1, Math.max(0, radius + 0.5 - Math.sqrt(dx * dx + dy * dy)))
      if (share === 0) continue
      const at = row * width + column
      keep[at] = (keep[at] ?? 1) * (1 - share)
      for (let channel = 0; channel < 3; channel++) {
        const plane = light[channel]
        if (plane) plane[at] = (plane[at] ?? 0) * (1 - share) + (share * (colour[channel] ?? 0)) / 255
      }
    }
  }
}

/** Standard deviations of the glow's softness for red, green and blue, in pixels: colours part a little. */
const SOFTNESS = [15.3, 15, 15.8] as const

/** Screen a soft disc with eight-pointed spikes and soft ghosts over the image, fading to nothing at 0.7 of the longer side. */
export const sunPhysical = veilAlgorithm<SunSettings>('sunPhysical', (settings, { width, height }) => {
  const { x, y, radius, colour, ghosts } = settings
  const reach = 0.7 * Math.max(width, height)
  const light = SOFTNESS.map((sigma, channel) => {
    const plane = new Float32Array(width * height)
    const edge = Float64Array.from({ length: EDGE * 8 + 1 }, (_, step) => softEdge((step / EDGE - 4) * 1))
    const bell = Float64Array.from({ length: EDGE * 4 + 1 }, (_, step) => exact.exp(-((step / EDGE) ** 2) / 2))
    // A line two pixels wide, blurred.
    const peak = radius > 0 ? 2 / (sigma * Math.sqrt(2 * Math.PI)) : 0
    for (let row = 0, at = 0; row < height; row++) {
      for (let column = 0; column < width; column++, at++) {
        const [dx, dy] = [column + 0.5 - x, row + 0.5 - y]
        const distance = Math.sqrt(dx * dx + dy * dy)
        if (distance >= reach) continue
        const disc = radius > 0 ? readTable(edge, ((radius - distance) / sigma + 4) * EDGE) : 0
        // The nearest of the four lines through the sun: across, down, and both diagonals.
        const [across, down] = [Math.abs(dx), Math.abs(dy)]
        const off = Math.min(across, down, Math.abs(across - down) * Math.SQRT1_2)
        const spike = off < 4 * sigma ? peak * readTable(bell, (off / sigma) * EDGE) : 0
        plane[at] = Math.min(1, disc + spike)
      }
    }
    for (const ghost of ghosts) addBlob(plane, width, height, ghost, sigma, bell)
    for (let row = 0, at = 0; row < height; row++) {
      for (let column = 0; column < width; column++, at++) {
        const [dx, dy] = [column + 0.5 - x, row + 0.5 - y]
        const fade = Math.max(0, 1 - Math.sqrt(dx * dx + dy * dy) / reach)
        plane[at] = (Math.min(1, plane[at] ?? 0) * fade * (colour[channel] ?? 0)) / 255
      }
    }
    return plane
  })
  return screen(light, [255, 255, 255])
})

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
