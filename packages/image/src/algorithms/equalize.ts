import { everyColour } from './every-colour.js'
import { measuredTone, type ToneTable } from './measured-tone.js'
import { histogramOfPlane, lumaHistogram, type Histogram } from './statistics.js'
import { colourPlanes, lumaPlane, withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'

export type EqualizeRule = 'cv' | 'pil'

/** Spread every channel's levels so that all are as frequent, by the rule of OpenCV or of Pillow. */
export const equalizeChannels = measuredTone<{ readonly rule: EqualizeRule }>(
  'equalizeChannels',
  ({ channels }, { rule }) => channels.map((counts) => equalized(counts, rule)),
)

/** Spread the luma's levels and move all three channels by as much, so that colours keep their chroma. */
export const equalizeLuma: Algorithm<{ readonly rule: EqualizeRule }> = {
  name: 'equalizeLuma',
  colour: true,
  run(planes, { rule }) {
    const table = equalized(histogramOfPlane(lumaPlane(planes)), rule)
    const colours = colourPlanes(planes).map((plane) => plane.slice())
    const [red, green, blue] = colours
    if (!red || !green || !blue) return planes
    return moveLuma.run(withColours(planes, [red, green, blue]), { table }, { frame: 0 })
  },
  bytes(canvas, { rule }) {
    const { scratch, pointer, width, height } = canvas
    const table = equalized(lumaHistogram(scratch.bytes(pointer, width * height * 4)), rule)
    return moveLuma.bytes?.(canvas, { table }) ?? canvas
  },
}

/** The table of levels that evens a histogram. */
export function equalized(counts: Histogram, rule: EqualizeRule): ToneTable {
  return rule === 'cv' ? byOpenCv(counts) : byPillow(counts)
}

/** OpenCV equalizeHist: the first level becomes 0, the last 255; rounded half to even. */
function byOpenCv(counts: Histogram): ToneTable {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const first = counts.findIndex((count) => count > 0)
  const rest = total - (counts[first] ?? 0)
  if (first < 0 || rest === 0) return levels
  const scale = Math.fround(255 / rest)
  let sum = 0
  return counts.map((count, level) => {
    if (level <= first) return 0
    sum += count
    return Math.min(255, halfToEven(Math.fround(sum * scale)))
  })
}

/** Pillow ImageOps.equalize: step = (all but the last level's) // 255, and (step // 2 + all below) // step. */
function byPillow(counts: Histogram): ToneTable {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const last = counts.findLastIndex((count) => count > 0)
  const step = Math.floor((total - (counts[last] ?? 0)) / 255)
  if (step === 0) return levels
  let below = Math.floor(step / 2)
  return counts.map((count) => {
    const value = Math.floor(below / step)
    below += count
    return Math.min(255, value)
  })
}

const levels: ToneTable = Uint8Array.from({ length: 256 }, (_, level) => level)

function halfToEven(value: number): number {
  const low = Math.floor(value)
  const rest = value - low
  return rest > 0.5 || (rest === 0.5 && low % 2 === 1) ? low + 1 : low
}

const moveLuma = everyColour<{ readonly table: ToneTable }>(
  'moveLuma',
  (red, green, blue, count, { table }) => {
    for (let at = 0; at < count; at++) {
      const r = red[at] ?? 0
      const g = green[at] ?? 0
      const b = blue[at] ?? 0
      const luma = 0.299 * r + 0.587 * g + 0.114 * b
      const level = luma < 0 ? 0 : luma > 255 ? 255 : Math.floor(luma + 0.5)
      const move = (table[level] ?? 0) - level
      red[at] = r + move
      green[at] = g + move
      blue[at] = b + move
    }
  },
  { keepsGrey: true },
)
