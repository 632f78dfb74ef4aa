import { colourPlanes, lumaPlane, withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'

interface OilPainting {
  /** Half the brush's width, in pixels. */
  readonly radius: number
  /** How many steps of brightness colours are sorted by. */
  readonly levels: number
}

/** Give every pixel the mean colour of the commonest step of brightness around it (Holzmann, "Beyond photography", 1988). */
export const oilPaintingOf: Algorithm<OilPainting> = {
  name: 'oilPainting',
  run(planes, { radius, levels }) {
    const { width, height } = planes
    const colours = colourPlanes(planes)
    const steps = new Uint8Array(width * height)
    const luma = lumaPlane(planes)
    for (let at = 0; at < steps.length; at++)
      steps[at] = Math.min(levels - 1, Math.max(0, Math.floor(((luma[at] ?? 0) * levels) / 256)))
    const painted = colours.map(() => new Float32Array(width * height))
    const counts = new Int32Array(levels)
    const sums = colours.map(() => new Float64Array(levels))
    for (let y = 0; y < height; y++) {
      const top = Math.max(0, y - radius)
      const bottom = Math.min(height - 1, y + radius)
      counts.fill(0)
      for (const sum of sums) sum.fill(0)
      /** Add a column of the window, or take it away. */
      const change = (x: number, sign: number): void => {
        for (let at = top * width + x; at <= bottom * width + x; at += width) {
          const step = steps[at] ?? 0
          counts[step] = (counts[step] ?? 0) + sign
        }
        for (let channel = 0; channel < colours.length; channel++) {
          const plane = colours[channel] ?? luma
          const sum = sums[channel]
          if (!sum) continue
          for (let at = top * width + x; at <= bottom * width + x; at += width) {
            const step = steps[at] ?? 0
            sum[step] = (sum[step] ?? 0) + sign * (plane[at] ?? 0)
          }
        }
      }
      for (let x = 0; x < Math.min(width, radius); x++) change(x, 1)
      for (let x = 0; x < width; x++) {
        if (x + radius < width) change(x + radius, 1)
        if (x - radius > 0) change(x - radius - 1, -1)
        let best = 0
        for (let step = 1; step < levels; step++) if ((counts[step] ?? 0) > (counts[best] ?? 0)) best = step
        const count = counts[best] ?? 1
        for (let channel = 0; channel < painted.length; channel++) {
          const plane = painted[channel]
          if (plane) plane[y * width + x] = (sums[channel]?.[best] ?? 0) / count
        }
      }
    }
    return withColours(planes, painted)
  },
}
