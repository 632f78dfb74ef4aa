import type { Algorithm } from './algorithm.js'
import { everyColour } from './every-colour.js'

interface HsvShift {
  /** Part of a whole turn. */
  readonly turns: number
  /** On the 0-255 scale. */
  readonly saturation: number
  readonly value: number
}

const shiftPlanes = everyColour<HsvShift>(
  'shiftHsv',
  (red, green, blue, count, { turns, saturation: moreSaturation, value: moreValue }) => {
    const sixths = 6 * (turns - Math.floor(turns))
    for (let at = 0; at < count; at++) {
      const r = red[at] ?? 0
      const g = green[at] ?? 0
      const b = blue[at] ?? 0
      const most = r > g ? (r > b ? r : b) : g > b ? g : b
      const least = r < g ? (r < b ? r : b) : g < b ? g : b
      const chroma = most - least
      const value = limit(most + moreValue)
      if (chroma === 0) {
        red[at] = value
        green[at] = value
        blue[at] = value
        continue
      }
      const newChroma = (value * limit((255 * chroma) / most + moreSaturation)) / 255
      if (sixths === 0) {
        const scale = newChroma / chroma
        red[at] = value - (most - r) * scale
        green[at] = value - (most - g) * scale
        blue[at] = value - (most - b) * scale
        continue
      }
      let hue = most === r ? (g - b) / chroma : most === g ? 2 + (b - r) / chroma : 4 + (r - g) / chroma
      hue += sixths
      if (hue < 0) hue += 6
      else if (hue >= 6) hue -= 6
      red[at] = value - newChroma * share(hue < 1 ? hue + 5 : hue - 1)
      green[at] = value - newChroma * share(hue < 3 ? hue + 3 : hue - 3)
      blue[at] = value - newChroma * share(hue < 5 ? hue + 1 : hue - 5)
    }
  },
  { keepsGrey: true },
)

const limit = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : value)

/** Shift hue, saturation and value in the HSV cylinder (Smith, 1978); grey stays grey. */
export const shiftHsv: Algorithm<HsvShift> = {
  ...shiftPlanes,
  bytes(canvas, { turns, saturation, value }) {
    const { scratch, pointer, width, height } = canvas
    scratch.kernels.shiftHsv(pointer, width * height, 6 * (turns - Math.floor(turns)), saturation, value)
    return canvas
  },
}

/** How far a hue, in sixths of a turn from a channel's own place, is from that channel. */
function share(sixths: number): number {
  const near = sixths < 4 - sixths ? sixths : 4 - sixths
  return near < 0 ? 0 : near > 1 ? 1 : near
}
