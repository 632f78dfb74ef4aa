import { VariegateError } from '@variegate/core'
import type { Sharp, SharpOptions } from 'sharp'
import { depthOf, isByteRaster, type ByteRaster, type Layout, type Raster } from '../raster.js'
import type { Mask } from '../sample.js'

export interface ReadOptions {
  /** The most pixels an image may have; 200 million unless stated, against decompression bombs. */
  readonly maxPixels?: number
  /** Which page of a file with several, from 0. */
  readonly page?: number
}

/** The formats that are written. */
export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'tiff' | 'gif'

export interface WriteOptions {
  readonly format: ImageFormat
  /** JPEG, WebP and AVIF quality from 1 to 100; 90 unless stated. */
  readonly quality?: number
}

const MOST_PIXELS = 200_000_000

/**
 * Read an image file: upright (EXIF orientation applied) and in sRGB (its colour profile applied).
 * Files of 8 bits a channel come as RGBA bytes; of 16 bits and of floats (PNG, TIFF) as they are, with their own channels.
 * Throws a `VariegateError` that says what is wrong with the file.
 */
export async function readImage(
  file: Uint8Array,
  { maxPixels = MOST_PIXELS, page = 0 }: ReadOptions = {},
): Promise<Raster> {
  const open = await opener(file, maxPixels, page)
  const { channels, depth, hasAlpha, space } = await describe(open())
  const grey = channels <= 2 || space === 'b-w' || space === 'grey16'
  const layout = hasAlpha ? 'rgba' : grey ? 'grey' : 'rgb'
  if (depth === 'ushort' || depth === 'float') return readDeep(open().autoOrient(), depth, layout, grey)
  const { data, info } = await decode(open().autoOrient().toColourspace('srgb').ensureAlpha().raw())
  const pixels = new Uint8ClampedArray(data.buffer, data.byteOffset, data.length)
  return { width: info.width, height: info.height, channels: 4, data: pixels, layout }
}

async function readDeep(image: Sharp, depth: 'ushort' | 'float', layout: Layout, grey: boolean): Promise<Raster> {
  const spaced = depth === 'float' ? image : image.toColourspace(grey ? 'grey16' : 'rgb16')
  const { data, info } = await decode(spaced.raw({ depth }))
  const bytes = new Uint8Array(data)
  const values = depth === 'float' ? new Float32Array(bytes.buffer) : new Uint16Array(bytes.buffer)
  const { width, height, channels } = info
  // Grey with alpha has no layout of its own: it becomes bands, which keep both.
  return { width, height, channels, data: values, layout: channels === 2 || channels > 4 ? 'bands' : layout }
}

/** Write an image file. What came grey stays grey while it is, and what came without alpha stays without. */
export async function encodeImage(raster: Raster, { format, quality = 90 }: WriteOptions): Promise<Uint8Array> {
  const image = isByteRaster(raster) ? await openBytes(raster, format) : await openDeep(raster, format)
  if (format === 'jpeg') return image.jpeg({ quality }).toBuffer()
  if (format === 'webp') return image.webp({ quality }).toBuffer()
  if (format === 'avif') return image.avif({ quality }).toBuffer()
  if (format === 'tiff') return image.tiff({ compression: 'lzw' }).toBuffer()
  if (format === 'gif') return image.gif().toBuffer()
  return image.png().toBuffer()
}

async function openBytes({ width, height, data, layout = 'rgba' }: ByteRaster, format: ImageFormat): Promise<Sharp> {
  const sharp = await importSharp()
  const pixels = Buffer.from(data.buffer, data.byteOffset, data.length)
  let image = sharp(pixels, { raw: { width, height, channels: 4 } })
  if (layout !== 'rgba' || format === 'jpeg') image = image.removeAlpha()
  return layout === 'grey' && isGrey(data) ? image.toColourspace('b-w') : image
}

/** What a format cannot hold is refused rather than squeezed. */
async function openDeep(raster: Raster, format: ImageFormat): Promise<Sharp> {
  const { width, height, channels, data } = raster
  const depth = depthOf(raster)
  const holds = format === 'tiff' || (format === 'png' && depth !== 'float32')
  if (!holds || channels > 4) {
    const able = depth === 'float32' ? 'TIFF' : 'PNG or TIFF'
    throw new VariegateError(
      `Expected ${channels > 4 ? 'at most four channels' : able} for ${depth} pixels but received ${channels} ${channels === 1 ? 'channel' : 'channels'} for ${format.toUpperCase()}.`,
    )
  }
  const sharp = await importSharp()
  // The typed array tells sharp the depth of raw pixels.
  const image = sharp(data, { raw: { width, height, channels: channels as 1 | 2 | 3 | 4 } })
  if (depth === 'uint8' || depth === 'float32') return image
  return image.toColourspace(channels <= 2 ? 'grey16' : 'rgb16')
}

/** Read an index mask: one channel of 8 or 16 bits, its values as they are. */
export async function readMask(file: Uint8Array, { maxPixels = MOST_PIXELS }: ReadOptions = {}): Promise<Mask> {
  const open = await opener(file, maxPixels)
  const { channels, depth } = await describe(open())
  if (channels !== 1) throw new VariegateError(`Expected a mask of one channel but the image has ${channels}.`)
  const wide = depth === 'ushort'
  const { data, info } = await decode(
    open()
      .toColourspace(wide ? 'grey16' : 'b-w')
      .raw({ depth: wide ? 'ushort' : 'uchar' }),
  )
  const bytes = new Uint8Array(data)
  return { width: info.width, height: info.height, data: wide ? new Uint16Array(bytes.buffer) : bytes }
}

/** Write an index mask as a grey PNG of the same depth. */
export async function encodeMask({ width, height, data }: Mask): Promise<Uint8Array> {
  const sharp = await importSharp()
  const pixels = Buffer.from(data.buffer, data.byteOffset, data.byteLength)
  const wide = data instanceof Uint16Array
  // The typed array tells sharp the depth of raw pixels.
  const image = sharp(wide ? data : pixels, { raw: { width, height, channels: 1 } })
  return image
    .toColourspace(wide ? 'grey16' : 'b-w')
    .png()
    .toBuffer()
}

async function importSharp() {
  try {
    return (await import('sharp')).default
  } catch (error) {
    throw new VariegateError(
      'Reading and writing image files needs the package "sharp"; install it beside @variegate/image.',
      [],
      { cause: error },
    )
  }
}

async function opener(file: Uint8Array, maxPixels: number, page = 0): Promise<() => Sharp> {
  if (file.length === 0) throw new VariegateError('Expected an image but the file is empty.')
  const sharp = await importSharp()
  const options: SharpOptions = { limitInputPixels: maxPixels, failOn: 'error', sequentialRead: true, page }
  return () => sharp(file, options)
}

async function describe(image: Sharp) {
  try {
    return await image.metadata()
  } catch (error) {
    throw damaged(error)
  }
}

async function decode(image: Sharp) {
  try {
    return await image.toBuffer({ resolveWithObject: true })
  } catch (error) {
    throw damaged(error)
  }
}

const damaged = (error: unknown): VariegateError =>
  new VariegateError(
    `Expected an image that can be decoded: ${(error instanceof Error ? error.message : String(error)).split('\n')[0]}.`,
    [],
    { cause: error },
  )

function isGrey(data: Uint8ClampedArray): boolean {
  for (let at = 0; at < data.length; at += 4) if (data[at] !== data[at + 1] || data[at] !== data[at + 2]) return false
  return true
}
