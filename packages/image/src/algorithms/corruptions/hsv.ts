import { pointwiseNoise } from '../pointwise-noise.js'

interface Hsv {
  /** Added to the value, [-1, 1]. */
  readonly add: number
  /** Factor of the saturation, and what is added to it then. */
  readonly factor: number
  readonly addSaturation: number
}

/** Change value and saturation in the HSV cylinder, each clamped to [0, 1]; greys have the hue of red, and channels other than three keep their saturation. */
export const hsvOf = pointwiseNoise<Hsv>('hsv', ({ add, factor, addSaturation }, { colours }) => {
  const lift = 255 * add
  if (colours !== 3)
    return (values, _first, count) => {
      for (let at = 0; at < count; at++) values[at] = Math.min(255, Math.max(0, (values[at] ?? 0) + lift))
    }
  return (values, _first, count) => {
    for (let at = 0; at < count; at += 3) {
      const red = values[at] ?? 0
      const green = values[at + 1] ?? 0
      const blue = values[at + 2] ?? 0
      const most = Math.max(red, green, blue)
      const chroma = most - Math.min(red, green, blue)
      const saturation = most > 0 ? Math.min(1, Math.max(0, (chroma / most) * factor + addSaturation)) : 0
      const value = Math.min(255, Math.max(0, most + lift))
      const fall = value * saturation
      values[at] = value - (chroma > 0 ? (fall * (most - red)) / chroma : 0)
      values[at + 1] = value - (chroma > 0 ? (fall * (most - green)) / chroma : fall)
      values[at + 2] = value - (chroma > 0 ? (fall * (most - blue)) / chroma : fall)
    }
  }
})
