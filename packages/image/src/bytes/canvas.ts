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
  const bytes = scratch.bytes(pointer, width * height * 4)
  const plane = (channel: number): Float32Array => {
    const values = new Float32Array(width * height)
    for (let at = 0, from = channel; at < values.length; at++, from += 4) values[at] = bytes[from] ?? 0
    return values
  }
  const channels = grey && !inColour ? [0, 3] : [0, 1, 2, 3]
  const planes = channels.map(plane)
  return { width, height, planes, alpha: true, white: 255, depth: 'uint8', layout: grey && !inColour ? 'grey' : 'rgba' }
}

/** Planes on the 0-255 scale as bytes, rounded half up and clamped. */
export function bytesFromPlanes({ scratch, frame }: ByteCanvas, { width, height, planes, alpha }: Planes): ByteCanvas {
  const pointer = scratch.take(width * height * 4)
  const bytes = scratch.bytes(pointer, width * height * 4)
  const colours = alpha ? planes.length - 1 : planes.length
  for (let channel = 0; channel < 4; channel++) {
    const from = channel === 3 ? (alpha ? planes[colours] : undefined) : planes[Math.min(channel, colours - 1)]
    for (let at = 0, to = channel; at < width * height; at++, to += 4) {
      const value = from ? (from[at] ?? 0) : 255
      bytes[to] = value < 0 ? 0 : value > 255 ? 255 : Math.floor(value + 0.5)
    }
  }
  return { scratch, frame, pointer, width, height, grey: colours === 1 }
}

export const isGrey = ([red, green, blue]: Colour): boolean => red === green && green === blue

/** A colour as one opaque 32-bit pixel. */
export const packed = ([red, green, blue]: Colour): number => (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0

/** Borders by number, as the kernels know them. */
export const borderNumber = ({ border }: Pick<LabelRules, 'border'>): number =>
  ['constant', 'replicate', 'reflect', 'reflect101', 'wrap'].indexOf(border)
