import type { BlurStep, ConvolveStep, FillStep } from '../steps/steps.js'
import { gaussianWeights } from '../planes/filter.js'
import type { Pass } from '../plan/plan.js'
import { isGrey, packed, type ByteCanvas } from './canvas.js'
import { moveBytes } from './move.js'
import { runPointwise } from './pointwise.js'

/** Run one pass with the kernels for bytes; nothing where there is none for it. */
export function runOnBytes(canvas: ByteCanvas, pass: Pass): ByteCanvas | undefined {
  switch (pass.kind) {
    case 'move':
      return moveBytes(canvas, pass)
    case 'pointwise':
      return runPointwise(canvas, pass)
    case 'blur':
      return runBlur(canvas, pass)
    case 'convolve':
      return runConvolve(canvas, pass)
    case 'fill':
      return runFill(canvas, pass)
    case 'local':
      return pass.algorithm.bytes?.(canvas, pass.settings)
    default:
      return undefined
  }
}

function runBlur(canvas: ByteCanvas, { sigmaX, sigmaY }: BlurStep): ByteCanvas {
  const { scratch, pointer, width, height } = canvas
  const [acrossTaps, downTaps] = [gaussianTaps(sigmaX), gaussianTaps(sigmaY)]
  if (acrossTaps.length === 0 && downTaps.length === 0) return canvas
  const target = scratch.take(width * height * 4)
  const [across, down] = [acrossTaps.length, downTaps.length]
  const room = scratch.take(scratch.kernels.blurRoom(across, down))
  const [acrossAt, downAt] = [scratch.put(acrossTaps), scratch.put(downTaps)]
  scratch.kernels.blur(pointer, target, width, height, acrossAt, across, downAt, down, room)
  scratch.kernels.keepAlpha(pointer, target, width * height)
  return { ...canvas, pointer: target }
}

/** The weights at distances from 1 on, in Q15. */
const gaussianTaps = (sigma: number): Int16Array =>
  Int16Array.from(gaussianWeights(sigma).slice(1), (weight) => Math.round(weight * 32768))

function runConvolve(canvas: ByteCanvas, { kernel, width: w, height: h, offset }: ConvolveStep): ByteCanvas {
  const { scratch, pointer, width, height } = canvas
  const target = scratch.take(width * height * 4)
  const quarter = quarterOf(kernel, w, h)
  if (quarter) {
    const radius = w >> 1
    const taps = scratch.put(quarter)
    const work = scratch.take((width + 2 * radius + 16) * (14 * radius + 32) + 8 * (radius + 2) ** 2)
    scratch.kernels.convolveEven(pointer, target, width, height, taps, radius, offset, work)
    return { ...canvas, pointer: target }
  }
  const taps = scratch.put(Float32Array.from(kernel))
  const work = scratch.take((12 * h + 8) * (width + w + 16) + 24 * (w * h + 4))
  scratch.kernels.convolve(pointer, target, width, height, taps, w, h, offset, work)
  return { ...canvas, pointer: target }
}

/** The lower right quarter of a kernel that is the same on all sides, as lenses' are; of small ones nothing, as they gain nothing by it. */
function quarterOf(kernel: readonly number[], width: number, height: number): Float32Array | undefined {
  if (width !== height || width % 2 === 0 || width < 7) return undefined
  const taps = Float32Array.from(kernel)
  const [radius, last] = [width >> 1, width - 1]
  for (let y = 0; y <= radius; y++) {
    for (let x = 0; x <= radius; x++) {
      const tap = taps[y * width + x]
      const others = [taps[y * width + last - x], taps[(last - y) * width + x], taps[(last - y) * width + last - x]]
      if (others.some((other) => other !== tap)) return undefined
    }
  }
  const side = radius + 1
  return Float32Array.from(
    { length: side * side },
    (_, at) => taps[(radius + Math.floor(at / side)) * width + radius + (at % side)] ?? 0,
  )
}

function runFill(canvas: ByteCanvas, { regions, fill }: FillStep): ByteCanvas {
  const { scratch, frame, pointer, width } = canvas
  const words = scratch.take(192)
  const coloured = 'key' in fill || !isGrey(fill)
  for (const [x, y, w, h] of regions) {
    if ('key' in fill) scratch.kernels.fillNoise(pointer, width, x, y, w, h, frame, fill.key[0], fill.key[1], words)
    else scratch.kernels.fillRectangle(pointer, width, x, y, w, h, packed(fill))
  }
  return coloured ? { ...canvas, grey: false } : canvas
}
