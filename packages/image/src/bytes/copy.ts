import { Scratch } from '../kernels/kernels.js'
import type { Piece } from '../maps/pieces.js'
import type { Copy } from '../plan/copies.js'
import { borderIndex } from '../steps/border.js'
import type { Border } from '../steps/steps.js'

/** Pixels of 32 bits, row by row. */
export interface Pixels {
  readonly words: Uint32Array
  readonly width: number
  readonly height: number
}

/** Views of pixels side by side. Making them so takes less than `subarray` does, which shows where there is one for every row, as long as the buffer is asked for once. */
function viewsOf({ words }: Pixels): (first: number, count: number) => Uint32Array {
  const { buffer, byteOffset } = words
  return (first, count) => new Uint32Array(buffer, byteOffset + first * 4, count)
}

/** Copy whole pixels from one picture to another; `fill` is what a constant border shows. */
export function copyPixels(source: Pixels, target: Pixels, copy: Copy, fill: number): void {
  if (copy.kind === 'turn') turn(source, target, copy.origin, copy.stepX, copy.stepY)
  else if (copy.kind === 'shift') shift(source, target, copy.x, copy.y, copy.border, fill)
  else placePieces(source, target, copy.pieces, fill)
}

function turn(source: Pixels, target: Pixels, origin: number, stepX: number, stepY: number): void {
  const { words, width, height } = target
  if (stepX !== 1) {
    turnByKernel(source, target, origin, stepX, stepY)
    return
  }
  if (stepY === width) {
    words.set(source.words.subarray(origin, origin + width * height))
    return
  }
  const view = viewsOf(source)
  for (let y = 0, to = 0, from = origin; y < height; y++, to += width, from += stepY) words.set(view(from, width), to)
}

/** Turning pixels one by one takes longer than the way into kernels' memory and back. */
function turnByKernel(
  { words: from }: Pixels,
  { words: to, width, height }: Pixels,
  origin: number,
  stepX: number,
  stepY: number,
): void {
  Scratch.aside((scratch) => {
    const pointer = scratch.put(from)
    const target = scratch.take(to.byteLength)
    scratch.kernels.orient(pointer, target, width, height, origin, stepX, stepY)
    to.set(new Uint32Array(scratch.kernels.memory.buffer, target, to.length))
  })
}

function shift(source: Pixels, target: Pixels, x: number, y: number, border: Border, fill: number): void {
  const { words, width, height } = target
  const [top, bottom] = [Math.max(0, Math.min(height, y)), Math.max(0, Math.min(height, y + source.height))]
  if (border === 'constant') {
    shiftOverFill(source, target, x, y, fill)
    return
  }
  const columns = Int32Array.from({ length: width }, (_, column) => borderIndex(column - x, source.width, border))
  for (let row = top; row < bottom; row++) shiftRow(source, words, width, row, row - y, x, columns)
  for (let row = 0; row < height; row++) {
    if (row === top && bottom > top) row = bottom
    if (row >= height) break
    const from = borderIndex(row - y, source.height, border)
    const made = from + y
    if (made >= top && made < bottom) words.copyWithin(row * width, made * width, (made + 1) * width)
    else shiftRow(source, words, width, row, from, x, columns)
  }
}

/** What lies between one row's pixels and the next's is filled at once, as every call takes as long as dozens of pixels. */
function shiftOverFill(source: Pixels, { words, width, height }: Pixels, x: number, y: number, fill: number): void {
  const [left, right] = [Math.max(0, Math.min(width, x)), Math.max(0, Math.min(width, x + source.width))]
  const [top, bottom] = [Math.max(0, Math.min(height, y)), Math.max(0, Math.min(height, y + source.height))]
  const view = viewsOf(source)
  let filled = 0
  if (left < right) {
    for (let row = top; row < bottom; row++) {
      const to = row * width
      if (to + left > filled) words.fill(fill, filled, to + left)
      const start = (row - y) * source.width - x
      words.set(view(start + left, right - left), to + left)
      filled = to + right
    }
  }
  words.fill(fill, filled)
}

/** Write a row of the target: what the source has, and its border on both sides. */
function shiftRow(
  source: Pixels,
  words: Uint32Array,
  width: number,
  row: number,
  from: number,
  x: number,
  columns: Int32Array,
): void {
  const to = row * width
  const start = from * source.width
  const left = Math.max(0, Math.min(width, x))
  const right = Math.max(left, Math.min(width, x + source.width))
  words.set(source.words.subarray(start + left - x, start + right - x), to + left)
  for (let column = 0; column < left; column++) words[to + column] = source.words[start + (columns[column] ?? 0)] ?? 0
  for (let column = right; column < width; column++)
    words[to + column] = source.words[start + (columns[column] ?? 0)] ?? 0
}

/** Later pieces lie over earlier ones. */
function placePieces(source: Pixels, target: Pixels, pieces: readonly Piece[], fill: number): void {
  target.words.fill(fill)
  const view = viewsOf(source)
  for (const { x, y, width, height, toX, toY } of pieces) {
    for (let row = 0; row < height; row++) {
      const from = (y + row) * source.width + x
      target.words.set(view(from, width), (toY + row) * target.width + toX)
    }
  }
}
