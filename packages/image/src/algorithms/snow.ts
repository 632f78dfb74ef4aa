import { blurPlane } from '../planes/filter.js'
import { evenNumbers, normalNumbers, type Key } from '../kernels/random.js'
import { withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'
import { copiesOf, relight, relightBytes } from './lightness.js'

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
    const bytes = scratch.bytes(pointer, width * height * 4)
    const limit = 2 * threshold
    for (let at = 0; at < bytes.length; at += 4) {
      const red = bytes[at] ?? 0
      const green = bytes[at + 1] ?? 0
      const blue = bytes[at + 2] ?? 0
      const low = red < green ? (red < blue ? red : blue) : green < blue ? green : blue
      const high = red > green ? (red > blue ? red : blue) : green > blue ? green : blue
      if (low + high >= limit) continue
      const lighter = ((low + high) / 2) * factor
      relightBytes(bytes, at, lighter > 255 ? 255 : lighter)
    }
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
    const colours = copiesOf(planes)
    const grains = normalNumbers(key, frame, width * height, 6)
    for (let at = 0; at < grains.length; at++) grains[at] = 0.5 + 0.3 * (grains[at] ?? 0)
    // Twice a blur of one pixel.
    const texture = blurPlane(grains, width, height, Math.SQRT2)
    const glitter = evenNumbers(key, frame, width * height, 7)
    const wanted = 1 + brightness * amount
    for (let y = 0, at = 0; y < height; y++) {
      const depth = height > 1 ? 1 - (0.8 * y) / (height - 1) : 1
      for (let x = 0; x < width; x++, at++) {
        let high = 0
        for (const plane of colours) high = Math.max(high, plane[at] ?? 0)
        const gain = high * wanted > 255 ? Math.max(1, 255 / high) : wanted
        const share = (glitter[at] ?? 0) < GLITTER ? 1 : Math.min(1, Math.max(0, (texture[at] ?? 0) * depth * amount))
        for (let channel = 0; channel < colours.length; channel++) {
          const plane = colours[channel]
          if (!plane) continue
          const lit = (plane[at] ?? 0) * gain
          const tint = colours.length === 3 && share < 1 ? 1 - (TINT[channel] ?? 0) * amount : 1
          plane[at] = (lit + (255 - lit) * share) * tint
        }
      }
    }
    return withColours(planes, colours)
  },
}
