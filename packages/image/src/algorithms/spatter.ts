import { normalNumbers, type Key } from '../kernels/random.js'
import type { Colour } from '../steps/steps.js'
import { boxBlurPlane, softenPlane } from './soften.js'
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
  const shape = new Float32Array(liquid.length)
  for (let at = 0; at < shape.length; at++) shape[at] = (liquid[at] ?? 0) > 0 ? 1 : 0
  const soft = sigma > 0 ? softenPlane(shape, width, height, sigma) : shape
  const factor = intensity / (largest(soft) || 1)
  for (let at = 0; at < soft.length; at++) soft[at] = (soft[at] ?? 0) * factor
  return { keep: 'rest', light: [soft], colour }
}

/** Rain: the distance to the drops' edges, its levels made even, lit as a relief, times the liquid. */
function rainVeil(liquid: Float32Array, { intensity, colour }: SpatterSettings, width: number, height: number): Veil {
  const depth = boxBlurPlane(distanceToEdge(liquid, width, height), width, height, 3)
  const lit = boxBlurPlane(relief(equalized(depth), width, height), width, height, 3)
  for (let at = 0; at < lit.length; at++) lit[at] = (lit[at] ?? 0) * (liquid[at] ?? 0)
  const factor = (0.9 * intensity) / (largest(lit) || 1)
  for (let at = 0; at < lit.length; at++) lit[at] = (lit[at] ?? 0) * factor
  return { keep: [], light: [lit], colour }
}

/** Light a relief from the lower right by ImageNet-C's kernel, [-2 -1 0 / -1 1 1 / 0 1 2]; the border stays dark. */
function relief(plane: Float32Array, width: number, height: number): Float32Array {
  const lit = new Float32Array(plane.length)
  for (let y = 1; y + 1 < height; y++) {
    for (let x = 1, at = y * width + 1; x + 1 < width; x++, at++) {
      const before = 2 * (plane[at - width - 1] ?? 0) + (plane[at - width] ?? 0) + (plane[at - 1] ?? 0)
      const after = 2 * (plane[at + width + 1] ?? 0) + (plane[at + width] ?? 0) + (plane[at + 1] ?? 0)
      const value = (plane[at] ?? 0) + after - before
      lit[at] = value < 0 ? 0 : value > 255 ? 255 : value
    }
  }
  return lit
}

/** Distances end at 20 px; while they are measured, a step to the side is 5 and a step across 7 (Borgefors, 1986). */
const FAR = 20
const SIDE = 5
const ACROSS = 7

/** How far every pixel is from where liquid begins or ends, up to 20 px. */
function distanceToEdge(liquid: Float32Array, width: number, height: number): Float32Array {
  // A frame of pixels that are far from everything spares asking where the image ends.
  const row = width + 2
  const steps = new Uint8Array(row * (height + 2)).fill(FAR * SIDE)
  const wet = new Uint8Array(width * height)
  for (let at = 0; at < wet.length; at++) wet[at] = (liquid[at] ?? 0) > 0 ? 1 : 0
  for (let y = 0; y < height; y++) {
    for (let x = 0, at = y * width, to = (y + 1) * row + 1; x < width; x++, at++, to++) {
      // Edges are the wet pixels that touch a dry one.
      if (wet[at] === 0) continue
      const inside =
        (x === 0 || wet[at - 1] === 1) &&
        (x + 1 === width || wet[at + 1] === 1) &&
        (y === 0 || wet[at - width] === 1) &&
        (y + 1 === height || wet[at + width] === 1)
      if (!inside) steps[to] = 0
    }
  }
  sweep(steps, row, height, 1)
  sweep(steps, row, height, -1)
  const distance = new Float32Array(width * height)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0, from = (y + 1) * row + 1; x < width; x++, at++, from++) distance[at] = (steps[from] ?? 0) / SIDE
  return distance
}

/** Carry distances on, from the first pixel to the last or back. */
function sweep(steps: Uint8Array, row: number, height: number, way: 1 | -1): void {
  const first = way === 1 ? row + 1 : row * (height + 1) - 2
  const above = way * row
  for (let line = 0; line < height; line++) {
    let at = first + line * above
    for (let column = 2; column < row; column++, at += way) {
      let best = steps[at] ?? 0
      if (best === 0) continue
      const side = (steps[at - way] ?? 0) + SIDE
      const over = (steps[at - above] ?? 0) + SIDE
      const before = (steps[at - above - way] ?? 0) + ACROSS
      const after = (steps[at - above + way] ?? 0) + ACROSS
      if (side < best) best = side
      if (over < best) best = over
      if (before < best) best = before
      if (after < best) best = after
      steps[at] = best
    }
  }
}

/** Make whole levels from 0 to 20 as even as 256 levels allow, as OpenCV's equalizeHist does. */
function equalized(plane: Float32Array): Float32Array {
  const counts = new Float64Array(FAR + 1)
  for (let at = 0; at < plane.length; at++) counts[Math.floor(plane[at] ?? 0)]! += 1
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
