import { VariegateError } from '@variegate/core'
import { moveBytes } from '../bytes/move.js'
import { Scratch } from '../kernels/kernels.js'
import type { MovePass } from '../plan/plan.js'
import type { Box, Mask } from '../sample.js'
import type { MovingStep } from '../steps/steps.js'

/** Move a mask: every output pixel takes the value of the source pixel whose square holds its centre, to 1/16384 pixel; values never mix. */
export function moveMask(mask: Mask, step: MovingStep): Mask {
  const scratch = Scratch.begin()
  const { kernels } = scratch
  const { width, height } = mask
  const bytes = mask.data.BYTES_PER_ELEMENT
  const words = scratch.take(width * height * 4)
  kernels.widenValues(scratch.put(mask.data), width * height, bytes, words)
  const sampling: MovingStep = { ...step, interpolation: 'nearest', fill: [0, 0, 0] }
  const pass: MovePass = { kind: 'move', step: sampling, moves: [step], limits: [] }
  const canvas = { scratch, frame: 0, pointer: words, width, height, grey: true }
  const { pointer } = moveBytes(canvas, pass) ?? canvas
  const moved = emptyLike(mask, step.width, step.height)
  const values = scratch.take(moved.data.byteLength)
  kernels.narrowValues(pointer, moved.data.length, bytes, values)
  new Uint8Array(moved.data.buffer).set(scratch.bytes(values, moved.data.byteLength))
  return moved
}

/** A mask of zeros that holds values of the same width. */
export const emptyLike = ({ data }: Mask, width: number, height: number): Mask => ({
  width,
  height,
  data: data instanceof Uint16Array ? new Uint16Array(width * height) : new Uint8Array(width * height),
})

/** The tightest box around a mask's non-zero pixels and how many there are; nothing where all are 0. */
export function maskBox({ width, height, data }: Mask): { box: Box; area: number } | undefined {
  let [left, top, right, bottom, area] = [width, height, -1, -1, 0]
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      if (data[at] === 0) continue
      area++
      if (x < left) left = x
      if (x > right) right = x
      if (y < top) top = y
      bottom = y
    }
  }
  return area === 0 ? undefined : { box: [left, top, right - left + 1, bottom - top + 1], area }
}

/** A mask by its name; throws a `VariegateError` where the image has none of that name. */
export function namedMask(owner: string, masks: Readonly<Record<string, Mask>> = {}, name: string): Mask {
  const mask = masks[name]
  if (mask) return mask
  const known = Object.keys(masks).join(', ') || 'none'
  throw new VariegateError(`Expected a mask named "${name}" for image/${owner} but the image has ${known}.`)
}
