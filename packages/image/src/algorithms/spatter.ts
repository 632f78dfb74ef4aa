import { Scratch } from '../kernels/kernels.js'
import { NORMAL_UNIT, type Key } from '../kernels/random.js'
import type { Colour } from '../steps/steps.js'
import { isGrey } from '../bytes/canvas.js'
import type { Algorithm } from './algorithm.js'
import { soften } from './soften.js'
import { veilAlgorithm } from './veil.js'

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

interface Size {
  readonly width: number
  readonly height: number
}

/** Splash the lens: blurred noise above a threshold is liquid; rain adds light that shows its relief, mud covers. */
export const spatterOf: Algorithm<SpatterSettings> = {
  ...veilAlgorithm<SpatterSettings>('spatter', (settings, size) => {
    const { colour } = settings
    const scratch = Scratch.beside()
    const wet = liquidAt(scratch, settings, size)
    if (settings.liquid === 'mud') return { keep: 'rest', light: [mudShares(scratch, wet, settings, size)], colour }
    const { light, most } = reliefAt(scratch, wet, size)
    const factor = (0.9 * settings.intensity) / (most || 1)
    const shares = Float32Array.from(halvesAt(scratch, light, size), (share) => share * factor)
    return { keep: [], light: [shares], colour }
  }),
  bytes(canvas, settings) {
    const { scratch, pointer, width, height } = canvas
    const { colour, intensity } = settings
    const { kernels } = scratch
    const grey = canvas.grey && isGrey(colour)
    const wet = liquidAt(scratch, settings, canvas)
    if (settings.liquid === 'mud') {
      kernels.paintShares(pointer, width * height, scratch.put(mudShares(scratch, wet, settings, canvas)), ...colour)
      return { ...canvas, grey }
    }
    const { light, most } = reliefAt(scratch, wet, canvas)
    if (most === 0) return canvas
    // The largest share becomes one of 16384 to 32767, so that levels are as fine as they can be.
    const shift = Math.clz32(most) - 17
    const unit = (64 * 0.9 * intensity * 32768) / (most << shift)
    const [red, green, blue] = colour.map((level) => Math.round(level * unit)) as unknown as Colour // three levels stay three
    kernels.addLight(pointer, width * height, light, shift, red, green, blue)
    return { ...canvas, grey }
  },
}

/** Grow the liquid in scratch memory, in 1/32767. What was splashed stays on the lens, so every frame of a clip has the same. */
function liquidAt(
  scratch: Scratch,
  { mean, std, sigma, cutoff, key }: SpatterSettings,
  { width, height }: Size,
): number {
  const lots = Math.ceil((width * height) / 96)
  const noise = scratch.take(lots * 192)
  scratch.kernels.normals(noise, lots, 0, 8, 0, key[0], key[1])
  const liquid = soften(scratch, noise, width, height, sigma)
  scratch.kernels.liquidShares(liquid, width * height, mean, std / NORMAL_UNIT, cutoff)
  return liquid
}

/** A view that holds until memory is taken again. */
const halvesAt = ({ kernels }: Scratch, pointer: number, { width, height }: Size): Int16Array =>
  new Int16Array(kernels.memory.buffer, pointer, width * height)

/** Mud: the liquid's shape, blurred, up to the intensity at its densest. */
function mudShares(scratch: Scratch, wet: number, { sigma, intensity }: SpatterSettings, size: Size): Float32Array {
  const shape = halvesAt(scratch, wet, size)
  for (let at = 0; at < shape.length; at++) shape[at] = (shape[at] ?? 0) > 0 ? 32767 : 0
  const soft = halvesAt(scratch, soften(scratch, wet, size.width, size.height, sigma), size)
  const factor = intensity / (largest(soft) || 1)
  return Float32Array.from(soft, (share) => share * factor)
}

/** Rain: the distance to the drops' edges, its levels made even, lit as a relief, times the liquid; and the largest of this light. */
function reliefAt(scratch: Scratch, wet: number, { width, height }: Size): { light: number; most: number } {
  const { kernels } = scratch
  const row = width + 18
  const framed = row * (height + 2)
  const [steps, levels, relief] = [scratch.take(framed), scratch.take(framed), scratch.take(framed)]
  const [counts, light] = [scratch.take(512), scratch.take(width * height * 2)]
  kernels.edgeSteps(wet, width, height, steps, row)
  kernels.evenDepths(steps, width, height, row, levels, counts)
  return { light, most: kernels.litDrops(levels, wet, width, height, row, relief, light) }
}

function largest(plane: Int16Array): number {
  let most = 0
  for (let at = 0; at < plane.length; at++) if ((plane[at] ?? 0) > most) most = plane[at] ?? 0
  return most
}
