import { VariegateError } from '@variegate/core'
import { invert, isAffine, mapPoint, type Matrix } from '../matrix.js'
import { copyOf } from '../plan/copies.js'
import { matrixOf, type MovePass } from '../plan/plan.js'
import { borderNumber, isGrey, packed, type ByteCanvas } from './canvas.js'
import { copyPixels } from './copy.js'
import { displaceBytes } from './displace.js'
import { pickBytes } from './pick.js'
import { resampleBytes } from './resample.js'
import { stretchBytes } from './stretch.js'

/** Run a resampling; nothing for filters that have no kernel. */
export function moveBytes(canvas: ByteCanvas, pass: MovePass): ByteCanvas | undefined {
  const { scratch, pointer } = canvas
  const { step, limits } = pass
  const { width, height, interpolation } = step
  const grey = canvas.grey && isGrey(step.fill)
  const copy = copyOf(pass, canvas)
  if (copy) {
    const target = scratch.take(width * height * 4)
    if (copy.kind === 'turn') {
      scratch.kernels.orient(pointer, target, width, height, copy.origin, copy.stepX, copy.stepY)
      return { ...canvas, pointer: target, width, height, grey }
    }
    const from = new Uint32Array(scratch.kernels.memory.buffer, pointer, canvas.width * canvas.height)
    const to = new Uint32Array(scratch.kernels.memory.buffer, target, width * height)
    copyPixels({ ...canvas, words: from }, { words: to, width, height }, copy, packed(step.fill))
    return { ...canvas, pointer: target, width, height, grey }
  }
  const matrix = matrixOf(pass)
  if (!matrix) return displaceBytes(canvas, pass)
  const inverse = invert(matrix)
  if (!inverse)
    throw new VariegateError(`Expected a map of the plane that can be undone but received [${matrix.join(', ')}].`)
  const [x, y] = mapPoint(inverse, 0, 0)
  const [boxWidth, boxHeight] = [inverse[0] * width, inverse[4] * height]
  if (interpolation === 'area' && shrinks(inverse)) {
    const target = scratch.take(width * height * 4)
    const room = scratch.take(scratch.kernels.areaRoom(canvas.width, width))
    scratch.kernels.area(pointer, canvas.width, canvas.height, target, width, height, x, y, boxWidth, boxHeight, room)
    return { ...canvas, pointer: target, width, height, grey }
  }
  const apart = limits.length === 0 && keepsAxes(inverse)
  if (interpolation === 'area' || interpolation === 'lanczos' || (interpolation === 'cubic' && apart))
    return resampleBytes(canvas, step, { x, y, width: boxWidth, height: boxHeight }, interpolation)
  if (interpolation === 'cubic') return displaceBytes(canvas, pass)
  if (apart) {
    const [a, , left, , d, top, , , scale] = inverse
    const axes = {
      xs: centresAlong(width, a / scale, left / scale),
      ys: centresAlong(height, d / scale, top / scale),
    }
    const moved = interpolation === 'nearest' ? pickBytes(canvas, step, axes) : stretchBytes(canvas, step, axes)
    if (moved) return moved
  }
  const entries = scratch.put(Float64Array.from(inverse))
  const target = scratch.take(width * height * 4)
  const lines = scratch.put(Float64Array.from(limits.flat()))
  const nearest = interpolation === 'nearest'
  scratch.kernels.warp(
    pointer,
    canvas.width,
    canvas.height,
    target,
    width,
    height,
    entries,
    nearest,
    borderNumber(step),
    packed(step.fill),
    lines,
    limits.length,
  )
  return { ...canvas, pointer: target, width, height, grey }
}

function centresAlong(length: number, slope: number, shift: number): Float64Array {
  const centres = new Float64Array(length)
  for (let at = 0; at < length; at++) centres[at] = slope * (at + 0.5) + shift
  return centres
}

const keepsAxes = (inverse: Matrix): boolean => isAffine(inverse) && inverse[1] === 0 && inverse[3] === 0

/** Whether an inverse map is a plain shrinking along both axes. */
const shrinks = (inverse: Matrix): boolean => keepsAxes(inverse) && inverse[0] >= 1 && inverse[4] >= 1
