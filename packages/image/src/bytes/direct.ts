import { copyOf } from '../plan/copies.js'
import type { Pass } from '../plan/plan.js'
import { bytesFor, bytesWith, hasColour, type ByteRaster, type Samples } from '../raster.js'
import type { FillStep } from '../steps/steps.js'
import { isGrey, packed } from './canvas.js'
import { copyPixels, type Pixels } from './copy.js'

/** Do passes that only copy and paint whole pixels on the raster itself, without a way into kernels' memory and back; nothing where one of them does more. */
export function runDirectly(source: ByteRaster, passes: readonly Pass[], into?: Samples): ByteRaster | undefined {
  const { data } = source
  // Words begin at whole words alone.
  if (passes.length === 0 || data.byteOffset % 4 !== 0 || !copies(source, passes)) return undefined
  let grey = source.layout === 'grey'
  const opaque = (source.layout ?? 'rgba') !== 'rgba'
  let bytes = data
  let pixels = pixelsOf(source)
  // Only the last picture on the way may lie in the memory that is given.
  const last = passes.findLastIndex(({ kind }) => kind === 'move')
  for (const [index, pass] of passes.entries()) {
    if (pass.kind === 'move') {
      const copy = copyOf(pass, pixels)
      if (!copy) return undefined
      const { width, height, fill } = pass.step
      bytes = bytesFor(width * height * 4, index === last ? into : undefined)
      const made = pixelsOf({ data: bytes, width, height })
      copyPixels(pixels, made, copy, packed(fill))
      pixels = made
      grey &&= copy.kind === 'turn' || isGrey(fill)
    } else if (pass.kind === 'fill' && !('key' in pass.fill)) {
      grey &&= isGrey(pass.fill)
      if (bytes === data) {
        bytes = bytesWith(data, last < 0 ? into : undefined)
        pixels = pixelsOf({ ...source, data: bytes })
      }
      paint(pixels, pass, opaque)
    }
  }
  const { width, height } = pixels
  const { layout = 'rgba' } = source
  return {
    width,
    height,
    channels: 4,
    data: bytes,
    layout: layout === 'grey' && !grey && hasColour(bytes) ? 'rgb' : layout,
  }
}

const pixelsOf = ({ data, width, height }: Pick<ByteRaster, 'data' | 'width' | 'height'>): Pixels => ({
  words: new Uint32Array(data.buffer, data.byteOffset, width * height),
  width,
  height,
})

/** Whether all passes do no more than that: known before any of them is done. */
function copies(source: { readonly width: number; readonly height: number }, passes: readonly Pass[]): boolean {
  let canvas = source
  return passes.every((pass) => {
    if (!isSimple(pass)) return false
    if (pass.kind !== 'move') return true
    const copied = copyOf(pass, canvas) !== undefined
    canvas = pass.step
    return copied
  })
}

const isSimple = (pass: Pass): boolean => pass.kind === 'move' || (pass.kind === 'fill' && !('key' in pass.fill))

/** Alpha stays; where it is known, whole rows are filled at once. */
function paint({ words, width }: Pixels, { regions, fill }: FillStep, opaque: boolean): void {
  if ('key' in fill) return
  const colour = packed(fill)
  for (const [left, top, w, h] of regions) {
    const first = top * width + left
    const end = first + h * width
    if (!opaque) paintUnder(words, first, end, w, width, colour & 0xffffff)
    else if (w === width) words.fill(colour, first, end)
    else for (let at = first; at < end; at += width) words.fill(colour, at, at + w)
  }
}

/** Give pixels another colour and leave their alpha. */
function paintUnder(words: Uint32Array, first: number, end: number, w: number, width: number, colour: number): void {
  // Signed numbers of 32 bits are whole numbers to the engine; unsigned ones may be floats.
  const pixels = new Int32Array(words.buffer, words.byteOffset, words.length)
  for (let row = first; row < end; row += width)
    for (let at = row; at < row + w; at++) pixels[at] = ((pixels[at] ?? 0) & 0xff000000) | colour
}
