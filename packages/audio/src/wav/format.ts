import { VariegateError } from '@variegate/core'
import type { BitDepth, WavExtension } from '../sample.js'
import type { WavChunks } from './chunks.js'

/** What a WAV header says of its samples. */
export interface WavFormat {
  readonly channels: number
  readonly sampleRate: number
  readonly bitDepth: BitDepth
  readonly extension?: WavExtension
}

/** The numbers that WAV headers name the codings by. */
export const CODES = { whole: 1, float: 3, alaw: 6, mulaw: 7, extensible: 0xfffe } as const

/** Bytes 2 to 15 of the identifiers of sub-formats: of WAVE_FORMAT_EXTENSIBLE, and of its ambisonic twin (Ambisonia B-format). */
export const SUB_FORMATS = {
  plain: [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71],
  ambisonic: [0, 0, 0x21, 0x07, 0xd3, 0x11, 0x86, 0x44, 0xc8, 0xc1, 0xca, 0, 0, 0],
} as const

/** Read the format chunk; throws where it contradicts itself or names a coding that cannot be read. */
export function readFormat(file: Uint8Array, { format: { start, end }, littleEndian }: WavChunks): WavFormat {
  const view = new DataView(file.buffer, file.byteOffset + start, end - start)
  const size = view.byteLength
  if (size < 16) throw new VariegateError(`Expected a WAV format chunk of at least 16 bytes but it has ${size}.`)
  const short = (at: number) => view.getUint16(at, littleEndian)
  const [tag, channels, blockAlign, bits] = [short(0), short(2), short(12), short(14)]
  const sampleRate = view.getUint32(4, littleEndian)
  if (channels < 1 || channels > 64)
    throw new VariegateError(`Expected 1 to 64 channels but the WAV header says ${channels}.`)
  const extended = tag === CODES.extensible ? readExtension(view, littleEndian) : undefined
  const code = extended?.code ?? tag
  const companded = code === CODES.alaw || code === CODES.mulaw
  const bytes = companded ? 1 : Math.ceil(bits / 8)
  const bitDepth = depthOf(code, bytes, bits)
  if (blockAlign !== channels * bytes) {
    throw new VariegateError(
      `Expected ${channels * bytes} bytes a sample frame for ${channels} x ${bits} bits but the WAV header says ${blockAlign}.`,
    )
  }
  if (!extended) return { channels, sampleRate, bitDepth }
  const { validBits, channelMask, ambisonic } = extended
  // Valid bits mean something for whole numbers alone.
  const valid = code !== CODES.whole ? 8 * bytes : validBits === 0 ? bits : validBits
  if (valid > 8 * bytes)
    throw new VariegateError(`Expected at most ${8 * bytes} valid bits a sample but the WAV header says ${valid}.`)
  const extension: WavExtension = { validBits: valid, channelMask, ...(ambisonic ? { ambisonic } : {}) }
  return { channels, sampleRate, bitDepth, extension }
}

function readExtension(view: DataView, littleEndian: boolean) {
  if (view.byteLength < 40) {
    throw new VariegateError(
      `Expected an extensible WAV format chunk of at least 40 bytes but it has ${view.byteLength}.`,
    )
  }
  const rest = Array.from({ length: 14 }, (_, at) => view.getUint8(26 + at))
  // The first fields of an identifier follow the file's byte order, its last eight bytes do not.
  if (!littleEndian)
    rest.splice(0, 6, ...[rest.slice(0, 2), rest.slice(2, 4), rest.slice(4, 6)].flatMap((pair) => pair.reverse()))
  const is = (known: readonly number[]) => known.every((byte, at) => byte === rest[at])
  const ambisonic = is(SUB_FORMATS.ambisonic)
  if (!ambisonic && !is(SUB_FORMATS.plain)) {
    const bytes = Array.from({ length: 16 }, (_, at) =>
      view
        .getUint8(24 + at)
        .toString(16)
        .padStart(2, '0'),
    ).join('')
    throw new VariegateError(
      `Expected a WAV sub-format of PCM, float, A-law or µ-law but received the identifier ${bytes}.`,
    )
  }
  return {
    code: view.getUint16(24, littleEndian),
    validBits: view.getUint16(18, littleEndian),
    channelMask: view.getUint32(20, littleEndian),
    ambisonic,
  }
}

/** Other codings that WAV files are met with (RFC 2361), for the sentence that refuses them. */
const OTHERS: Readonly<Record<number, string>> = {
  2: 'Microsoft ADPCM',
  0x11: 'IMA ADPCM',
  0x31: 'GSM 6.10',
  0x40: 'G.721 ADPCM',
  0x50: 'MPEG',
  0x55: 'MP3',
  0x92: 'AC-3',
  0xff: 'AAC',
}

function depthOf(code: number, bytes: number, bits: number): BitDepth {
  if (code === CODES.alaw) return 'alaw'
  if (code === CODES.mulaw) return 'mulaw'
  const [whole, float] = [code === CODES.whole, code === CODES.float]
  if (!whole && !float) {
    const other = OTHERS[code]
    const number = `format 0x${code.toString(16).padStart(4, '0')}`
    throw new VariegateError(
      `Expected PCM, float, A-law or µ-law samples but the WAV file holds ${other === undefined ? number : `${other} (${number})`}; convert it to PCM first.`,
    )
  }
  if (whole && bytes >= 1 && bytes <= 4) return String(8 * bytes) as BitDepth // 8, 16, 24 or 32
  if (float && bits === 32) return '32f'
  if (float && bits === 64) return '64'
  throw new VariegateError(
    `Expected ${whole ? 'whole numbers of 1 to 32 bits' : 'floats of 32 or 64 bits'} in a WAV file but its header says ${bits} bits.`,
  )
}
