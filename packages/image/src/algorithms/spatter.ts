import { Scratch } from '../kernels/kernels.js'
import { normalTable, type Key } from '../kernels/random.js'
import type { Colour } from '../steps/steps.js'
import { softenInPlace, softenPlane } from './soften.js'
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
  const scratch = Scratch.beside()
  const liquid = liquidAt(scratch, settings, width, height)
  return settings.liquid === 'rain'
    ? rainVeil(scratch, liquid, settings, width, height)
    : mudVeil(scratch.floats(liquid, width * height), settings, width, height)
})

/** Grow the liquid in scratch memory. What was splashed stays on the lens, so every frame of a clip has the same. */
function liquidAt(
  scratch: Scratch,
  { mean, std, sigma, cutoff, key }: SpatterSettings,
  width: number,
  height: number,
): number {
  const { kernels } = scratch
  const pixels = width * height
  const fours = Math.ceil(pixels / 32)
  const [words, noise] = [scratch.take(fours * 64), scratch.take(pixels * 4)]
  kernels.randomWords(words, fours, 8, 0, key[0], key[1])
  kernels.lookUpHalves(noise, words, pixels, scratch.put(normalTable()))
  const liquid = softenInPlace(scratch, noise, width, height, sigma)
  kernels.liquidShares(liquid, pixels, mean, std, cutoff)
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
function rainVeil(
  scratch: Scratch,
  wet: number,
  { intensity, colour }: SpatterSettings,
  width: number,
  height: number,
): Veil {
  const { kernels } = scratch
  const row = width + 18
  const framed = row * (height + 2)
  const [steps, levels, relief] = [scratch.take(framed), scratch.take(framed), scratch.take(framed)]
  const [counts, light] = [scratch.take(128), scratch.take(width * height * 4)]
  kernels.edgeSteps(wet, width, height, steps, row)
  kernels.evenDepths(steps, width, height, row, levels, counts)
  const most = kernels.litDrops(levels, wet, width, height, row, relief, light)
  const factor = (0.9 * intensity) / (most || 1)
  const scaled = colour.map((level) => level * factor) as unknown as Colour // three levels stay three
  return { keep: [], light: [scratch.floats(light, width * height)], colour: scaled }
}

function largest(plane: Float32Array): number {
  let most = 0
  for (let at = 0; at < plane.length; at++) if ((plane[at] ?? 0) > most) most = plane[at] ?? 0
  return most
}
