import { VariegateError } from '@variegate/core'
import type { Metadata, Sharp } from 'sharp'
import type { Layout, Raster, Samples } from '../raster.js'
import type { Mask } from '../sample.js'
import { decodeJpeg } from './jpeg/decode.js'
import { affordablePixels, checkLength, decode, MOST_PIXELS, openFile, type ReadOptions } from './open.js'

/**
 * Read an image file: upright (EXIF orientation applied) and in sRGB (its colour profile applied).
 * Files of 8 bits a channel come as RGBA bytes; of 16 bits and of floats (PNG, TIFF) as they are, with their own channels.
 * Floats are values, to which no profile is applied; those of 64 bits are rounded to 32.
 * Grey with alpha comes as RGBA at any depth; more than four channels, or grey with more than alpha, come as bands.
 * Throws a `VariegateError` that says what is wrong with the file.
 */
export async function readImage(file: Uint8Array, options: ReadOptions = {}): Promise<Raster> {
  const { maxPixels = MOST_PIXELS, page = 0 } = options
  checkLength(file)
  const usual = page === 0 ? decodeJpeg(file, Math.min(maxPixels, affordablePixels()), options.into) : undefined
  if (usual) return usual
  const { open, about } = await openFile(file, options)
  const { depth, channels, hasAlpha, space, icc } = about
  const isFloat = depth === 'float' || depth === 'double'
  if (!isFloat && depth !== 'ushort' && depth !== 'uchar') {
    throw new VariegateError(`Expected pixels of 8 or 16 bits without a sign, or floats, but the file has "${depth}".`)
  }
  const image = open().autoOrient()
  const grey = channels <= 2 || space === 'b-w' || space === 'grey16' || space === 'multiband'
  if (channels > 4 || (grey && channels > 2)) return readBands(file, image, about, 'bands')
  const layout = hasAlpha ? 'rgba' : grey ? 'grey' : 'rgb'
  if (isFloat && channels === 2) return spreadGrey(await readBands(file, image, about, layout))
  if (isFloat) return readValues(file, image.toColourspace(space), about, layout)
  if (depth === 'ushort') {
    if (grey) return spreadGrey(await readValues(file, image.toColourspace('grey16'), about, layout))
    const colour = image.toColourspace('rgb16')
    // Where it applies a profile to 16 bits, sharp works in Display P3 until told what to give.
    return readValues(file, icc ? colour.withIccProfile('srgb') : colour, about, layout)
  }
  const { data, info } = await decode(file, image.toColourspace('srgb').ensureAlpha().raw())
  const pixels = new Uint8ClampedArray(data.buffer, data.byteOffset, data.length)
  return { width: info.width, height: info.height, channels: 4, data: pixels, layout }
}

/** Read values at the file's own depth. */
async function readValues(file: Uint8Array, image: Sharp, { depth }: Metadata, layout: Layout): Promise<Raster> {
  const kind = depth === 'double' ? 'float' : depth
  const { data, info } = await decode(file, image.raw({ depth: kind }))
  const { buffer } = new Uint8Array(data)
  const values =
    kind === 'float'
      ? new Float32Array(buffer)
      : kind === 'ushort'
        ? new Uint16Array(buffer)
        : new Uint8ClampedArray(buffer)
  const { width, height, channels } = info
  return { width, height, channels, data: values, layout }
}

/** Read every channel as it is stored: sharp leaves channels alone once another has joined them, which is then dropped. */
async function readBands(file: Uint8Array, image: Sharp, about: Metadata, layout: Layout): Promise<Raster> {
  const { width, height } = about.autoOrient
  const empty = Buffer.alloc(width * height)
  const joined = image.joinChannel(empty, { raw: { width, height, channels: 1 } }).toColourspace('multiband')
  const { channels, data } = await readValues(file, joined, about, layout)
  const kept = channels - 1
  const values = emptyLike(data, width * height * kept)
  for (let from = 0, to = 0; to < values.length; from += channels, to += kept)
    for (let channel = 0; channel < kept; channel++) values[to + channel] = data[from + channel] ?? 0
  return { width, height, channels: kept, data: values, layout }
}

/** Bring grey with alpha to red, green, blue and alpha. */
function spreadGrey(raster: Raster): Raster {
  const { channels, data } = raster
  if (channels !== 2) return raster
  const values = emptyLike(data, data.length * 2)
  for (let from = 0, to = 0; from < data.length; from += 2, to += 4) {
    values.fill(data[from] ?? 0, to, to + 3)
    values[to + 3] = data[from + 1] ?? 0
  }
  return { ...raster, channels: 4, data: values }
}

const emptyLike = (values: Samples, length: number): Samples =>
  values instanceof Float32Array
    ? new Float32Array(length)
    : values instanceof Uint16Array
      ? new Uint16Array(length)
      : new Uint8ClampedArray(length)

/** Read an index mask: one channel of 8 or 16 bits, its values as they are. */
export async function readMask(file: Uint8Array, options: Pick<ReadOptions, 'maxPixels'> = {}): Promise<Mask> {
  const { open, about } = await openFile(file, options)
  if (about.channels !== 1)
    throw new VariegateError(`Expected a mask of one channel but the image has ${about.channels}.`)
  const wide = about.depth === 'ushort'
  const { data, info } = await decode(
    file,
    open()
      .toColourspace(wide ? 'grey16' : 'b-w')
      .raw({ depth: wide ? 'ushort' : 'uchar' }),
  )
  const bytes = new Uint8Array(data)
  return { width: info.width, height: info.height, data: wide ? new Uint16Array(bytes.buffer) : bytes }
}
