import type { Field, FieldSize } from './field.js'

/** Columns or rows between a half and its copy; nothing is there. */
export const GAP = 2

interface Settings {
  /** Whether halves lie side by side or one above the other. */
  readonly axis: 'vertical' | 'horizontal'
  /** Length of the kept half along the other axis, in pixels; the rest of the output is its mirror image. */
  readonly kept: number
  /** Whether the copy comes before the kept half. */
  readonly before: boolean
}

/** Turn over the copy in a plane that shows a half, a gap, and the half again; the output has no gap. */
export const mirroredHalf: Field<Settings> = {
  name: 'mirroredHalf',
  positions(settings, size) {
    const { width, height } = size
    const across = settings.axis === 'vertical'
    const data = new Float32Array(width * height * 2)
    for (let y = 0, at = 0; y < height; y++) {
      for (let x = 0; x < width; x++, at += 2) {
        data[at] = across ? fromPlace(settings, width, x + 0.5) : x + 0.5
        data[at + 1] = across ? y + 0.5 : fromPlace(settings, height, y + 0.5)
      }
    }
    return { width, height, data }
  },
  forward: (settings, { width, height }: FieldSize, x, y) =>
    settings.axis === 'vertical' ? [toPlace(settings, width, x), y] : [x, toPlace(settings, height, y)],
}

/** The copied part starts at 0 or after the kept half; along it, places run backwards. */
function fromPlace({ kept, before }: Settings, length: number, place: number): number {
  const copied = length - kept
  if (before) return place < copied ? copied - place : place + GAP
  return place < kept ? place : kept + GAP + (length - place)
}

function toPlace({ kept, before }: Settings, length: number, place: number): number {
  const copied = length - kept
  if (before) return place < copied + GAP / 2 ? copied - place : place - GAP
  return place < kept + GAP / 2 ? place : length - (place - kept - GAP)
}
