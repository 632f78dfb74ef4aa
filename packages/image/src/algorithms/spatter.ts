import { normalNumbers, type Key } from '../kernels/random.js'
import { blurPlane, correlatePlane } from '../planes/filter.js'
import type { Colour } from '../steps/steps.js'
import { softenPlane } from './soften.js'
import { veilAlgorithm, type Veil } from './veil.js'

interface SpatterSettings {
  /** Mean and standard deviation of the liquid's noise before it is blurred. */
  readonly mean: number
  readonly std: number
  /** Standard deviation of that blur, in pixels. */
  readonly sigma: number
  /** Where there is more liquid than this, it shows. */
  readonly cutoff: number
  readonly intensity: number
  readonly liquid: 'rain' | 'mud'
  readonly colour: Colour
  readonly key: Key
}

/** Splash the lens: blurred noise above a threshold is liquid; rain adds light that shows its relief, mud covers. */
export const spatterOf = veilAlgorithm<SpatterSettings>('spatter', (settings, { width, height }) => {
  const liquid = liquidOf(settings, width, height)
  return settings.liquid === 'rain'
    ? rainVeil(liquid, settings, width, height)
    : mudVeil(liquid, settings, width, height)
})

/** What was splashed stays on the lens, so every frame of a clip has the same. */
function liquidOf({ mean, std, sigma, cutoff, key }: SpatterSettings, width: number, height: number): Float32Array {
  const noise = normalNumbers(key, 0, width * height, 8)
  const liquid = sigma > 0 ? softenPlane(noise, width, height, sigma) : noise
  for (let at = 0; at < liquid.length; at++) {
    const amount = mean + std * (liquid[at] ?? 0)
    liquid[at] = amount < cutoff ? 0 : Math.min(1, Math.max(0, amount))
  }
  return liquid
}

/** Mud: the liquid's shape, blurred, up to the intensity at its densest. */
function mudVeil(
  liquid: Float32Array,
  { sigma, intensity, colour }: SpatterSettings,
  width: number,
  height: number,
): Veil {
  const shape = liquid.map((amount) => (amount > 0 ? 1 : 0))
  const soft = sigma > 0 ? softenPlane(shape, width, height, sigma) : shape
  const factor = intensity / (largest(soft) || 1)
  const keep = new Float32Array(soft.length)
  for (let at = 0; at < soft.length; at++) {
    const share = (soft[at] ?? 0) * factor
    soft[at] = share
    keep[at] = 1 - share
  }
  return { keep: [keep], light: [soft], colour }
}

/** Rain: the distance to the drops' edges, its levels made even, lit from the upper left, times the liquid. */
function rainVeil(liquid: Float32Array, { intensity, colour }: SpatterSettings, width: number, height: number): Veil {
  const height20 = blurPlane(distanceToEdge(liquid, width, height), width, height, 0.5)
  const lit = blurPlane(correlatePlane(equalized(height20), width, height, RELIEF), width, height, 1)
  for (let at = 0; at < lit.length; at++) lit[at] = Math.max(0, lit[at] ?? 0) * (liquid[at] ?? 0)
  const factor = (0.9 * intensity) / (largest(lit) || 1)
  for (let at = 0; at < lit.length; at++) lit[at] = (lit[at] ?? 0) * factor
  return { keep: [], light: [lit], colour }
}

/** The kernel of ImageNet-C that lights a relief. */
const RELIEF = { width: 3, height: 3, kernel: [-2, -1, 0, -1, 1, 1, 0, 1, 2] }

const FAR = 20

/** How far every pixel is from where liquid begins or ends, up to 20 px: a chamfer transform with steps 1 and sqrt(2). */
function distanceToEdge(liquid: Float32Array, width: number, height: number): Float32Array {
  const distance = new Float32Array(liquid.length).fill(FAR)
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const wet = (liquid[at] ?? 0) > 0
      if (x + 1 < width && (liquid[at + 1] ?? 0) > 0 !== wet) distance[wet ? at : at + 1] = 0
      if (y + 1 < height && (liquid[at + width] ?? 0) > 0 !== wet) distance[wet ? at : at + width] = 0
    }
  }
  sweep(distance, width, height, 1)
  sweep(distance, width, height, -1)
  return distance
}

/** Carry distances on, from the first pixel to the last or back. */
function sweep(distance: Float32Array, width: number, height: number, step: 1 | -1): void {
  const first = step === 1 ? 0 : width * height - 1
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const at = first + step * (row * width + column)
      let best = distance[at] ?? FAR
      if (best === 0) continue
      if (column > 0) best = Math.min(best, (distance[at - step] ?? FAR) + 1)
      if (row > 0) {
        const above = at - step * width
        best = Math.min(best, (distance[above] ?? FAR) + 1)
        if (column > 0) best = Math.min(best, (distance[above - step] ?? FAR) + Math.SQRT2)
        if (column + 1 < width) best = Math.min(best, (distance[above + step] ?? FAR) + Math.SQRT2)
      }
      distance[at] = best
    }
  }
}

/** Make whole levels from 0 to 20 as even as 256 levels allow, as OpenCV's equalizeHist does. */
function equalized(plane: Float32Array): Float32Array {
  const counts = new Float64Array(FAR + 1)
  for (const value of plane) counts[Math.floor(value)]! += 1
  const lowest = counts.findIndex((count) => count > 0)
  const rest = plane.length - (counts[lowest] ?? 0)
  const table = new Float64Array(FAR + 1)
  for (let level = lowest + 1, sum = 0; level <= FAR; level++) {
    sum += counts[level] ?? 0
    table[level] = rest > 0 ? Math.round((255 * sum) / rest) : 0
  }
  const even = new Float32Array(plane.length)
  for (let at = 0; at < even.length; at++) even[at] = table[Math.floor(plane[at] ?? 0)] ?? 0
  return even
}

function largest(plane: Float32Array): number {
  let most = 0
  for (let at = 0; at < plane.length; at++) if ((plane[at] ?? 0) > most) most = plane[at] ?? 0
  return most
}
