import { Scratch } from '../kernels/kernels.js'
import { evenNumbers, type Key } from '../kernels/random.js'
import type { Algorithm } from './algorithm.js'
import { veilAlgorithm } from './veil.js'

interface FogSettings {
  /** How much fog there is, in (0, 1]. */
  readonly intensity: number
  /** How opaque a patch is. */
  readonly opacity: number
  readonly key: Key
}

/** Lay white round patches over one another: where n of them lie, (1 - opacity)^n of the scene is seen. */
export const fogOf: Algorithm<FogSettings> = {
  ...veilAlgorithm<FogSettings>('fog', (settings, { width, height }) => {
    const scratch = Scratch.beside()
    const shares = scratch.floats(sharesAt(scratch, width, height, settings), width * height)
    return { keep: 'rest', light: [shares], colour: [255, 255, 255] }
  }),
  bytes(canvas, settings) {
    const { scratch, pointer, width, height } = canvas
    const shares = sharesAt(scratch, width, height, settings)
    scratch.kernels.paintShares(pointer, width * height, shares, 255, 255, 255)
    return canvas
  },
}

/** A plane of what share of the scene patches hide, in scratch memory. */
function sharesAt(scratch: Scratch, width: number, height: number, settings: FogSettings): number {
  const patches = patchesOf(width, height, settings)
  const count = patches.length / 3
  const hidden = new Float32Array(count + 1)
  for (let over = 0, keep = 1; over <= count; over++, keep *= 1 - settings.opacity) hidden[over] = 1 - keep
  const steps = scratch.take((width + 1) * height * 4)
  const shares = scratch.take(width * height * 4)
  scratch.kernels.coverDiscs(steps, width, height, scratch.put(patches), count)
  scratch.kernels.coverShares(shares, width, height, steps, scratch.put(hidden))
  return shares
}

/** The x, y and radius of every patch, in pixels: as albumentations places them, in ten windows about the middle that shrink by a tenth each. */
function patchesOf(width: number, height: number, { intensity, key }: FogSettings): Int32Array {
  const unit = Math.max(1, Math.floor((width / 3) * intensity))
  const most = Math.max(2, Math.floor(Math.min(width, height) * 0.1 * intensity))
  const least = Math.max(1, Math.floor(most / 2))
  const patches: number[] = []
  let [windowWidth, windowHeight] = [width, height]
  for (let window = 0; window < 10 && windowWidth > unit && windowHeight > unit; window++) {
    const count = Math.floor(((windowWidth * windowHeight) / (unit * unit)) * intensity * 10)
    // Fog hangs still, so every frame of a clip has the same.
    const even = evenNumbers(key, 0, count * 3, window + 16)
    for (let at = 0; at < count * 3; at += 3) {
      const x = Math.floor(width / 2 + ((even[at] ?? 0) - 0.5) * windowWidth)
      const y = Math.floor(height / 2 + ((even[at + 1] ?? 0) - 0.5) * windowHeight)
      patches.push(x, y, least + Math.floor((even[at + 2] ?? 0) * (most - least)))
    }
    windowWidth = Math.floor(windowWidth * 0.9)
    windowHeight = Math.floor(windowHeight * 0.9)
  }
  return Int32Array.from(patches)
}
