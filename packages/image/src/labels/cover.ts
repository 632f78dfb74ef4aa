import type { Box, Image, Mask } from '../sample.js'
import type { BlendStep } from '../steps/steps.js'

/** What is more than half opaque hides what lies under it. */
const HIDES = 0.5

interface Rectangle {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** Where a layer hides what lies under it. */
export interface Cover {
  /** The rectangles of whole pixels that it is made of, where it is. */
  readonly boxes?: readonly Box[] | undefined
  /** How much of the canvas it takes. */
  mean(): number
  /** 1 where it hides a pixel of a rectangle, 0 elsewhere, row by row. */
  hides(rectangle: Rectangle): Uint8Array
  /** Copy values of a mask to another where it hides, or zeros where there are none. */
  paste(mask: Mask, values: Mask['data'] | undefined): void
}

/** The cover of a step's layer; its alpha is made once someone needs it. */
export function coverOf({ alpha: maker, settings }: BlendStep, { width, height }: Image): Cover {
  const boxes = maker.boxes?.(settings)
  let made: Float32Array | undefined
  const alpha = () => (made ??= maker.make(settings, width, height))
  return {
    boxes,
    mean: () => meanOf(alpha()),
    hides: (rectangle) => (boxes ? byBoxes(boxes, rectangle) : byAlpha(alpha(), width, rectangle)),
    paste(mask, values) {
      if (boxes) pasteBoxes(mask, values, boxes)
      else pasteUnder(mask, values, alpha())
    },
  }
}

function meanOf(alpha: Float32Array): number {
  let sum = 0
  for (let at = 0; at < alpha.length; at++) sum += alpha[at] ?? 0
  return sum / alpha.length
}

function byBoxes(boxes: readonly Box[], { left, top, width, height }: Rectangle): Uint8Array {
  const hidden = new Uint8Array(width * height)
  for (const [x, y, w, h] of boxes) {
    const [first, last] = [Math.max(0, x - left), Math.min(width, x + w - left)]
    if (first >= last) continue
    for (let row = Math.max(0, y - top); row < Math.min(height, y + h - top); row++)
      hidden.fill(1, row * width + first, row * width + last)
  }
  return hidden
}

function byAlpha(alpha: Float32Array, canvasWidth: number, { left, top, width, height }: Rectangle): Uint8Array {
  const hidden = new Uint8Array(width * height)
  for (let y = 0, at = 0; y < height; y++) {
    const row = (top + y) * canvasWidth + left
    for (let x = 0; x < width; x++, at++) if ((alpha[row + x] ?? 0) > HIDES) hidden[at] = 1
  }
  return hidden
}

function pasteBoxes({ width, height, data }: Mask, values: Mask['data'] | undefined, boxes: readonly Box[]): void {
  for (const [x, y, w, h] of boxes) {
    const [left, right] = [Math.max(0, x), Math.min(width, x + w)]
    if (left >= right) continue
    for (let row = Math.max(0, y) * width; row < Math.min(height, y + h) * width; row += width) {
      if (values) data.set(values.subarray(row + left, row + right), row + left)
      else data.fill(0, row + left, row + right)
    }
  }
}

function pasteUnder({ data }: Mask, values: Mask['data'] | undefined, alpha: Float32Array): void {
  for (let at = 0; at < data.length; at++) if ((alpha[at] ?? 0) > HIDES) data[at] = values?.[at] ?? 0
}
