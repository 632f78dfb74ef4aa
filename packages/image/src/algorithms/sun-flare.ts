import { isGrey } from '../bytes/canvas.js'
import { colourPlanes, withColours } from '../planes/planes.js'
import type { Colour } from '../steps/steps.js'
import type { Algorithm } from './algorithm.js'
import { veilAlgorithm } from './veil.js'

/** A round reflex of the lens. */
export interface Ghost {
  readonly x: number
  readonly y: number
  readonly radius: number
  readonly opacity: number
  readonly colour: Colour
}

export interface SunSettings {
  readonly x: number
  readonly y: number
  /** Where the sun's glow ends, in pixels. */
  readonly radius: number
  readonly colour: Colour
  readonly ghosts: readonly Ghost[]
}

type GlowSettings = Omit<SunSettings, 'ghosts'> & { readonly most: number }

/** Paint the glow as rings ten pixels apart, whose opacity falls with the third power from the middle to the rim. */
export const sunGlow: Algorithm<GlowSettings> = {
  ...veilAlgorithm<GlowSettings>('sunGlow', ({ x, y, radius, colour, most }, { width, height }) => {
    const rings = ringTable(radius, most)
    const light = new Float32Array(width * height)
    for (let row = 0, at = 0; row < height; row++) {
      const dy = row + 0.5 - y
      for (let column = 0; column < width; column++, at++) {
        const dx = column + 0.5 - x
        const distance = Math.sqrt(dx * dx + dy * dy)
        if (distance < radius) light[at] = rings[Math.floor(distance)] ?? 0
      }
    }
    return { keep: 'rest', light: [light], colour }
  }),
  bytes(canvas, { x, y, radius, colour, most }) {
    const { scratch, pointer, width, height } = canvas
    const shares = scratch.take(width * height * 4)
    scratch.kernels.roundShares(shares, width, height, x, y, radius, scratch.put(ringTable(radius, most)))
    scratch.kernels.paintShares(pointer, width * height, shares, ...colour)
    return { ...canvas, grey: canvas.grey && isGrey(colour) }
  },
}

/** How opaque the glow is at every whole distance from the sun; the opacity of its innermost ring is the third power of `most`. */
function ringTable(radius: number, most: number): Float32Array {
  const rings = Math.floor(radius / 10)
  const passes = new Float32Array(Math.ceil(radius) + 1).fill(1)
  for (let ring = 0; ring < rings; ring++) {
    const opacity = rings > 1 ? (most * (rings - 1 - ring)) / (rings - 1) : most
    const reach = rings > 1 ? 1 + ((radius - 1) * ring) / (rings - 1) : radius
    for (let distance = 0; distance <= reach && distance < passes.length; distance++)
      passes[distance] = (passes[distance] ?? 1) * (1 - opacity * opacity * opacity)
  }
  for (let distance = 0; distance < passes.length; distance++) passes[distance] = 1 - (passes[distance] ?? 1)
  return passes
}

/** Paint round ghosts one over another, with an edge of one pixel. */
export const ghostsOf: Algorithm<{ readonly ghosts: readonly Ghost[] }> = {
  name: 'ghosts',
  run: (planes, { ghosts }) =>
    withColours(
      planes,
      colourPlanes(planes).map((plane, channel) => {
        const painted = plane.slice()
        for (const ghost of ghosts) paintDisc(ghost, planes, painted, channel)
        return painted
      }),
    ),
  bytes(canvas, { ghosts }) {
    const { scratch, pointer, width, height } = canvas
    for (const { x, y, radius, opacity, colour } of ghosts)
      scratch.kernels.paintDisc(pointer, width, height, x, y, radius, opacity, ...colour)
    return { ...canvas, grey: canvas.grey && ghosts.every(({ colour }) => isGrey(colour)) }
  },
}

function paintDisc(
  { x, y, radius, opacity, colour }: Ghost,
  { width, height }: { readonly width: number; readonly height: number },
  values: Float32Array,
  channel: number,
): void {
  const level = colour[channel] ?? colour[0]
  const [left, right] = [Math.max(0, Math.floor(x - radius - 1)), Math.min(width, Math.ceil(x + radius + 1))]
  const [top, bottom] = [Math.max(0, Math.floor(y - radius - 1)), Math.min(height, Math.ceil(y + radius + 1))]
  for (let row = top; row < bottom; row++) {
    const dy = row + 0.5 - y
    for (let column = left; column < right; column++) {
      const dx = column + 0.5 - x
      const inside = radius + 0.5 - Math.sqrt(dx * dx + dy * dy)
      if (inside <= 0) continue
      const share = inside < 1 ? opacity * inside : opacity
      const at = row * width + column
      const value = values[at] ?? 0
      values[at] = value + (level - value) * share
    }
  }
}
