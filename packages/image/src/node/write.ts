import { VariegateError } from '@variegate/core'
import type { Sharp } from 'sharp'
import { depthOf, hasColour, isByteRaster, layoutOf, prepareRaster, type ByteRaster, type Raster } from '../raster.js'
import type { Mask } from '../sample.js'
import { encodeJpeg } from './jpeg/encode.js'
import { importSharp } from './open.js'
import { encodeTiff } from './tiff.js'

/** The formats that are written. */
export type ImageFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'tiff' | 'gif'

export interface WriteOptions {
  readonly format: ImageFormat
  /** JPEG, WebP and AVIF quality from 1 to 100; 90 unless stated. */
  readonly quality?: number
}

/**
 * Write an image file. What came grey stays grey while it is, and what came without alpha stays without.
 * PNG holds 8 and 16 bits, TIFF any depth and number of channels, the others 8 bits; throws a `VariegateError` for what a format cannot hold.
 */
export async function encodeImage(raster: Raster, { format, quality = 90 }: WriteOptions): Promise<Uint8Array> {
  const prepared = prepareRaster(raster)
  // What sharp is given as floats it takes for whole numbers of 16 bits, and bands for colours.
  if (format === 'tiff' && (depthOf(prepared) === 'float32' || layoutOf(prepared) === 'bands'))
    return encodeTiff(prepared)
  if (format === 'jpeg' && isByteRaster(prepared)) {
    const file = encodeJpeg(prepared, prepared.layout === 'grey' && !hasColour(prepared.data), quality)
    if (file) return file
  }
  const image = isByteRaster(prepared) ? await openBytes(prepared, format) : await openDeep(prepared, format)
  // Huffman tables made for each picture would double the time for files that are two in a hundred smaller.
  if (format === 'jpeg') return image.jpeg({ quality, optimiseCoding: false }).toBuffer()
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
  return layout === 'grey' && !hasColour(data) ? image.toColourspace('b-w') : image
}

/** What a format cannot hold is refused rather than squeezed. */
async function openDeep(raster: Raster, format: ImageFormat): Promise<Sharp> {
  const { width, height, channels, data } = raster
  const depth = depthOf(raster)
  const onlyTiff = depth === 'float32' || channels > 4
  if (format !== 'tiff' && (onlyTiff || format !== 'png')) {
    throw new VariegateError(
      `Expected ${onlyTiff ? 'TIFF' : 'PNG or TIFF'} for ${channels} ${channels === 1 ? 'channel' : 'channels'} of ${depth} but received ${format.toUpperCase()}.`,
    )
  }
  const sharp = await importSharp()
  // The typed array tells sharp the depth of raw pixels.
  const image = sharp(data, { raw: { width, height, channels: channels as 1 | 2 | 3 | 4 } }) // more than four were refused
  const grey = channels <= 2
  return image.toColourspace(depth === 'uint8' ? (grey ? 'b-w' : 'srgb') : grey ? 'grey16' : 'rgb16')
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
