import type { ByteCanvas } from '../bytes/canvas.js'
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
export const shiftHsv: Algorithm<HsvShift> = { ...shiftPlanes, bytes: shiftBytes }

/** Points of the table of shares a sixth of a turn. */
const FINE = 512

/** As for planes, without a branch that depends on the hue: which channel is the greatest is a table's business. */
function shiftBytes(canvas: ByteCanvas, { turns, saturation, value }: HsvShift): ByteCanvas {
  const { scratch, pointer, width, height } = canvas
  const words = new Uint32Array(scratch.kernels.memory.buffer, pointer, width * height)
  const { bases, signs, inverse, shares } = hueTables()
  const turned = 6 * (turns - Math.floor(turns)) * FINE + 0.5
  const values = Float64Array.from({ length: 256 }, (_, level) => limit(level + value))
  for (let at = 0; at < words.length; at++) {
    const pixel = words[at] ?? 0
    const r = pixel & 255
    const g = (pixel >>> 8) & 255
    const b = (pixel >>> 16) & 255
    const rg = r - ((r - g) & ((r - g) >> 31))
    const most = rg - ((rg - b) & ((rg - b) >> 31))
    const few = g + ((r - g) & ((r - g) >> 31))
    const least = b + ((few - b) & ((few - b) >> 31))
    const chroma = most - least
    const newValue = values[most] ?? 0
    // Grey keeps no chroma: its share of nothing is 0.
    const grown = chroma === 0 ? 0 : 255 * chroma * (inverse[most] ?? 0) + saturation
    const newChroma = (newValue * Math.max(0, Math.min(255, grown))) / 255
    const order = (((g - r) >>> 31) << 2) | (((b - g) >>> 31) << 1) | ((r - b) >>> 31)
    const along = (r + g + b - most - least - least) * (inverse[chroma] ?? 0)
    const hue = ((bases[order] ?? 0) + (signs[order] ?? 0) * along + turned) | 0
    const red = (newValue + 0.5 - newChroma * (shares[hue + 5 * FINE] ?? 0)) | 0
    const green = (newValue + 0.5 - newChroma * (shares[hue + 3 * FINE] ?? 0)) | 0
    const blue = (newValue + 0.5 - newChroma * (shares[hue + FINE] ?? 0)) | 0
    words[at] = (pixel & 0xff000000) | (blue << 16) | (green << 8) | red
  }
  return canvas
}

interface HueTables {
  /** Where the sixth of an order of channels begins, and which way the middle channel leads: in points of the shares. */
  readonly bases: Float64Array
  readonly signs: Float64Array
  readonly inverse: Float64Array
  readonly shares: Float32Array
}

let made: HueTables | undefined

/** Orders are three bits: red above green, green above blue, blue above red. */
function hueTables(): HueTables {
  made ??= {
    bases: Float64Array.of(0, 4, 2, 2, 6, 4, 0, 0).map((sixths) => sixths * FINE),
    signs: Float64Array.of(0, -1, -1, 1, -1, 1, 1, 0).map((sign) => sign * FINE),
    inverse: Float64Array.from({ length: 256 }, (_, level) => (level === 0 ? 0 : 1 / level)),
    shares: Float32Array.from({ length: 18 * FINE }, (_, index) => share((index / FINE) % 6)),
  }
  return made
}

/** How far a hue, in sixths of a turn from a channel's own place, is from that channel. */
function share(sixths: number): number {
  const near = sixths < 4 - sixths ? sixths : 4 - sixths
  return near < 0 ? 0 : near > 1 ? 1 : near
}
