import { evenNumbers, type Key } from '../kernels/random.js'
import type { Colour } from '../steps/steps.js'
import { boxBlurPlane } from './soften.js'
import { veilAlgorithm } from './veil.js'

interface RainSettings {
  readonly drops: number
  /** Height of a streak, and how far it goes to the right on its way down, in pixels. */
  readonly length: number
  readonly slant: number
  readonly thickness: number
  readonly colour: Colour
  /** Side of the box that softens the streaks, in pixels. */
  readonly blur: number
  readonly key: Key
}

/** Add streaks of rain as light; where they cross they are no brighter. */
export const rainOf = veilAlgorithm<RainSettings>('rain', (settings, { width, height, frame }) => {
  const { drops, length, slant, thickness, colour, blur, key } = settings
  const streaks = new Float32Array(width * height)
  const even = evenNumbers(key, frame, drops * 2)
  for (let drop = 0; drop < drops; drop++) {
    const x = Math.floor((even[drop * 2] ?? 0) * width)
    const y = Math.floor((even[drop * 2 + 1] ?? 0) * Math.max(1, height - length))
    for (let step = 0; step <= length && y + step < height; step++) {
      const here = x + Math.floor((slant * step) / length)
      const next = step === length ? here : x + Math.floor((slant * (step + 1)) / length)
      const first = Math.max(0, Math.min(here, next) - ((thickness - 1) >> 1))
      const last = Math.min(width, Math.max(here, next) + 1 + (thickness >> 1))
      for (let column = first; column < last; column++) streaks[(y + step) * width + column] = 1
    }
  }
  return { keep: [], light: [boxBlurPlane(streaks, width, height, blur)], colour }
})
