import { principalAxes } from './eigen.js'
import { everyColour } from './every-colour.js'
import { measuredColour } from './measured-colour.js'
import { readTable, STEPS_PER_LEVEL, toLight } from './srgb.js'

interface GreySettings {
  /** How much of the colour goes, [0, 1]. */
  readonly amount: number
}

/** Bring colours to the lightness of CIE Lab, 255 at white. */
export const greyOfLab = everyColour<GreySettings>(
  'greyOfLab',
  (red, green, blue, count, { amount }) => {
    const light = toLight()
    const lightness = lightnessTable()
    for (let at = 0; at < count; at++) {
      const r = red[at] ?? 0
      const g = green[at] ?? 0
      const b = blue[at] ?? 0
      const y =
        0.212671 * readTable(light, r * STEPS_PER_LEVEL) +
        0.71516 * readTable(light, g * STEPS_PER_LEVEL) +
        0.072169 * readTable(light, b * STEPS_PER_LEVEL)
      const grey = readTable(lightness, y * LIGHTNESS_STEPS)
      red[at] = r + (grey - r) * amount
      green[at] = g + (grey - g) * amount
      blue[at] = b + (grey - b) * amount
    }
  },
  { keepsGrey: true },
)

/** Bring colours to the middle of their least and greatest channel: the lightness of HSL. */
export const greyOfMiddle = everyColour<GreySettings>(
  'greyOfMiddle',
  (red, green, blue, count, { amount }) => {
    for (let at = 0; at < count; at++) {
      const r = red[at] ?? 0
      const g = green[at] ?? 0
      const b = blue[at] ?? 0
      const most = r > g ? (r > b ? r : b) : g > b ? g : b
      const least = r < g ? (r < b ? r : b) : g < b ? g : b
      const grey = (most + least) / 2
      red[at] = r + (grey - r) * amount
      green[at] = g + (grey - g) * amount
      blue[at] = b + (grey - b) * amount
    }
  },
  { keepsGrey: true },
)

/** Bring colours to their greatest channel: the value of HSV. */
export const greyOfMost = everyColour<GreySettings>(
  'greyOfMost',
  (red, green, blue, count, { amount }) => {
    for (let at = 0; at < count; at++) {
      const r = red[at] ?? 0
      const g = green[at] ?? 0
      const b = blue[at] ?? 0
      const grey = r > g ? (r > b ? r : b) : g > b ? g : b
      red[at] = r + (grey - r) * amount
      green[at] = g + (grey - g) * amount
      blue[at] = b + (grey - b) * amount
    }
  },
  { keepsGrey: true },
)

/** Bring colours to their place on the image's own longest axis of colours, stretched to [0, 255]. */
export const greyOfAxis = measuredColour<GreySettings>('greyOfAxis', ({ covariance, extent }, { amount }) => {
  const direction = principalAxes(covariance)[0]?.direction ?? new Float64Array()
  const count = direction.length
  const [low, high] = extent(direction)
  // A picture of one colour has no axis.
  const scale = high - low > 1e-6 ? 255 / (high - low) : 0
  const matrix = Float64Array.from({ length: count * count }, (_, at) => {
    const [row, column] = [Math.floor(at / count), at % count]
    return (row === column ? 1 - amount : 0) + amount * scale * (direction[column] ?? 0)
  })
  return { matrix, offset: new Float64Array(count).fill(-amount * scale * low) }
})

const LIGHTNESS_STEPS = 4096
let lightnesses: Float32Array | undefined

/** CIE L* of relative luminance, 255 for 100. */
function lightnessTable(): Float32Array {
  lightnesses ??= Float32Array.from({ length: LIGHTNESS_STEPS + 2 }, (_, index) => {
    const y = Math.min(1, index / LIGHTNESS_STEPS)
    return 2.55 * (y > 0.008856 ? 116 * cubeRoot(y) - 16 : 903.3 * y)
  })
  return lightnesses
}

/** By Newton's method: plain arithmetic, so the same in every engine. */
export function cubeRoot(value: number): number {
  if (value <= 0) return 0
  let root = value < 1 ? Math.sqrt(value) : value
  for (;;) {
    const next = (2 * root + value / (root * root)) / 3
    // After the first step the root is approached from above, until only rounding is left.
    if (Math.abs(next - root) <= 4e-16 * next) return next
    root = next
  }
}
