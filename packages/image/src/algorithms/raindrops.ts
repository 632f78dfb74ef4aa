import { evenNumbers, type Key } from '../kernels/random.js'
import { colourPlanes, withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'

interface DropSettings {
  readonly count: number
  /** Smallest and largest radius, in pixels. */
  readonly radius: readonly [number, number]
  /** How much of the scene a drop shows: a view of that many times its own size, upside down. */
  readonly view: number
  readonly key: Key
}

interface Drop {
  readonly x: number
  readonly y: number
  readonly radius: number
  /** Height over width. */
  readonly stretch: number
}

/** Let drops on the lens show the scene small and upside down, dark towards the rim and with a small light at the upper left. */
export const raindropsOf: Algorithm<DropSettings> = {
  name: 'raindropsOnLens',
  run(planes, settings) {
    const { width, height } = planes
    const drops = dropsOf(settings, width, height)
    return withColours(
      planes,
      colourPlanes(planes).map((plane) => {
        const result = plane.slice()
        for (const drop of drops) refract(plane, result, 1, 0, width, height, drop, settings.view, 0)
        return result
      }),
    )
  },
  bytes(canvas, settings) {
    const { scratch, pointer, width, height } = canvas
    // Drops grow in the same memory, so the pixels wait outside.
    const source = scratch.bytes(pointer, width * height * 4).slice()
    const drops = dropsOf(settings, width, height)
    const bytes = scratch.bytes(pointer, width * height * 4)
    bytes.set(source)
    for (const drop of drops)
      for (let channel = 0; channel < 3; channel++)
        refract(source, bytes, 4, channel, width, height, drop, settings.view, 0.5)
    return canvas
  },
}

/** Drops stay where they are from frame to frame; small ones are more frequent. */
function dropsOf({ count, radius: [least, most], key }: DropSettings, width: number, height: number): Drop[] {
  const even = evenNumbers(key, 0, count * 4, 9)
  return Array.from({ length: count }, (_, drop): Drop => {
    const share = even[drop * 4 + 2] ?? 0
    return {
      x: (even[drop * 4] ?? 0) * width,
      y: (even[drop * 4 + 1] ?? 0) * height,
      radius: least + (most - least) * share * share,
      stretch: 1 + 0.4 * (even[drop * 4 + 3] ?? 0),
    }
  })
}

/** Share of the radius over which a drop's rim darkens, and where its light is. */
const RIM = 0.35
const LIGHT = -0.4

function refract(
  source: Float32Array | Uint8Array,
  target: Float32Array | Uint8Array,
  stride: number,
  channel: number,
  width: number,
  height: number,
  { x, y, radius, stretch }: Drop,
  view: number,
  rounding: number,
): void {
  const tall = radius * stretch
  const [left, right] = [Math.max(0, Math.floor(x - radius - 1)), Math.min(width, Math.ceil(x + radius + 1))]
  const [top, bottom] = [Math.max(0, Math.floor(y - tall - 1)), Math.min(height, Math.ceil(y + tall + 1))]
  for (let row = top; row < bottom; row++) {
    const v = (row + 0.5 - y) / tall
    for (let column = left; column < right; column++) {
      const u = (column + 0.5 - x) / radius
      const distance = Math.sqrt(u * u + v * v)
      const cover = (1 - distance) * radius + 0.5
      if (cover <= 0) continue
      // The steeper water of the rim bends more.
      const bend = view * (1 + distance * distance)
      const seen = sampleAt(source, stride, channel, width, height, x - u * radius * bend, y - v * tall * bend)
      // Half-covered pixels lie beyond the rim, which is as dark as it gets there.
      const rim = distance > 1 - RIM ? Math.min(1, (distance - 1 + RIM) / RIM) : 0
      const [du, dv] = [u - LIGHT, v - LIGHT]
      const light = Math.max(0, 1 - (du * du + dv * dv) * 16)
      const shown = seen * (1 - 0.5 * rim * rim)
      const bright = shown + (255 - shown) * 0.7 * light
      const at = (row * width + column) * stride + channel
      const before = target[at] ?? 0
      target[at] = before + (bright - before) * Math.min(1, cover) + rounding
    }
  }
}

/** Read between pixels; beyond the edge lies the mirror image, and beyond that the edge. */
function sampleAt(
  source: Float32Array | Uint8Array,
  stride: number,
  channel: number,
  width: number,
  height: number,
  x: number,
  y: number,
): number {
  const column = Math.min(width - 1, Math.abs(Math.min(x, 2 * width - x) - 0.5))
  const row = Math.min(height - 1, Math.abs(Math.min(y, 2 * height - y) - 0.5))
  const [x0, y0] = [Math.floor(column), Math.floor(row)]
  const [x1, y1] = [Math.min(width - 1, x0 + 1), Math.min(height - 1, y0 + 1)]
  const [fx, fy] = [column - x0, row - y0]
  const upper = source[(y0 * width + x0) * stride + channel] ?? 0
  const lower = source[(y1 * width + x0) * stride + channel] ?? 0
  const above = upper + ((source[(y0 * width + x1) * stride + channel] ?? 0) - upper) * fx
  const below = lower + ((source[(y1 * width + x1) * stride + channel] ?? 0) - lower) * fx
  return above + (below - above) * fy
}
