import { copyOf } from '../plan/copies.js'
import type { Pass } from '../plan/plan.js'
import type { ByteRaster } from '../raster.js'
import type { FillStep } from '../steps/steps.js'
import { isGrey, packed } from './canvas.js'
import { copyPixels, type Pixels } from './copy.js'

/** Do passes that only copy and paint whole pixels on the raster itself, without a way into kernels' memory and back; nothing where one of them does more. */
export function runDirectly(source: ByteRaster, passes: readonly Pass[]): ByteRaster | undefined {
  const { data } = source
  // Words begin at whole words alone.
  if (passes.length === 0 || data.byteOffset % 4 !== 0 || !passes.every(isSimple)) return undefined
  const given = new Uint32Array(data.buffer, data.byteOffset, data.length / 4)
  let grey = source.layout === 'grey'
  let pixels: Pixels = { words: given, width: source.width, height: source.height }
  for (const pass of passes) {
    if (pass.kind === 'move') {
      const copy = copyOf(pass, pixels)
      if (!copy) return undefined
      const { width, height, fill } = pass.step
      const made = { words: new Uint32Array(width * height), width, height }
      copyPixels(pixels, made, copy, packed(fill))
      pixels = made
      grey &&= copy.kind === 'turn' || isGrey(fill)
    } else if (pass.kind === 'fill' && !('key' in pass.fill)) {
      grey &&= isGrey(pass.fill)
      if (pixels.words === given) pixels = { ...pixels, words: given.slice() }
      paint(pixels, pass)
    }
  }
  const { words, width, height } = pixels
  const bytes = new Uint8ClampedArray(words.buffer, words.byteOffset, words.byteLength)
  return {
    width,
    height,
    channels: 4,
    data: bytes,
    layout: source.layout === 'grey' && !grey ? 'rgb' : (source.layout ?? 'rgba'),
  }
}

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
