import { polygonsToMask } from '../labels/rasterise.js'
import { softenPlane } from './soften.js'
import { veilAlgorithm } from './veil.js'

interface ShadowSettings {
  readonly shadows: readonly {
    /** [x0, y0, x1, y1, …] in pixels; where it crosses itself, the even-odd rule says what is inside. */
    readonly outline: readonly number[]
    /** Share of light that is taken away. */
    readonly intensity: number
  }[]
  /** Standard deviation of the half-shade at the edge, in pixels. */
  readonly softness: number
}

/** Darken polygons; where several lie, each takes its share of what the others left. */
export const shadowOf = veilAlgorithm<ShadowSettings>('shadow', ({ shadows, softness }, { width, height }) => {
  const keep = new Float32Array(width * height).fill(1)
  for (const { outline, intensity } of shadows) {
    const inside = Float32Array.from(polygonsToMask([outline], width, height).data)
    const shade = softness > 0 ? softenPlane(inside, width, height, softness) : inside
    for (let at = 0; at < keep.length; at++) {
      const share = shade[at] ?? 0
      if (share > 0) keep[at] = (keep[at] ?? 1) * (1 - intensity * share)
    }
  }
  return { keep: [keep], light: [], colour: [0, 0, 0] }
})
