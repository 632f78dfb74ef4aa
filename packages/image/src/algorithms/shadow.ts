import { Scratch } from '../kernels/kernels.js'
import { polygonsToMask } from '../labels/rasterise.js'
import { outlineBox } from '../maps/outlines.js'
import { softenInPlace } from './soften.js'
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
  const scratch = Scratch.beside()
  const { kernels } = scratch
  const keep = scratch.put(new Float32Array(width * height).fill(1))
  for (const { outline, intensity } of shadows) {
    const [x, y, w, h] = outlineBox([outline])
    // Three boxes reach a little farther than three standard deviations.
    const reach = Math.ceil(3 * softness) + 4
    const [left, top] = [Math.max(0, Math.floor(x) - reach), Math.max(0, Math.floor(y) - reach)]
    const wide = Math.min(width, Math.ceil(x + w) + reach) - left
    const high = Math.min(height, Math.ceil(y + h) + reach) - top
    if (wide <= 0 || high <= 0) continue
    const moved = outline.map((value, index) => value - (index % 2 === 0 ? left : top))
    const inside = scratch.put(new Float32Array(polygonsToMask([moved], wide, high).data))
    const shade = softenInPlace(scratch, inside, wide, high, softness)
    kernels.layShade(keep + (top * width + left) * 4, width, shade, wide, high, intensity)
  }
  return { keep: [scratch.floats(keep, width * height)], light: [], colour: [0, 0, 0] }
})
