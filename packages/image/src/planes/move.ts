import { borderNumber } from '../bytes/canvas.js'
import { copyPixels } from '../bytes/copy.js'
import { positionsThrough } from '../bytes/displace.js'
import { Scratch } from '../kernels/kernels.js'
import { invert } from '../matrix.js'
import { copyOf } from '../plan/copies.js'
import { matrixOf, type MovePass } from '../plan/plan.js'
import type { Interpolation } from '../steps/steps.js'
import type { Planes } from './planes.js'

/** Numbers of planes that are worked on at once, and of rows that are made at once: what fits a core's cache, or the memory of kernels. */
const MOST_AT_ONCE = 2 ** 27
const BAND = 2 ** 18

const READING: Partial<Record<Interpolation, number>> = { nearest: 0, linear: 1, cubic: 2 }

/** Run a resampling between single pixels over planes; `fill` holds what lies outside of each. */
export function movePlanes<P extends Planes>(source: P, pass: MovePass, fill: readonly number[]): P {
  const { width, height } = pass.step
  const planes = source.planes.map(() => new Float32Array(width * height))
  const copy = copyOf(pass, source)
  if (copy) {
    for (const [channel, plane] of source.planes.entries())
      copyPixels(
        { ...pixelsOf(plane), width: source.width, height: source.height },
        { ...pixelsOf(planes[channel] ?? plane), width, height },
        copy,
        bitsOf(fill[channel] ?? 0),
      )
    return { ...source, width, height, planes }
  }
  const most = Math.max(1, Math.floor(MOST_AT_ONCE / (source.width * source.height)))
  for (let first = 0; first < planes.length; first += most) {
    const some = (all: readonly Float32Array[]) => all.slice(first, first + most)
    Scratch.aside((scratch) =>
      moveSome(scratch, source, some(source.planes), some(planes), pass, fill.slice(first, first + most)),
    )
  }
  return { ...source, width, height, planes }
}

/** Copying leaves floats as they are, whatever their bits mean. */
const pixelsOf = ({ buffer, byteOffset, length }: Float32Array) => ({
  words: new Uint32Array(buffer, byteOffset, length),
})

const bitsOf = (value: number): number => new Uint32Array(Float32Array.of(value).buffer)[0] ?? 0

function moveSome(
  scratch: Scratch,
  size: { readonly width: number; readonly height: number },
  from: readonly Float32Array[],
  to: readonly Float32Array[],
  pass: MovePass,
  fill: readonly number[],
): void {
  const { step, limits } = pass
  const { width, height, interpolation } = step
  const { kernels } = scratch
  const pixels = size.width * size.height
  const source = scratch.take(pixels * from.length * 4)
  for (const [channel, plane] of from.entries()) scratch.floatsAt(source + channel * pixels * 4, pixels).set(plane)
  const matrix = matrixOf(pass)
  const inverse = matrix && invert(matrix)
  const [map, edges] = [scratch.put(Float64Array.from(inverse ?? [])), scratch.put(Float64Array.from(limits.flat()))]
  const positions = inverse ? 0 : positionsThrough(scratch, size, pass)
  const fills = scratch.put(Float32Array.from(fill))
  const rows = Math.max(1, Math.min(height, Math.floor(BAND / (width * from.length))))
  const target = scratch.take(rows * width * from.length * 4)
  kernels.readPlanes(
    source,
    size.width,
    size.height,
    from.length,
    READING[interpolation] ?? 1,
    borderNumber(step),
    fills,
  )
  for (let first = 0; first < height; first += rows) {
    const count = Math.min(rows, height - first)
    const made = count * width
    if (inverse) kernels.warpPlanes(target, width, first, count, map, edges, limits.length)
    else kernels.remapPlanes(target, made * 4, made, positions + first * width * 8)
    for (const [channel, plane] of to.entries())
      plane.set(scratch.floatsAt(target + channel * made * 4, made), first * width)
  }
}
