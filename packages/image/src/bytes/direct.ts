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
  if (passes.length === 0 || data.byteOffset % 4 !== 0 || !passes.every(isSimple)) return undefined
  const given = wordsOf(data)
  let grey = source.layout === 'grey'
  let pixels: Pixels = { words: given, width: source.width, height: source.height }
  // Only the last picture on the way may lie in the memory that is given.
  const last = passes.findLastIndex(({ kind }) => kind === 'move')
  for (const [index, pass] of passes.entries()) {
    if (pass.kind === 'move') {
      const copy = copyOf(pass, pixels)
      if (!copy) return undefined
      const { width, height, fill } = pass.step
      const made = { words: wordsOf(bytesFor(width * height * 4, index === last ? into : undefined)), width, height }
      copyPixels(pixels, made, copy, packed(fill))
      pixels = made
      grey &&= copy.kind === 'turn' || isGrey(fill)
    } else if (pass.kind === 'fill' && !('key' in pass.fill)) {
      grey &&= isGrey(pass.fill)
      if (pixels.words === given) pixels = { ...pixels, words: wordsOf(bytesWith(data, last < 0 ? into : undefined)) }
      paint(pixels, pass)
    }
  }
  const { words, width, height } = pixels
  const free = into?.buffer === words.buffer && into.byteOffset === words.byteOffset ? into : undefined
  const bytes =
    free instanceof Uint8ClampedArray ? free : new Uint8ClampedArray(words.buffer, words.byteOffset, words.byteLength)
  const { layout = 'rgba' } = source
  return {
    width,
    height,
    channels: 4,
    data: bytes,
    layout: layout === 'grey' && !grey && hasColour(bytes) ? 'rgb' : layout,
  }
}

const wordsOf = ({ buffer, byteOffset, length }: Uint8ClampedArray): Uint32Array =>
  new Uint32Array(buffer, byteOffset, length / 4)

const isSimple = (pass: Pass): boolean => pass.kind === 'move' || (pass.kind === 'fill' && !('key' in pass.fill))

/** Alpha stays. */
function paint({ words, width }: Pixels, { regions, fill }: FillStep): void {
  if ('key' in fill) return
  const colour = packed(fill) & 0xffffff
  for (const [left, top, w, h] of regions) {
    for (let row = top; row < top + h; row++) {
      const end = row * width + left + w
      for (let at = row * width + left; at < end; at++) words[at] = ((words[at] ?? 0) & 0xff000000) | colour
    }
  }
}
