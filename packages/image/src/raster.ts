import { show, VariegateError } from '@variegate/core'
import { packChannels, spreadChannels, wordsOf } from './bytes/spread.js'

/** Pixels, channels interleaved, row by row: bytes, 16-bit whole numbers or 32-bit floats. */
export interface Raster {
  readonly width: number
  readonly height: number
  /** 8-bit images work as RGBA; `imageFrom` brings others there. 16-bit and float images have any number of channels. */
  readonly channels: number
  readonly data: Samples
  /** What the channels are: `grey`, `rgb`, `rgba`, or `bands` without a colour. For bytes, what the file held, so that it can be written as it came. */
  readonly layout?: Layout
  /** The value of full intensity, where the 0-255 scale has 255: 255, 65535 or 1 by depth unless stated. */
  readonly white?: number
}

export type Samples = Uint8ClampedArray | Uint8Array | Uint16Array | Float32Array

const SAMPLES = [Uint8ClampedArray, Uint8Array, Uint16Array, Float32Array] as const

/** A value's kind in a word, as lists of pixels are long: `Array`, `Float64Array`, `String`. */
const kindOf = (value: unknown): string =>
  value === undefined ? 'nothing' : Object.prototype.toString.call(value).slice('[object '.length, -1)

export type Layout = 'grey' | 'rgb' | 'rgba' | 'bands'

export type Depth = 'uint8' | 'uint16' | 'float32'

/** Bytes in the working layout: red, green, blue, alpha. */
export interface ByteRaster extends Raster {
  readonly channels: 4
  readonly data: Uint8ClampedArray
}

export const isByteRaster = (raster: Raster): raster is ByteRaster =>
  raster.channels === 4 && raster.data instanceof Uint8ClampedArray && raster.layout !== 'bands'

export const depthOf = ({ data }: Raster): Depth =>
  data instanceof Float32Array ? 'float32' : data instanceof Uint16Array ? 'uint16' : 'uint8'

/** Memory for so many samples: what is given where it fits, else new. */
export function emptySamples(depth: Depth, length: number, into?: Samples): Samples {
  const Kind = depth === 'float32' ? Float32Array : depth === 'uint16' ? Uint16Array : Uint8Array
  return into instanceof Kind && into.length === length ? into : new Kind(length)
}

/** Full intensity by depth. */
export const WHITE: Readonly<Record<Depth, number>> = { uint8: 255, uint16: 65535, float32: 1 }

export const whiteOf = (raster: Raster): number => raster.white ?? WHITE[depthOf(raster)]

/** What the channels are, by their number where nothing is said. */
export const layoutOf = ({ layout, channels }: Pick<Raster, 'layout' | 'channels'>): Layout =>
  layout ?? (channels === 1 ? 'grey' : channels === 3 ? 'rgb' : channels === 4 ? 'rgba' : 'bands')

/** Check a raster and bring bytes to the working layout; throws a `VariegateError` where sizes do not fit. */
export function prepareRaster(raster: Raster): Raster {
  if (typeof raster !== 'object' || raster === null)
    throw new VariegateError(`Expected pixels as { width, height, channels, data } but received ${show(raster)}.`)
  const { width, height, channels, data } = raster
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1) {
    throw new VariegateError(`Expected an image of at least 1x1 pixels but received ${width}x${height}.`)
  }
  if (!Number.isInteger(channels) || channels < 1)
    throw new VariegateError(`Expected an image of at least one channel but received ${channels}.`)
  // What holds other numbers would be taken for bytes.
  if (!SAMPLES.some((Kind) => data instanceof Kind)) {
    throw new VariegateError(
      `Expected the data of an image as ${SAMPLES.map(({ name }) => name).join(', ')} but received ${kindOf(data)}.`,
    )
  }
  if (data.length !== width * height * channels) {
    throw new VariegateError(
      `Expected ${width * height * channels} values for ${width}x${height} pixels of ${channels} ${channels === 1 ? 'channel' : 'channels'} but received ${data.length}.`,
    )
  }
  if (raster.white !== undefined && !(raster.white > 0 && Number.isFinite(raster.white)))
    throw new VariegateError(`Expected a finite white above 0 but received ${raster.white}.`)
  checkLayout(raster)
  const layout = layoutOf(raster)
  if (depthOf(raster) !== 'uint8' || layout === 'bands' || channels === 2 || channels > 4) return raster
  return isByteRaster(raster) ? raster : toWorkingLayout(raster, layout)
}

const CHANNELS = { grey: 1, rgb: 3, rgba: 4 } as const

/** The working layout of bytes has four channels whatever the file held. */
function checkLayout(raster: Raster): void {
  const { layout, channels } = raster
  if (layout === undefined || layout === 'bands' || channels === CHANNELS[layout]) return
  if (depthOf(raster) === 'uint8' && channels === 4) return
  throw new VariegateError(
    `Expected ${CHANNELS[layout]} ${layout === 'grey' ? 'channel' : 'channels'} for the layout ${layout} but received ${channels}; give the layout that fits, or bands.`,
  )
}

function toWorkingLayout({ width, height, channels, data, layout: said }: Raster, layout: Layout): ByteRaster {
  const pixels = new Uint8ClampedArray(width * height * 4)
  spreadChannels(data as Uint8Array | Uint8ClampedArray, channels, pixels) // of 8 bits, as its only caller has seen
  return { width, height, channels: 4, data: pixels, layout: said ?? layout }
}

/** Bytes that were handed out as the whole of their memory or as its beginning. */
const handedOut = new WeakSet<Samples>()

/** Memory for so many bytes, of words: what is given where it fits or was handed out here with as much behind it, else new. */
export function bytesFor(length: number, into?: Samples): Uint8ClampedArray {
  if (into instanceof Uint8ClampedArray) {
    if (into.length === length && into.byteOffset % 4 === 0) return into
    if (handedOut.has(into) && into.buffer.byteLength >= length) return handOut(into.buffer, length)
  }
  return handOut(new ArrayBuffer(length), length)
}

function handOut(memory: ArrayBufferLike, length: number): Uint8ClampedArray {
  const bytes = new Uint8ClampedArray(memory, 0, length)
  handedOut.add(bytes)
  return bytes
}

/** A copy of bytes, in the memory that is given where it fits. */
export function bytesWith(bytes: Uint8Array | Uint8ClampedArray, into?: Samples): Uint8ClampedArray {
  const copy = bytesFor(bytes.length, into)
  copy.set(bytes)
  return copy
}

/** Whether any pixel is other than grey: a grey picture that was painted on is written in colour. */
export function hasColour(pixels: Uint8ClampedArray): boolean {
  const words = wordsOf(pixels)
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? 0
    if ((word & 0xffffff) !== (word & 255) * 0x010101) return true
  }
  return false
}

/** Bring pixels of any kind to bytes for looking at: the first channel as grey, or the first three as colour. */
export function toByteRaster(raster: Raster): ByteRaster {
  if (isByteRaster(raster)) return raster
  const { width, height, channels, data } = raster
  const layout = layoutOf(raster)
  const scale = 255 / whiteOf(raster)
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let at = 0; at < width * height; at++) {
    for (let channel = 0; channel < 3; channel++)
      pixels[at * 4 + channel] = Math.floor((data[at * channels + (channels >= 3 ? channel : 0)] ?? 0) * scale + 0.5)
    if (layout === 'rgba') pixels[at * 4 + 3] = Math.floor((data[at * channels + 3] ?? 0) * scale + 0.5)
  }
  return {
    width,
    height,
    channels: 4,
    data: pixels,
    layout: layout === 'bands' ? (channels >= 3 ? 'rgb' : 'grey') : layout,
  }
}

/** The values as a file of the raster's layout holds them: one channel for grey, three for colour without alpha. */
export function packRaster(raster: Raster): Raster {
  if (!isByteRaster(raster)) return raster
  const { width, height, data, layout = 'rgba' } = raster
  if (layout === 'rgba') return raster
  const channels = layout === 'grey' ? 1 : 3
  const packed = new Uint8ClampedArray(width * height * channels)
  packChannels(data, channels, packed)
  return { width, height, channels, data: packed, layout }
}
