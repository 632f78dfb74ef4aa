import { checkClip } from '../check.js'
import { lengthOf, type Clip } from '../sample.js'
import { findChunks } from './chunks.js'
import { readFormat, type WavFormat } from './format.js'
import { wavHeader } from './header.js'
import { CODINGS, readSamples, writeSamples } from './samples.js'

/**
 * Read a WAV file (RIFF, RIFX, RF64, BW64; also as pipes write them): whole numbers of up to 32 bits, floats of 32 or 64, A-law and
 * µ-law. Throws a `VariegateError` that says what is wrong.
 */
export function readWav(file: Uint8Array): Clip {
  const chunks = findChunks(file)
  const format = readFormat(file, chunks)
  const { start, end } = chunks.data
  const view = new DataView(file.buffer, file.byteOffset + start, end - start)
  const channels = readSamples(view, format.channels, CODINGS[format.bitDepth], chunks.littleEndian)
  const { sampleRate, bitDepth, extension } = format
  return checkClip({
    sampleRate,
    channels,
    labels: {},
    bitDepth,
    ...(extension ? { extension: trueBits(extension, format, channels) } : {}),
  })
}

/**
 * Write a WAV file at the clip's own bit depth, 16 bits where it has none, with its extension where it has one; whole numbers
 * beyond full scale are clipped, floats are kept.
 */
export function writeWav(clip: Clip): Uint8Array {
  const { channels, sampleRate, bitDepth = '16', extension } = clip
  const coding = CODINGS[bitDepth]
  const length = lengthOf(clip)
  const header = wavHeader(
    { channels: channels.length, sampleRate, bitDepth, ...(extension ? { extension } : {}) },
    length,
  )
  const size = length * channels.length * coding.bytes
  const file = new Uint8Array(header.length + size + (size % 2))
  file.set(header)
  writeSamples(
    new DataView(file.buffer),
    header.length,
    isWhole(bitDepth) ? channels.map(toValidBits(extension, coding.bytes)) : channels,
    coding,
  )
  return file
}

type Extension = NonNullable<WavFormat['extension']>

/** Valid bits are the high ones; where samples use lower ones too, the header was wrong. */
function trueBits(extension: Extension, { bitDepth }: WavFormat, channels: readonly Float32Array[]): Extension {
  const bits = 8 * CODINGS[bitDepth].bytes
  const { validBits } = extension
  if (validBits === bits) return extension
  const scale = 2 ** (validBits - 1)
  const fits =
    isWhole(bitDepth) && channels.every((channel) => channel.every((value) => Number.isInteger(value * scale)))
  return fits ? extension : { ...extension, validBits: bits }
}

const isWhole = (bitDepth: WavFormat['bitDepth']): boolean => /^\d+$/.test(bitDepth) && bitDepth !== '64'

/** Let samples keep to the valid bits, so that those below stay 0. */
function toValidBits(extension: Extension | undefined, bytes: number): (channel: Float32Array) => Float32Array {
  if (!extension || extension.validBits === 8 * bytes) return (channel) => channel
  const scale = 2 ** (extension.validBits - 1)
  return (channel) => channel.map((value) => Math.min(scale - 1, Math.max(-scale, Math.round(value * scale))) / scale)
}
