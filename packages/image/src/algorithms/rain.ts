import { isGrey } from '../bytes/canvas.js'
import { randomWords, type Key } from '../kernels/random.js'
import { colourPlanes, withColours } from '../planes/planes.js'
import type { Colour } from '../steps/steps.js'
import type { Algorithm } from './algorithm.js'
import { wordsAt } from './bytes.js'

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
    const streaks = streaksOf(settings, planes, randomWords(settings.key, frame, settings.drops * 2))
    const lit = colourPlanes(planes).map((plane, channel) => {
      const levels = levelsOf(settings, settings.colour[channel] ?? settings.colour[0])
      const result = plane.slice()
      const box = emptyBox(settings, width)
      for (let y = 0, at = 0; y < height; y++) {
        countRow(streaks, width, height, y, box)
        for (let x = 0; x < width; x++, at++) {
          const count = box.counts[x] ?? 0
          if (count > 0) result[at] = Math.min(255, (plane[at] ?? 0) + (levels[count] ?? 0))
        }
      }
      return result
    })
    return withColours(planes, lit)
  },
  bytes(canvas, settings) {
    const { scratch, pointer, width, height } = canvas
    const { drops, key, blur, colour } = settings
    const at = wordsAt(canvas, key, drops * 2)
    const words = new Uint32Array(scratch.bytes(at, drops * 8).slice().buffer)
    const streaks = scratch.put(streaksOf(settings, canvas, words))
    const radius = blur >> 1
    const sums = scratch.take(width + 2 * radius + 32)
    const [red, green, blue] = colour.map((level) => level / (blur * blur)) as unknown as Colour // three stay three
    scratch.kernels.addStreaks(pointer, width, height, streaks, radius, red, green, blue, sums)
    return { ...canvas, grey: canvas.grey && isGrey(settings.colour) }
  },
}

/** What a colour adds where so many pixels of the box lie in a streak. */
const levelsOf = ({ blur }: RainSettings, level: number): Float64Array =>
  Float64Array.from({ length: blur * blur + 1 }, (_, count) => (count * level) / (blur * blur))

/** 1 where a streak is: from one row to the next it goes on sideways, so that it has no gaps. */
function streaksOf(settings: RainSettings, { width, height }: Size, words: Uint32Array): Uint8Array {
  const { drops, length, slant, thickness } = settings
  const streaks = new Uint8Array(width * height)
  for (let drop = 0; drop < drops; drop++) {
    const x = Math.floor(((words[drop * 2] ?? 0) / 2 ** 32) * width)
    const y = Math.floor(((words[drop * 2 + 1] ?? 0) / 2 ** 32) * Math.max(1, height - length))
    for (let step = 0; step <= length && y + step < height; step++) {
      const here = x + Math.floor((slant * step) / length)
      const next = step === length ? here : x + Math.floor((slant * (step + 1)) / length)
      const first = Math.max(0, Math.min(here, next) - ((thickness - 1) >> 1))
      const last = Math.min(width, Math.max(here, next) + 1 + (thickness >> 1))
      for (let column = first; column < last; column++) streaks[(y + step) * width + column] = 1
    }
  }
  return streaks
}

/** A box that moves down the streaks: sums of its columns, and how many of its pixels lie in a streak at every pixel of a row. */
interface Box {
  readonly radius: number
  readonly sums: Int32Array
  readonly counts: Uint16Array
}

const emptyBox = ({ blur }: RainSettings, width: number): Box => ({
  radius: blur >> 1,
  sums: new Int32Array(width + 2 * (blur >> 1)),
  counts: new Uint16Array(width),
})

/** Move the box to a row, the next after the last; beyond the edge there are no streaks. */
function countRow(streaks: Uint8Array, width: number, height: number, y: number, { radius, sums, counts }: Box): void {
  for (let row = y === 0 ? 0 : y + radius; row <= y + radius && row < height; row++)
    for (let x = 0, from = row * width; x < width; x++, from++) sums[radius + x]! += streaks[from] ?? 0
  if (y > radius)
    for (let x = 0, from = (y - radius - 1) * width; x < width; x++, from++) sums[radius + x]! -= streaks[from] ?? 0
  let count = 0
  for (let x = 0; x < 2 * radius; x++) count += sums[x] ?? 0
  for (let x = 0; x < width; x++) {
    count += sums[x + 2 * radius] ?? 0
    counts[x] = count
    count -= sums[x] ?? 0
  }
}
