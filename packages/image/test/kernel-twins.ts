import { philox } from '@variegate/core'
import fc from 'fast-check'
import { Scratch } from '../src/kernels/kernels.js'

const side = fc.oneof(fc.constantFrom(1, 2, 3, 7, 9), fc.integer({ min: 1, max: 40 }))

/** Images of random bytes, from one pixel on, with odd sides among them. */
export const raster = fc.tuple(side, side, fc.integer()).map(([width, height, seed]) => {
  const data = new Uint8Array(width * height * 4)
  for (let at = 0; at < data.length; at++) data[at] = philox([at, 0, 0, 0], [seed >>> 0, 1])[0] & 255
  return { width, height, data }
})

/** What kernels do to bytes: `work` gives the pointer where the result lies. */
export function onKernels(
  source: Uint8Array,
  work: (scratch: Scratch, pointer: number) => number,
  length = source.length,
): Uint8Array {
  const scratch = new Scratch()
  return scratch.bytes(work(scratch, scratch.put(source)), length).slice()
}

/** What a kernel does to bytes in place; a byte written behind them is an error. */
export function inPlace(source: Uint8Array, work: (scratch: Scratch, pointer: number) => void): Uint8Array {
  const guard = 77
  const padded = new Uint8Array(source.length + 16).fill(guard)
  padded.set(source)
  const result = onKernels(padded, (scratch, pointer) => {
    work(scratch, pointer)
    return pointer
  })
  if (result.subarray(source.length).some((byte) => byte !== guard)) throw new Error('written behind the last pixel')
  return result.subarray(0, source.length)
}

export const clampByte = (value: number): number => Math.min(255, Math.max(0, value))
