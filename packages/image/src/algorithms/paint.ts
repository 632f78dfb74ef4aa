import type { AlphaMaker } from '../steps/alpha.js'
import type { Colour } from '../steps/steps.js'
import { veilAlgorithm, type Veil } from './veil.js'

/** One colour where an alpha says. */
export interface Coat<Settings = unknown> {
  readonly alpha: AlphaMaker<Settings>
  readonly settings: Settings
  readonly colour: Colour
}

export const coat = <Settings>(alpha: AlphaMaker<Settings>, settings: Settings, colour: Colour): Coat => ({
  alpha: alpha as AlphaMaker, // its own settings lie beside it
  settings,
  colour,
})

/** Paint coats of colour one over another; the image's own transparency stays. */
export const paintOf = veilAlgorithm<{ readonly coats: readonly Coat[] }>('paint', ({ coats }, { width, height }) => {
  const [first, ...others] = coats
  if (first && others.length === 0) {
    const alpha = first.alpha.make(first.settings, width, height)
    return { keep: 'rest', light: [alpha], colour: first.colour }
  }
  const keep = new Float32Array(width * height).fill(1)
  const light = [keep, keep, keep].map(() => new Float32Array(width * height))
  for (const { alpha, settings, colour } of coats) lay(alpha.make(settings, width, height), colour, keep, light)
  return { keep: [keep], light, colour: [255, 255, 255] } satisfies Veil
})

function lay(alpha: Float32Array, colour: Colour, keep: Float32Array, light: readonly Float32Array[]): void {
  for (let at = 0; at < alpha.length; at++) {
    const share = alpha[at] ?? 0
    if (share === 0) continue
    keep[at] = (keep[at] ?? 1) * (1 - share)
    for (let channel = 0; channel < 3; channel++) {
      const plane = light[channel]
      if (plane) plane[at] = (plane[at] ?? 0) * (1 - share) + (share * (colour[channel] ?? 0)) / 255
    }
  }
}
