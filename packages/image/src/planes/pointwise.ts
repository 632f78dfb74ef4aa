import type { Scratch } from '../kernels/kernels.js'
import { NORMAL_UNIT, STREAMS } from '../kernels/random.js'
import { depthOf, layoutOf, whiteOf, type Raster, type Samples } from '../raster.js'
import { curveOf, needsMean, type Curve } from '../steps/curves.js'
import type { ColourStep, HueStep, NoiseStep, PointwiseStep, ToneStep } from '../steps/steps.js'
import { colourPlanes, lumaPlane, meanLuma, meanOf, withColours, type PlaneCanvas } from './planes.js'
import { changePlanes, changeSamples, type Work } from './values.js'

/** What steps work on: the first planes of every tile, which are not alpha. */
interface Colours {
  /** How many there are. */
  readonly count: number
  readonly white: number
  readonly frame: number
  /** The mean luma on the 0-255 scale of what steps before have made. */
  readonly meanLuma: () => number
}

/** Change every pixel of planes by itself. */
export function runPointwise(canvas: PlaneCanvas, step: PointwiseStep, frame: number): PlaneCanvas {
  const { white } = canvas
  const colours = colourPlanes(canvas)
  const mean = () => (meanOf(lumaPlane(canvas)) * 255) / white
  const work = workOf(step, { count: colours.length, white, frame, meanLuma: mean })
  return work ? withColours(canvas, changePlanes(colours, work)) : canvas
}

/** Change every pixel of 16-bit or float samples by itself; nothing for grey that may become colour. */
export function runOnSamples(
  source: Raster,
  steps: readonly PointwiseStep[],
  frame: number,
  into?: Samples,
): Raster | undefined {
  const { channels } = source
  const count = layoutOf(source) === 'rgba' ? channels - 1 : channels
  if (depthOf(source) === 'uint8' || (count === 1 && steps.some(isAboutColour))) return undefined
  // What measures the picture waits until the steps before it are done.
  const measuring = steps.findLastIndex((step) => step.kind === 'tone' && needsMean(step.curves))
  const between = measuring > 0 ? runOnSamples(source, steps.slice(0, measuring), frame) : source
  if (!between) return undefined
  const white = whiteOf(source)
  const mean = () => (meanLuma(between, count) * 255) / white
  const works = steps
    .slice(Math.max(0, measuring))
    .flatMap((step) => workOf(step, { count, white, frame, meanLuma: mean }) ?? [])
  return changeSamples(between, works, into)
}

/** Whether grey has to be three equal channels for a step. */
export const isAboutColour = (step: PointwiseStep): boolean =>
  step.kind === 'colour' || step.kind === 'hue' || (step.kind === 'tone' && step.curves.length > 1)

function workOf(step: PointwiseStep, colours: Colours): Work | undefined {
  switch (step.kind) {
    case 'tone':
      return toneWork(step, colours)
    case 'noise':
      return step.law === 'saltAndPepper' ? sprinkleWork(step, colours) : normalWork(step, colours)
    default:
      // The engine let no image without colour come here.
      return colours.count < 3 ? undefined : colourWork(step, colours)
  }
}

/** Change a plane's part in kernels' memory. */
type Bend = (scratch: Scratch, pointer: number, count: number) => void

/** Look values up in a curve, or every channel in one of its own. */
function toneWork({ curves }: ToneStep, colours: Colours): Work {
  const mean = needsMean(curves) ? colours.meanLuma() : 0
  const bends = Array.from({ length: colours.count }, (_, channel) => {
    const curve = curves[channel] ?? curves[0] ?? ({ name: 'identity' } as const)
    return bendOf(curve, mean, colours.white)
  })
  return (scratch) =>
    ({ pointer, stride, count }) => {
      for (const [channel, bend] of bends.entries()) bend(scratch, pointer + channel * stride, count)
    }
}

function bendOf(curve: Curve, mean: number, white: number): Bend {
  const factor = 255 / white
  if (curve.name === 'power')
    return ({ kernels }, pointer, count) => kernels.powerPlane(pointer, count, curve.exponent, white)
  const cubic = cubicOf(curve, mean)
  if (cubic) {
    const [a, b, c, d] = cubic
    return ({ kernels }, pointer, count) =>
      kernels.bendPlane(pointer, count, a / factor, b, c * factor, d * factor * factor, 0, white)
  }
  const valueAt = curveOf(curve, mean)
  return (scratch, pointer, count) => {
    const values = scratch.floatsAt(pointer, count)
    for (let at = 0; at < count; at++) {
      const value = valueAt((values[at] ?? 0) * factor) / factor
      values[at] = value < 0 ? 0 : value > white ? white : value
    }
  }
}

/** The coefficients a + b v + c v^2 + d v^3 of a curve that has some. */
function cubicOf(curve: Curve, mean: number): readonly [number, number, number, number] | undefined {
  switch (curve.name) {
    case 'identity':
      return [0, 1, 0, 0]
    case 'linear':
      return [curve.offset, curve.scale, 0, 0]
    case 'contrast':
      return [mean - curve.factor * mean, curve.factor, 0, 0]
    case 'meanShift':
      return [curve.share * mean, curve.scale, 0, 0]
    case 'bezier': {
      const { first, second } = curve
      return [0, 3 * first, (3 * second - 6 * first) / 255, (1 + 3 * first - 3 * second) / 255 ** 2]
    }
    default:
      return undefined
  }
}

/** Mix or turn red, green and blue. */
function colourWork(step: ColourStep | HueStep, { white }: Colours): Work {
  if (step.kind === 'hue') {
    const sixths = 6 * step.turns - 6 * Math.floor(step.turns)
    return ({ kernels }) =>
      ({ pointer, stride, count }) =>
        kernels.turnPlanes(pointer, stride, count, sixths)
  }
  const matrix = Float32Array.from(step.matrix, (entry, at) => (at % 4 === 3 ? (entry * white) / 255 : entry))
  return (scratch) => {
    const rows = scratch.put(matrix)
    return ({ pointer, stride, count }) => scratch.kernels.mixPlanes(pointer, stride, count, rows, 0, white)
  }
}

/** Numbers of 16 bits, and words of 32, that kernels grow at once. */
const LOT = 96
const WORDS = 48
/** Values take their numbers in eights: eight for the first channel, eight for the second, …, as the kernel for bytes does. */
const GROUP = 8

function normalWork({ std, shared, key: [key0, key1] }: NoiseStep & { law: 'gaussian' }, colours: Colours): Work {
  const apart = shared ? 1 : colours.count
  const share = (std * colours.white) / 255 / NORMAL_UNIT
  const lotsOf = (values: number) => Math.ceil((Math.ceil(values / GROUP) * GROUP * apart) / LOT)
  return (scratch, most) => {
    const { kernels } = scratch
    const numbers = scratch.take(192 * lotsOf(most))
    return ({ pointer, stride, count, first }) => {
      kernels.normals(numbers, lotsOf(count), (first * apart) / LOT, STREAMS.gaussian, colours.frame, key0, key1)
      for (let channel = 0; channel < colours.count; channel++) {
        const own = numbers + (shared ? 0 : channel * GROUP * 2)
        const skip = (apart - 1) * GROUP * 2
        kernels.addNormals(pointer + channel * stride, count, own, skip, share, 0, colours.white)
      }
    }
  }
}

function sprinkleWork(
  { salt, pepper, key: [key0, key1] }: NoiseStep & { law: 'saltAndPepper' },
  { count: channels, white, frame }: Colours,
): Work {
  const [bright, both] = [salt * 2 ** 32, (salt + pepper) * 2 ** 32]
  return (scratch, most) => {
    const { kernels } = scratch
    const at = scratch.take(192 * Math.ceil(most / WORDS))
    return ({ pointer, stride, count, first }) => {
      kernels.randomWords(at, Math.ceil(count / WORDS), first / WORDS, STREAMS.sprinkle, frame, key0, key1)
      const words = new Uint32Array(kernels.memory.buffer, at, count)
      for (let channel = 0; channel < channels; channel++) {
        const plane = scratch.floatsAt(pointer + channel * stride, count)
        for (let index = 0; index < count; index++) {
          const word = words[index] ?? 0
          if (word < both) plane[index] = word < bright ? white : 0
        }
      }
    }
  }
}
