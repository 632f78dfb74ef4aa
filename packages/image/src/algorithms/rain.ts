import { isGrey, type ByteCanvas } from '../bytes/canvas.js'
import type { Scratch } from '../kernels/kernels.js'
import { randomWords, STREAMS, type Key } from '../kernels/random.js'
import { colourPlanes, withColours } from '../planes/planes.js'
import type { Colour } from '../steps/steps.js'
import type { Algorithm } from './algorithm.js'
import { boxMeans } from './box-blur.js'

interface RainSettings {
  readonly drops: number
  /** Height of a streak, and how far it goes to the right on its way down, in pixels. */
  readonly length: number
  readonly slant: number
  readonly thickness: number
  readonly colour: Colour
  /** Side of the box that softens the streaks, an odd number of pixels. */
  readonly blur: number
  readonly key: Key
}

interface Size {
  readonly width: number
  readonly height: number
}

/** Add streaks of rain as light; where they cross they are no brighter. */
export const rainOf: Algorithm<RainSettings> = {
  name: 'rain',
  run(planes, settings, { frame }) {
    const { width, height } = planes
    const streaks = new Float32Array(width * height)
    drawStreaks(streaks, 1, settings, planes, randomWords(settings.key, frame, settings.drops * 2))
    const soft = boxMeans(streaks, width, height, settings.blur >> 1, 'reflect101')
    const lit = colourPlanes(planes).map((plane, channel) => {
      const level = settings.colour[channel] ?? settings.colour[0]
      const result = plane.slice()
      for (let at = 0; at < result.length; at++) {
        const share = soft[at] ?? 0
        if (share > 0) result[at] = Math.min(255, (plane[at] ?? 0) + share * level)
      }
      return result
    })
    return withColours(planes, lit)
  },
  bytes(canvas, settings) {
    const { scratch, pointer, width, height } = canvas
    const words = wordsBeside(canvas, settings)
    const layer = scratch.take(width * height * 4)
    const soft = scratch.take(width * height * 4)
    const radius = settings.blur >> 1
    const work = scratch.take(16 * (width + 2 * radius + 8) + 8 * radius)
    const streaks = wordsAt(scratch, layer, width * height)
    streaks.fill(0)
    drawStreaks(streaks, 0xffffff, settings, canvas, words)
    scratch.kernels.boxBlur(layer, soft, width, height, radius, radius, work)
    addLight(scratch.bytes(pointer, width * height * 4), wordsAt(scratch, soft, width * height), settings.colour)
    return { ...canvas, grey: canvas.grey && isGrey(settings.colour) }
  },
}

/** Pixels as 32-bit words, until memory is taken again. */
function wordsAt(scratch: Scratch, pointer: number, count: number): Uint32Array {
  const { buffer, byteOffset } = scratch.bytes(pointer, count * 4)
  return new Uint32Array(buffer, byteOffset, count)
}

/** Add a colour as its share says, 255 being all of it. */
function addLight(bytes: Uint8Array, shares: Uint32Array, [red, green, blue]: Colour): void {
  const [r, g, b] = [red / 255, green / 255, blue / 255]
  for (let at = 0, to = 0; at < shares.length; at++, to += 4) {
    const word = shares[at] ?? 0
    if (word === 0) continue
    const share = word & 255
    const newRed = (bytes[to] ?? 0) + share * r + 0.5
    const newGreen = (bytes[to + 1] ?? 0) + share * g + 0.5
    const newBlue = (bytes[to + 2] ?? 0) + share * b + 0.5
    bytes[to] = newRed > 255 ? 255 : newRed
    bytes[to + 1] = newGreen > 255 ? 255 : newGreen
    bytes[to + 2] = newBlue > 255 ? 255 : newBlue
  }
}

/** The random words of a key, grown beside the pixels. */
function wordsBeside({ scratch, frame }: ByteCanvas, { drops, key }: RainSettings): Uint32Array {
  const fours = Math.ceil((drops * 2) / 16)
  const pointer = scratch.take(fours * 64)
  scratch.kernels.randomWords(pointer, fours, STREAMS.plain, frame, key[0], key[1])
  return new Uint32Array(scratch.bytes(pointer, drops * 8).slice().buffer)
}

/** Draw streaks: from one row to the next they go on sideways, so that they have no gaps. */
function drawStreaks(
  target: Float32Array | Uint32Array,
  value: number,
  { drops, length, slant, thickness }: RainSettings,
  { width, height }: Size,
  words: Uint32Array,
): void {
  for (let drop = 0; drop < drops; drop++) {
    const x = Math.floor(((words[drop * 2] ?? 0) / 2 ** 32) * width)
    const y = Math.floor(((words[drop * 2 + 1] ?? 0) / 2 ** 32) * Math.max(1, height - length))
    for (let step = 0; step <= length && y + step < height; step++) {
      const here = x + Math.floor((slant * step) / length)
      const next = step === length ? here : x + Math.floor((slant * (step + 1)) / length)
      const first = Math.max(0, Math.min(here, next) - ((thickness - 1) >> 1))
      const last = Math.min(width, Math.max(here, next) + 1 + (thickness >> 1))
      for (let column = first; column < last; column++) target[(y + step) * width + column] = value
    }
  }
}
