import { NORMAL_UNIT, randomWords, STREAMS } from '../kernels/random.js'
import { curveOf, needsMean, type Curve } from '../steps/curves.js'
import type { ColourStep, HueStep, NoiseStep, ToneStep } from '../steps/steps.js'
import { colourPlanes, lumaPlane, meanOf, withColours, type PlaneCanvas } from './planes.js'
import { changePlanes } from './values.js'

/** Look values up in a curve, or every channel in one of its own. */
export function runTone(canvas: PlaneCanvas, { curves }: ToneStep): PlaneCanvas {
  const mean = needsMean(curves) ? (meanOf(lumaPlane(canvas)) * 255) / canvas.white : 0
  return withColours(
    canvas,
    colourPlanes(canvas).map((plane, channel) => {
      const curve = curves[channel] ?? curves[0]
      return curve ? bendPlane(plane, curve, mean, canvas.white) : plane
    }),
  )
}

function bendPlane(plane: Float32Array, curve: Curve, mean: number, white: number): Float32Array {
  const cubic = cubicOf(curve, mean)
  const factor = 255 / white
  if (!cubic && curve.name !== 'power') return lookUp(plane, curveOf(curve, mean), factor, white)
  const [a = 0, b = 0, c = 0, d = 0] = cubic ?? []
  const [changed = plane] = changePlanes([plane], () => ({ kernels, pointer, count }) => {
    if (curve.name === 'power') kernels.powerPlane(pointer, count, curve.exponent, white)
    else kernels.bendPlane(pointer, count, a / factor, b, c * factor, d * factor * factor, 0, white)
  })
  return changed
}

/** The coefficients a + b v + c v^2 + d v^3 of a curve that has some. */
function cubicOf(curve: Curve, mean: number): readonly number[] | undefined {
  switch (curve.name) {
    case 'identity':
      return [0, 1]
    case 'linear':
      return [curve.offset, curve.scale]
    case 'contrast':
      return [mean - curve.factor * mean, curve.factor]
    case 'meanShift':
      return [curve.share * mean, curve.scale]
    case 'bezier': {
      const { first, second } = curve
      return [0, 3 * first, (3 * second - 6 * first) / 255, (1 + 3 * first - 3 * second) / 255 ** 2]
    }
    default:
      return undefined
  }
}

function lookUp(plane: Float32Array, curve: (value: number) => number, factor: number, white: number): Float32Array {
  const changed = new Float32Array(plane.length)
  for (let at = 0; at < plane.length; at++) {
    const value = Math.fround(curve((plane[at] ?? 0) * factor) / factor)
    changed[at] = value < 0 ? 0 : value > white ? white : value
  }
  return changed
}

/** Mix or turn red, green and blue. */
export function runColour(canvas: PlaneCanvas, step: ColourStep | HueStep): PlaneCanvas {
  const colours = colourPlanes(canvas)
  // The engine let no image without colour come here.
  if (colours.length < 3) return canvas
  const { white } = canvas
  const [others, sixths] = step.kind === 'hue' ? [[], 6 * step.turns - 6 * Math.floor(step.turns)] : [step.matrix, 0]
  const matrix = Float32Array.from(others, (entry, at) => (at % 4 === 3 ? (entry * white) / 255 : entry))
  const mixed = changePlanes(colours, (scratch) => {
    const rows = scratch.put(matrix)
    return ({ kernels, pointer, stride, count }) => {
      if (step.kind === 'hue') kernels.turnPlanes(pointer, stride, count, sixths)
      else kernels.mixPlanes(pointer, stride, count, rows, 0, white)
    }
  })
  return withColours(canvas, mixed)
}

/** Values take their numbers in eights: eight for the first channel, eight for the second, …, as the kernel for bytes does. */
const GROUP = 8
/** Numbers that the kernel grows at once. */
const LOT = 96

const lotsOf = (numbers: number): number => Math.ceil(numbers / LOT) + 1

export function runNoise(canvas: PlaneCanvas, step: NoiseStep, frame: number): PlaneCanvas {
  const { width, height, white } = canvas
  const pixels = width * height
  const colours = colourPlanes(canvas)
  if (step.law === 'saltAndPepper') {
    const words = randomWords(step.key, frame, pixels, STREAMS.sprinkle)
    const [salt, both] = [step.salt * 2 ** 32, (step.salt + step.pepper) * 2 ** 32]
    return withColours(
      canvas,
      colours.map((plane) => sprinkle(plane.slice(), words, salt, both, white)),
    )
  }
  const apart = step.shared ? 1 : colours.length
  const share = (step.std * white) / 255 / NORMAL_UNIT
  const [key0, key1] = step.key
  const noisy = changePlanes(colours, (scratch, most) => {
    const numbers = scratch.take(192 * lotsOf(most * apart))
    return ({ kernels, pointer, stride, count, first }) => {
      const values = Math.ceil(count / GROUP) * GROUP * apart
      kernels.normals(numbers, lotsOf(values), (first * apart) / LOT, STREAMS.gaussian, frame, key0, key1)
      for (let channel = 0; channel < colours.length; channel++) {
        const own = numbers + (step.shared ? 0 : channel * GROUP * 2)
        const skip = (apart - 1) * GROUP * 2
        kernels.addNormals(pointer + channel * stride, count, own, skip, share, 0, white)
      }
    }
  })
  return withColours(canvas, noisy)
}

function sprinkle(plane: Float32Array, words: Uint32Array, salt: number, both: number, white: number): Float32Array {
  for (let at = 0; at < plane.length; at++) {
    const word = words[at] ?? 0
    if (word < both) plane[at] = word < salt ? white : 0
  }
  return plane
}
