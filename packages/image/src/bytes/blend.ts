import type { ByteRaster } from '../raster.js'
import type { BlendStep } from '../steps/steps.js'
import type { ByteCanvas } from './canvas.js'

/** Lay opaque bytes over opaque bytes; nothing for seams that are hidden. */
export function blendBytes(canvas: ByteCanvas, layer: ByteRaster, step: BlendStep): ByteCanvas | undefined {
  const { scratch, pointer, width, height, grey } = canvas
  if (step.seams !== undefined || layer.width !== width || layer.height !== height) return undefined
  const after = { ...canvas, grey: grey && layer.layout === 'grey' }
  const boxes = step.alpha.boxes?.(step.settings)
  if (boxes) {
    const target = scratch.bytes(pointer, width * height * 4)
    for (const box of boxes) copyBox(layer, target, box)
    return after
  }
  const over = scratch.put(layer.data)
  const even = step.alpha.even?.(step.settings)
  if (even === undefined) {
    const shares = sharesOf(step.alpha.make(step.settings, width, height))
    scratch.kernels.blend(pointer, over, width * height, scratch.put(shares))
  } else scratch.kernels.blendEven(pointer, over, width * height, Math.round(even * 65536))
  return after
}

/** Alpha as the kernel takes it: to 1/32768, in two parts that 16 bits hold. */
function sharesOf(alpha: Float32Array): Uint32Array {
  const shares = new Uint32Array(alpha.length)
  for (let at = 0; at < alpha.length; at++) {
    const share = Math.round((alpha[at] ?? 0) * 32768)
    const first = share >> 1
    shares[at] = ((share - first) << 16) | first
  }
  return shares
}

/** Lay a part of a layer over opaque bytes, whose left upper pixel comes to (x, y). */
export function pastePart(canvas: ByteCanvas, part: ByteRaster, x: number, y: number): ByteCanvas {
  const { scratch, pointer, width, height, grey } = canvas
  const target = scratch.bytes(pointer, width * height * 4)
  for (let row = 0; row < part.height; row++) {
    const from = row * part.width * 4
    target.set(part.data.subarray(from, from + part.width * 4), ((y + row) * width + x) * 4)
  }
  return { ...canvas, grey: grey && part.layout === 'grey' }
}

function copyBox({ width, height, data }: ByteRaster, target: Uint8Array, [x, y, w, h]: readonly number[]): void {
  const [left, right] = [Math.max(0, x ?? 0), Math.min(width, (x ?? 0) + (w ?? 0))]
  if (left >= right) return
  for (let row = Math.max(0, y ?? 0); row < Math.min(height, (y ?? 0) + (h ?? 0)); row++) {
    const from = (row * width + left) * 4
    target.set(data.subarray(from, from + (right - left) * 4), from)
  }
}
