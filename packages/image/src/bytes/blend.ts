import type { ByteRaster } from '../raster.js'
import type { BlendStep } from '../steps/steps.js'
import type { ByteCanvas } from './canvas.js'

/** Lay opaque bytes over opaque bytes where they either hide or leave what is below; nothing for soft edges. */
export function blendBytes(canvas: ByteCanvas, layer: ByteRaster, step: BlendStep): ByteCanvas | undefined {
  const { scratch, pointer, width, height, grey } = canvas
  if (step.seams !== undefined || layer.width !== width || layer.height !== height) return undefined
  const alpha = step.alpha.make(step.settings, width, height)
  const hides = new Uint8Array(alpha.length)
  for (let at = 0; at < alpha.length; at++) {
    const share = alpha[at] ?? 0
    if (share !== 0 && share !== 1) return undefined
    hides[at] = share * 255
  }
  scratch.kernels.blend(pointer, scratch.put(layer.data), width * height, scratch.put(hides))
  return { ...canvas, grey: grey && layer.layout === 'grey' }
}
