import { Scratch } from '../kernels/kernels.js'
import { evenNumbers, NORMAL_UNIT, type Key } from '../kernels/random.js'
import { colourPlanes, withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'
import { copiesOf, relight, spread } from './lightness.js'
import { soften } from './soften.js'

/** Make what is darker than a threshold lighter by a factor, in the HLS cylinder, up to white. */
export const bleach: Algorithm<{ readonly threshold: number; readonly factor: number }> = {
  name: 'snowBleach',
  run(planes, { threshold, factor }) {
    const colours = copiesOf(planes)
    for (let at = 0; at < planes.width * planes.height; at++) {
      let low = Infinity
      let high = -Infinity
      for (const plane of colours) {
        const value = plane[at] ?? 0
        if (value < low) low = value
        if (value > high) high = value
      }
      const lightness = (low + high) / 2
      if (lightness < threshold) relight(colours, at, Math.max(0, Math.min(255, lightness * factor)))
    }
    return withColours(planes, colours)
  },
  bytes(canvas, { threshold, factor }) {
    const { scratch, pointer, width, height } = canvas
    // Every value becomes gain * value + lift, by twice the lightness.
    const table = new Float32Array(1022)
    for (let twice = 0; twice <= 510; twice++) {
      const old = twice / 2
      const dark = old < threshold
      const lightness = dark ? Math.max(0, Math.min(255, old * factor)) : old
      const gain = dark ? spread(old, lightness) : 1
      table[2 * twice] = gain
      table[2 * twice + 1] = dark ? lightness - old * gain + 0.5 : 0
    }
    scratch.kernels.relight(pointer, width * height, scratch.put(table))
    return canvas
  },
}

/** The snow's light is a little blue: what red, green and blue lose at full snow. */
const TINT = [0.06, 0.0375, 0] as const

/** Share of pixels in which a crystal glitters. */
const GLITTER = 0.01

/** Brighten, and lay grains of snow over the image, which grow fewer from the top to a fifth at the bottom. */
export const snowTexture: Algorithm<{ readonly amount: number; readonly brightness: number; readonly key: Key }> = {
  name: 'snowTexture',
  run(planes, { amount, brightness, key }, { frame }) {
    const { width, height } = planes
    const colours = colourPlanes(planes)
    const share = snowShares(width, height, amount, key, frame)
    const gain = gains(colours, 1 + brightness * amount)
    const white = colours.map((plane, channel) => {
      const tint = colours.length === 3 ? 1 - (TINT[channel] ?? 0) * amount : 1
      const result = new Float32Array(plane.length)
      for (let at = 0; at < result.length; at++) {
        const lit = (plane[at] ?? 0) * (gain[at] ?? 1)
        const part = share[at] ?? 0
        result[at] = (lit + (255 - lit) * part) * (part < 1 ? tint : 1)
      }
      return result
    })
    return withColours(planes, white)
  },
}

/** How much of every pixel is snow: grains of noise, and a crystal here and there. */
function snowShares(width: number, height: number, amount: number, key: Key, frame: number): Float32Array {
  const scratch = Scratch.beside()
  const lots = Math.ceil((width * height) / 96)
  const grains = scratch.take(lots * 192)
  scratch.kernels.normals(grains, lots, 0, 6, frame, key[0], key[1])
  // Twice a blur of one pixel.
  const soft = soften(scratch, grains, width, height, Math.SQRT2)
  const share = Float32Array.from(
    new Int16Array(scratch.kernels.memory.buffer, soft, width * height),
    (grain) => 0.5 + (0.3 / NORMAL_UNIT) * grain,
  )
  for (let y = 0, at = 0; y < height; y++) {
    const depth = amount * (height > 1 ? 1 - (0.8 * y) / (height - 1) : 1)
    for (let x = 0; x < width; x++, at++) share[at] = Math.min(1, Math.max(0, (share[at] ?? 0) * depth))
  }
  const places = evenNumbers(key, frame, Math.round(GLITTER * width * height), 7)
  for (let crystal = 0; crystal < places.length; crystal++) share[Math.floor((places[crystal] ?? 0) * share.length)] = 1
  return share
}

/** How much brighter every pixel becomes; its largest value ends at white, as in the HSV cylinder. */
function gains(colours: readonly Float32Array[], wanted: number): Float32Array {
  const high = new Float32Array(colours[0]?.length ?? 0)
  for (const plane of colours)
    for (let at = 0; at < high.length; at++) if ((plane[at] ?? 0) > (high[at] ?? 0)) high[at] = plane[at] ?? 0
  for (let at = 0; at < high.length; at++) {
    const value = high[at] ?? 0
    high[at] = value * wanted > 255 ? Math.max(1, 255 / value) : wanted
  }
  return high
}
