import { VariegateError } from '@variegate/core'
import type { Sharp, SharpOptions } from 'sharp'
import type { Mask, Raster } from '../sample.js'

export interface ReadOptions {
  /** The most pixels an image may have; 200 million unless stated, against decompression bombs. */
  readonly maxPixels?: number
}

/** The formats that are written. */
export type ImageFormat = 'jpeg' | 'png' | 'webp'

export interface WriteOptions {
  readonly format: ImageFormat
  /** JPEG and WebP quality from 1 to 100; 90 unless stated. */
  readonly quality?: number
}

const MOST_PIXELS = 200_000_000

/**
 * Read an image file: upright (EXIF orientation applied), in sRGB (its colour profile applied), 8 bits a channel.
 * Throws a `VariegateError` that says what is wrong with the file.
 */
export async function readImage(file: Uint8Array, { maxPixels = MOST_PIXELS }: ReadOptions = {}): Promise<Raster> {
  const open = await opener(file, maxPixels)
  const { channels, depth, hasAlpha, space } = await describe(open())
  if (depth === 'ushort' || depth === 'float') {
    throw new VariegateError(
      `Expected 8 bits a channel but the image has ${depth === 'ushort' ? '16' : '32'}; convert it, as it would lose precision here.`,
    )
  }
  const { data, info } = await decode(open().autoOrient().toColourspace('srgb').ensureAlpha().raw())
  const grey = channels <= 2 || space === 'b-w'
  const layout = hasAlpha ? 'rgba' : grey ? 'grey' : 'rgb'
  return {
    width: info.width,
    height: info.height,
    channels: 4,
    data: new Uint8ClampedArray(data.buffer, data.byteOffset, data.length),
    layout,
  }
}

/** Write an image file. What came grey stays grey while it is, and what came without alpha stays without. */
export async function encodeImage(raster: Raster, { format, quality = 90 }: WriteOptions): Promise<Uint8Array> {
  const { width, height, data, layout = 'rgba' } = raster
  const sharp = await importSharp()
  const opaque = layout !== 'rgba' || format === 'jpeg'
  const pixels = Buffer.from(data.buffer, data.byteOffset, data.length)
  let image = sharp(pixels, { raw: { width, height, channels: 4 } })
  if (opaque) image = image.removeAlpha()
  if (layout === 'grey' && isGrey(data)) image = image.toColourspace('b-w')
  if (format === 'jpeg') return image.jpeg({ quality }).toBuffer()
  if (format === 'webp') return image.webp({ quality }).toBuffer()
  return image.png().toBuffer()
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

async function opener(file: Uint8Array, maxPixels: number): Promise<() => Sharp> {
  if (file.length === 0) throw new VariegateError('Expected an image but the file is empty.')
  const sharp = await importSharp()
  const options: SharpOptions = { limitInputPixels: maxPixels, failOn: 'error', sequentialRead: true }
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
