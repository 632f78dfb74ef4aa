import { borderNumber } from '../bytes/canvas.js'
import { copyPixels } from '../bytes/copy.js'
import { positionsThrough } from '../bytes/displace.js'
import { Scratch } from '../kernels/kernels.js'
import { invert } from '../matrix.js'
import { copyOf } from '../plan/copies.js'
import { matrixOf, type MovePass } from '../plan/plan.js'
import { depthOf, emptySamples, layoutOf, whiteOf, type Raster, type Samples } from '../raster.js'
import type { Interpolation } from '../steps/steps.js'
import { outsideOf, type Planes } from './planes.js'

/** Numbers of planes that are worked on at once, and of those that are made at once: what kernels' memory holds, and what fits a core's cache. */
const MOST_AT_ONCE = 2 ** 27
const BAND = 2 ** 18

const READING: Partial<Record<Interpolation, number>> = { nearest: 0, linear: 1, cubic: 2 }

interface Size {
  readonly width: number
  readonly height: number
}

/** Run a resampling between single pixels over planes; `fill` holds what lies outside of each. */
export function movePlanes<P extends Planes>(source: P, pass: MovePass, fill: readonly number[]): P {
  const { width, height } = pass.step
  const planes = source.planes.map(() => new Float32Array(width * height))
  const copy = copyOf(pass, source)
  if (copy) {
    for (const [channel, plane] of source.planes.entries())
      copyPixels(
        { words: wordsOf(plane), width: source.width, height: source.height },
        { words: wordsOf(planes[channel] ?? plane), width, height },
        copy,
        bitsOf(fill[channel] ?? 0),
      )
    return { ...source, width, height, planes }
  }
  const pixels = source.width * source.height
  const most = Math.max(1, Math.floor(MOST_AT_ONCE / pixels))
  const reading = READING[pass.step.interpolation] ?? 1
  for (let first = 0; first < planes.length; first += most) {
    const from = source.planes.slice(first, first + most)
    const to = planes.slice(first, first + most)
    Scratch.aside((scratch) => {
      const all = scratch.take(pixels * from.length * 4)
      for (const [channel, plane] of from.entries()) scratch.floatsAt(all + channel * pixels * 4, pixels).set(plane)
      const samples = { kind: 0, pointer: all, channels: from.length, reading, fill: fill.slice(first, first + most) }
      moveSamples(scratch, source, samples, pass, (target, row, count) => {
        for (const [channel, plane] of to.entries())
          plane.set(scratch.floatsAt(target + channel * count * 4, count), row * width)
      })
    })
  }
  return { ...source, width, height, planes }
}

/** Copying leaves floats as they are, whatever their bits mean. */
const wordsOf = ({ buffer, byteOffset, length }: Float32Array): Uint32Array =>
  new Uint32Array(buffer, byteOffset, length)

const bitsOf = (value: number): number => new Uint32Array(Float32Array.of(value).buffer)[0] ?? 0

/** Run a resampling between single pixels over 16-bit or float samples as they lie; nothing for filters that have no kernel there. */
export function moveRaster(source: Raster, pass: MovePass, into?: Samples): Raster | undefined {
  const { channels, data } = source
  const { width, height, fill, interpolation } = pass.step
  const depth = depthOf(source)
  // What is copied has no neighbours to be weighed with.
  const reading = copyOf(pass, source) ? 0 : READING[interpolation]
  if (depth === 'uint8' || reading === undefined || (reading === 2 && depth !== 'float32')) return undefined
  const moved = emptySamples(depth, width * height * channels, into)
  const alpha = layoutOf(source) === 'rgba'
  Scratch.aside((scratch) => {
    const outside = outsideOf({ channels, alpha, white: whiteOf(source) }, fill)
    // A single channel of floats is a plane.
    const kind = depth === 'uint16' ? 1 : channels === 1 ? 0 : 2
    const samples = { kind, pointer: scratch.put(data), channels, reading, fill: outside }
    const bytes = channels * data.BYTES_PER_ELEMENT
    const all = new Uint8Array(moved.buffer, moved.byteOffset, moved.byteLength)
    moveSamples(scratch, source, samples, pass, (target, row, count) => {
      all.set(scratch.bytes(target, count * bytes), row * width * bytes)
    })
  })
  return { ...source, width, height, data: moved }
}

interface ScratchSamples {
  /** 0 for planes, 1 for interleaved 16-bit numbers, 2 for interleaved floats. */
  readonly kind: number
  readonly pointer: number
  readonly channels: number
  readonly reading: number
  /** What lies outside of each channel. */
  readonly fill: readonly number[]
}

/** Make the output by bands of whole rows; `write` takes so many pixels of each, from a row on. */
function moveSamples(
  scratch: Scratch,
  size: Size,
  { kind, pointer, channels, reading, fill }: ScratchSamples,
  pass: MovePass,
  write: (target: number, row: number, count: number) => void,
): void {
  const { kernels } = scratch
  const { step, limits } = pass
  const { width, height } = step
  const matrix = matrixOf(pass)
  const inverse = matrix && invert(matrix)
  const [map, edges] = [scratch.put(Float64Array.from(inverse ?? [])), scratch.put(Float64Array.from(limits.flat()))]
  const positions = inverse ? 0 : positionsThrough(scratch, size, pass)
  const fills = scratch.put(Float32Array.from(fill))
  const rows = Math.max(1, Math.min(height, Math.floor(BAND / (width * channels))))
  const target = scratch.take(rows * width * channels * 4)
  kernels.readFrom(pointer, kind, size.width, size.height, channels, reading, borderNumber(step), fills)
  for (let first = 0; first < height; first += rows) {
    const count = Math.min(rows, height - first)
    if (inverse) kernels.readWarped(target, width, first, count, map, edges, limits.length)
    else kernels.readAt(target, count * width, positions + first * width * 8)
    write(target, first, count * width)
  }
}
