import type { Colour, LabelRules } from '../steps/steps.js'
import type { Scratch } from '../kernels/kernels.js'
import type { PlaneCanvas, Planes } from '../planes/planes.js'

/** RGBA bytes in WebAssembly memory. */
export interface ByteCanvas {
  readonly scratch: Scratch
  readonly frame: number
  readonly pointer: number
  readonly width: number
  readonly height: number
  /** Whether red, green and blue are known to be the same everywhere. */
  readonly grey: boolean
}

/** Bytes as planes: one for a grey picture, else red, green and blue; and alpha. */
export function planesFromBytes({ scratch, pointer, width, height, grey }: ByteCanvas, inColour: boolean): PlaneCanvas {
  const pixels = width * height
  const all = scratch.take(pixels * 16)
  scratch.kernels.splitPlanes(pointer, pixels, all)
  const single = grey && !inColour
  const planes = (single ? [0, 3] : [0, 1, 2, 3]).map((channel) => scratch.floats(all + channel * pixels * 4, pixels))
  return { width, height, planes, alpha: true, white: 255, depth: 'uint8', layout: single ? 'grey' : 'rgba' }
}

/** Planes on the 0-255 scale as bytes, rounded half up and clamped. */
export function bytesFromPlanes({ scratch, frame }: ByteCanvas, { width, height, planes, alpha }: Planes): ByteCanvas {
  const pixels = width * height
  const colours = alpha ? planes.length - 1 : planes.length
  const all = scratch.take(pixels * 16)
  for (let channel = 0; channel < 4; channel++) {
    const from = channel === 3 ? (alpha ? planes[colours] : undefined) : planes[Math.min(channel, colours - 1)]
    const to = new Float32Array(scratch.kernels.memory.buffer, all + channel * pixels * 4, pixels)
    if (from) to.set(from)
    else to.fill(255)
  }
  const pointer = scratch.take(pixels * 4)
  scratch.kernels.mergePlanes(all, pixels, pointer)
  return { scratch, frame, pointer, width, height, grey: colours === 1 }
}

export const isGrey = ([red, green, blue]: Colour): boolean => red === green && green === blue

/** A colour as one opaque 32-bit pixel. */
export const packed = ([red, green, blue]: Colour): number => (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0

/** Borders by number, as the kernels know them. */
export const borderNumber = ({ border }: Pick<LabelRules, 'border'>): number =>
  ['constant', 'replicate', 'reflect', 'reflect101', 'wrap'].indexOf(border)
