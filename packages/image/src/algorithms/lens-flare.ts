import type { Colour } from '../steps/steps.js'
import { screen, veilAlgorithm } from './veil.js'

export interface LensGhost {
  readonly x: number
  readonly y: number
  /** Radius of the aperture's picture, in pixels. */
  readonly radius: number
  readonly opacity: number
  readonly colour: Colour
}

interface LensFlareSettings {
  /** Where the light is, in pixels. */
  readonly x: number
  readonly y: number
  /** Where the glow has fallen to a quarter, in pixels. */
  readonly glow: number
  readonly intensity: number
  readonly colour: Colour
  readonly ghosts: readonly LensGhost[]
  /** Unit vectors square to the blades' edges: [x0, y0, x1, y1, …]. */
  readonly blades: readonly number[]
}

/** Screen a glow 1 / (1 + (d / r)^2)^2 about the light, and pictures of the aperture, brighter towards their rim, over the image. */
export const lensFlareOf = veilAlgorithm<LensFlareSettings>('lensFlare', (settings, { width, height }) => {
  const light = [0, 1, 2].map(() => new Float32Array(width * height))
  addGlow(settings, width, height, light)
  for (const ghost of settings.ghosts) addGhost(ghost, settings.blades, width, height, light)
  for (const plane of light) for (let at = 0; at < plane.length; at++) if ((plane[at] ?? 0) > 1) plane[at] = 1
  return screen(light, [255, 255, 255])
})

function addGlow(
  { x, y, glow, intensity, colour }: LensFlareSettings,
  width: number,
  height: number,
  light: readonly Float32Array[],
): void {
  const [red, green, blue] = light
  if (!red || !green || !blue || glow <= 0) return
  const [r, g, b] = [(colour[0] * intensity) / 255, (colour[1] * intensity) / 255, (colour[2] * intensity) / 255]
  const perRadius = 1 / (glow * glow)
  for (let row = 0, at = 0; row < height; row++) {
    const dy = row + 0.5 - y
    for (let column = 0; column < width; column++, at++) {
      const dx = column + 0.5 - x
      const fall = 1 / (1 + (dx * dx + dy * dy) * perRadius)
      const share = fall * fall
      red[at] = share * r
      green[at] = share * g
      blue[at] = share * b
    }
  }
}

/** The aperture is where no blade's edge is passed; its picture is half as bright in the middle as at the rim. */
function addGhost(
  { x, y, radius, opacity, colour }: LensGhost,
  blades: readonly number[],
  width: number,
  height: number,
  light: readonly Float32Array[],
): void {
  const soft = Math.max(1, radius * 0.06)
  const reach = radius * 1.2 + soft
  const [left, right] = [Math.max(0, Math.floor(x - reach)), Math.min(width, Math.ceil(x + reach))]
  const [top, bottom] = [Math.max(0, Math.floor(y - reach)), Math.min(height, Math.ceil(y + reach))]
  const [r, g, b] = [colour[0] / 255, colour[1] / 255, colour[2] / 255]
  const [red, green, blue] = light
  if (!red || !green || !blue) return
  for (let row = top; row < bottom; row++) {
    const dy = row + 0.5 - y
    for (let column = left; column < right; column++) {
      const dx = column + 0.5 - x
      let distance = 0
      for (let blade = 0; blade < blades.length; blade += 2) {
        const across = dx * (blades[blade] ?? 0) + dy * (blades[blade + 1] ?? 0)
        if (across > distance) distance = across
      }
      const inside = (radius - distance) / soft + 0.5
      if (inside <= 0) continue
      const rim = distance / radius
      const share = opacity * (inside < 1 ? inside : 1) * (0.5 + 0.5 * rim * rim)
      const at = row * width + column
      red[at] = (red[at] ?? 0) + share * r
      green[at] = (green[at] ?? 0) + share * g
      blue[at] = (blue[at] ?? 0) + share * b
    }
  }
}
