import type { BlurStep, FillStep, LocalStep } from '../steps/steps.js'
import { gaussianWeights } from '../planes/filter.js'
import type { Pass } from '../plan/plan.js'
import { isGrey, packed, type ByteCanvas } from './canvas.js'
import { runConvolve } from './convolve.js'
import { moveBytes } from './move.js'
import { runPointwise } from './pointwise.js'
import { runTiles } from './tiles.js'

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
      return runLocal(canvas, pass)
    default:
      return undefined
  }
}

function runLocal(canvas: ByteCanvas, { algorithm, settings }: LocalStep): ByteCanvas | undefined {
  const tiled = algorithm.tiles?.(canvas, settings)
  return tiled ? runTiles(canvas, tiled) : algorithm.bytes?.(canvas, settings)
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
  return { ...canvas, pointer: target }
}

/** The weights at distances from 1 on, in Q15. */
export const gaussianTaps = (sigma: number): Int16Array =>
  Int16Array.from(gaussianWeights(sigma).slice(1), (weight) => Math.round(weight * 32768))

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
