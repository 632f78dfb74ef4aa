import { evenNumbers, type Key } from '../kernels/random.js'
import { veilAlgorithm } from './veil.js'

interface FogSettings {
  /** How much fog there is, in (0, 1]. */
  readonly intensity: number
  /** How opaque a patch is. */
  readonly opacity: number
  readonly key: Key
}

/** Lay white round patches over one another: where n of them lie, (1 - opacity)^n of the scene is seen. */
export const fogOf = veilAlgorithm<FogSettings>('fog', ({ intensity, opacity, key }, { width, height }) => {
  const counts = patchCounts(width, height, intensity, key)
  let most = 0
  for (let at = 0; at < counts.length; at++) if ((counts[at] ?? 0) > most) most = counts[at] ?? 0
  const hidden = new Float32Array(most + 1)
  for (let count = 0, keep = 1; count <= most; count++, keep *= 1 - opacity) hidden[count] = 1 - keep
  const light = new Float32Array(counts.length)
  for (let at = 0; at < light.length; at++) light[at] = hidden[counts[at] ?? 0] ?? 0
  return { keep: 'rest', light: [light], colour: [255, 255, 255] }
})

/** How many patches lie over every pixel: as albumentations places them, in ten windows about the middle that shrink by a tenth each. */
function patchCounts(width: number, height: number, intensity: number, key: Key): Int32Array {
  const steps = new Int32Array((width + 1) * height)
  const unit = Math.max(1, Math.floor((width / 3) * intensity))
  const most = Math.max(2, Math.floor(Math.min(width, height) * 0.1 * intensity))
  const least = Math.max(1, Math.floor(most / 2))
  let [windowWidth, windowHeight] = [width, height]
  for (let window = 0; window < 10 && windowWidth > unit && windowHeight > unit; window++) {
    const patches = Math.floor(((windowWidth * windowHeight) / (unit * unit)) * intensity * 10)
    // Fog hangs still, so every frame of a clip has the same.
    const even = evenNumbers(key, 0, patches * 3, window + 16)
    for (let at = 0; at < patches * 3; at += 3) {
      const x = Math.floor(width / 2 + ((even[at] ?? 0) - 0.5) * windowWidth)
      const y = Math.floor(height / 2 + ((even[at + 1] ?? 0) - 0.5) * windowHeight)
      const radius = least + Math.floor((even[at + 2] ?? 0) * (most - least))
      addDisc(steps, width, height, x, y, radius)
    }
    windowWidth = Math.floor(windowWidth * 0.9)
    windowHeight = Math.floor(windowHeight * 0.9)
  }
  return runningSums(steps, width, height)
}

/** Note where each row of a disc begins and ends. */
function addDisc(steps: Int32Array, width: number, height: number, x: number, y: number, radius: number): void {
  for (let dy = -radius; dy <= radius; dy++) {
    const row = y + dy
    if (row < 0 || row >= height) continue
    const half = Math.floor(Math.sqrt(radius * radius - dy * dy))
    const first = Math.max(0, x - half)
    const last = Math.min(width, x + half + 1)
    if (first >= last) continue
    steps[row * (width + 1) + first]! += 1
    steps[row * (width + 1) + last]! -= 1
  }
}

function runningSums(steps: Int32Array, width: number, height: number): Int32Array {
  const counts = new Int32Array(width * height)
  for (let y = 0, at = 0; y < height; y++) {
    let count = 0
    for (let x = 0; x < width; x++, at++) {
      count += steps[y * (width + 1) + x] ?? 0
      counts[at] = count
    }
  }
  return counts
}
