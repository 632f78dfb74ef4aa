import { isGrey } from '../bytes/canvas.js'
import { Scratch } from '../kernels/kernels.js'
import { wordsAt, type Key } from '../kernels/random.js'
import type { Colour } from '../steps/steps.js'
import type { Algorithm } from './algorithm.js'
import { veilAlgorithm, type VeilFrame } from './veil.js'

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

/** Add streaks of rain as light; where they cross they are no brighter. */
export const rainOf: Algorithm<RainSettings> = {
  ...veilAlgorithm<RainSettings>('rain', (settings, frame) => {
    const scratch = Scratch.beside()
    const shares = new Int16Array(
      scratch.kernels.memory.buffer,
      streaksAt(scratch, settings, frame),
      frame.width * frame.height,
    )
    return { keep: [], light: [Float32Array.from(shares, (share) => share / WHOLE)], colour: settings.colour }
  }),
  bytes(canvas, settings) {
    const { scratch, pointer, width, height } = canvas
    const { colour } = settings
    const streaks = streaksAt(scratch, settings, canvas)
    const [red, green, blue] = colour.map((level) => Math.round((level * 64 * 32768) / WHOLE)) as unknown as Colour // three stay three
    scratch.kernels.addLight(pointer, width * height, streaks, 0, red, green, blue)
    return { ...canvas, grey: canvas.grey && isGrey(colour) }
  },
}

/** The share of a streak, where softening works with whole numbers of 16 bits. */
const WHOLE = 32767

/** Grow softened streaks in scratch memory. */
function streaksAt(scratch: Scratch, settings: RainSettings, { width, height, frame }: VeilFrame): number {
  const { drops, blur, key } = settings
  const { kernels } = scratch
  const words = wordsAt({ scratch, frame }, key, drops * 2)
  const streaks = scratch.take(width * height * 2)
  const radius = blur >> 1
  const [softened, sums] = [scratch.take(width * height * 2), scratch.take(8 * (width + radius + 12))]
  const plane = new Int16Array(kernels.memory.buffer, streaks, width * height).fill(0)
  drawStreaks(plane, settings, width, height, new Uint32Array(kernels.memory.buffer, words, drops * 2))
  if (radius === 0) return streaks
  kernels.boxMeans(streaks, softened, width, height, radius, sums)
  return softened
}

/** From one row to the next a streak goes on sideways, so that it has no gaps. */
function drawStreaks(
  plane: Int16Array,
  { drops, length, slant, thickness }: RainSettings,
  width: number,
  height: number,
  words: Uint32Array,
): void {
  const offsets = Int32Array.from({ length: length + 1 }, (_, step) => Math.floor((slant * step) / length))
  const [before, behind] = [(thickness - 1) >> 1, 1 + (thickness >> 1)]
  for (let drop = 0; drop < drops; drop++) {
    const x = Math.floor(((words[drop * 2] ?? 0) / 2 ** 32) * width)
    const y = Math.floor(((words[drop * 2 + 1] ?? 0) / 2 ** 32) * Math.max(1, height - length))
    for (let step = 0; step <= length && y + step < height; step++) {
      const here = x + (offsets[step] ?? 0)
      const next = step === length ? here : x + (offsets[step + 1] ?? 0)
      const first = Math.max(0, Math.min(here, next) - before)
      const last = Math.min(width, Math.max(here, next) + behind)
      const row = (y + step) * width
      for (let column = first; column < last; column++) plane[row + column] = WHOLE
    }
  }
}
