import { VariegateError } from '@variegate/core'
import type { Metadata, Sharp, SharpOptions } from 'sharp'
import type { Samples } from '../raster.js'
import { formatName } from './format-name.js'
import { leastBytes } from './least-bytes.js'
import { isStandardRgb } from './profile.js'

export interface ReadOptions {
  /** The most pixels an image may have; 200 million unless stated, against decompression bombs. */
  readonly maxPixels?: number
  /** Which page of a file with several (TIFF), or frame of an animation (GIF, WebP), from 0. */
  readonly page?: number
  /** Pixels that are needed no longer: where their memory has room, those of a usual JPEG file are written there, as new memory keeps the garbage collector busy. */
  readonly into?: Samples
}

/** The most pixels that are read unless more are asked for. */
export const MOST_PIXELS = 200_000_000
const MOST_CHANNELS = 256

/**
 * Copies of a picture that reading, changing and writing it hold at once: what the codec has, what it hands over, the source, the result, and what the
 * encoder makes of it.
 */
const HELD = 5
let memory = { bytes: Number.POSITIVE_INFINITY, advice: '' }

/** Say how many bytes the work on one picture may take at once, and what to do where that is too few: a picture that needs more is refused before it is read. */
export function limitMemory(bytes: number, advice: string): void {
  memory = { bytes, advice }
}

/** The most pixels of RGBA bytes that memory is there for. */
export const affordablePixels = (): number => Math.floor(memory.bytes / (4 * HELD))

/** Bytes of a sample as sharp names depths; those of 8 bits become RGBA whatever they were. */
const BYTES: Readonly<Record<string, number>> = { ushort: 2, short: 2, uint: 4, int: 4, float: 4, double: 8 }

function checkMemory({ width = 0, height = 0, channels = 4, depth }: Metadata): void {
  const needed = width * height * Math.max(4, channels * (BYTES[depth] ?? 1)) * HELD
  if (needed <= memory.bytes) return
  throw new VariegateError(
    `Expected an image whose work takes at most ${megabytes(memory.bytes)} MB of memory but this one of ${width}x${height} pixels takes about ${megabytes(needed)} MB; ${memory.advice}.`,
  )
}

const megabytes = (bytes: number): number => Math.ceil(bytes / 1e6)

interface Opened {
  /** Make a fresh pipeline that begins with the file. */
  readonly open: () => Sharp
  readonly about: Metadata
}

/** Read a file's header; throws a `VariegateError` where it has none, or too many pixels, or too few pages. */
export async function openFile(file: Uint8Array, { maxPixels = MOST_PIXELS, page = 0 }: ReadOptions): Promise<Opened> {
  if (file.length === 0) throw new VariegateError('Expected an image but the file is empty.')
  checkLength(file)
  const sharp = await importSharp()
  const options: SharpOptions = {
    limitInputPixels: maxPixels,
    limitInputChannels: MOST_CHANNELS,
    failOn: 'error',
    sequentialRead: true,
  }
  const first = await describe(file, sharp(file, { ...options, limitInputPixels: false }))
  const pages = first.pages ?? 1
  if (!(page >= 0 && page < pages && Number.isInteger(page)))
    throw new VariegateError(`Expected a page from 0 to ${pages - 1} but received ${page}.`)
  const about = page === 0 ? first : await describe(file, sharp(file, { ...options, limitInputPixels: false, page }))
  const { width = 0, height = 0 } = about
  if (width * height > maxPixels) {
    throw new VariegateError(
      `Expected an image of at most ${maxPixels} pixels but it has ${width}x${height}; raise maxPixels to read it.`,
    )
  }
  checkMemory(about)
  return { open: () => sharp(file, { ...options, page, ignoreIcc: ignoresProfile(about) }), about }
}

/** A conversion from sRGB to sRGB would only round, and floats are values rather than colours. */
const ignoresProfile = ({ depth, icc }: Metadata): boolean =>
  depth === 'float' || depth === 'double' || (icc !== undefined && isStandardRgb(icc))

type SharpModule = (typeof import('sharp'))['default']

let loading: Promise<SharpModule> | undefined
let prepare: (sharp: SharpModule) => void = () => {}

/** Say how sharp is to be set up, e.g. how many threads it may have, once a file first needs it: most JPEG files never do. */
export function setUpSharp(how: (sharp: SharpModule) => void): void {
  prepare = how
}

/** sharp, loaded on first use. */
export const importSharp = (): Promise<SharpModule> => (loading ??= loadSharp())

async function loadSharp(): Promise<SharpModule> {
  try {
    const sharp = (await import('sharp')).default
    prepare(sharp)
    return sharp
  } catch (error) {
    throw new VariegateError(
      'Reading and writing image files needs the package "sharp"; install it beside @variegate/image.',
      [],
      { cause: error },
    )
  }
}

async function describe(file: Uint8Array, image: Sharp): Promise<Metadata> {
  try {
    return await image.metadata()
  } catch (error) {
    throw damaged(file, error)
  }
}

/** Compute a pipeline's pixels; throws a `VariegateError` where the file is damaged. */
export async function decode(file: Uint8Array, image: Sharp) {
  try {
    return await image.toBuffer({ resolveWithObject: true })
  } catch (error) {
    throw damaged(file, error)
  }
}

/** The sentence for a file that cannot be decoded. */
export function damaged(file: Uint8Array, error: unknown): VariegateError {
  const name = formatName(file)
  const [said = ''] = (error instanceof Error ? error.message : String(error)).split('\n')
  const reason = name
    ? `this ${name} file is damaged, cut short or of an unusual kind (${said.replace(/[\s:.]+$/, '')})`
    : 'the file begins like none that is known (JPEG, PNG, WebP, AVIF, TIFF, GIF)'
  return new VariegateError(`Expected an image that can be decoded but ${reason}.`, [], { cause: error })
}

/** Refuse a file that is too short for the size it claims, before memory is taken for that. */
export function checkLength(file: Uint8Array): void {
  const claim = leastBytes(file)
  if (!claim || file.length >= claim.bytes) return
  const { width, height, bytes } = claim
  throw damaged(file, `${width}x${height} pixels take at least ${bytes} bytes, and the file has ${file.length}`)
}
