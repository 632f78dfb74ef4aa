import type { WavExtension } from '../sample.js'
import { CODES, SUB_FORMATS, type WavFormat } from './format.js'
import { CODINGS } from './samples.js'

/** Write all of a WAV file that stands before its samples; as RF64 where 32 bits cannot hold the sizes. */
export function wavHeader({ channels, sampleRate, bitDepth, extension }: WavFormat, frames: number): Uint8Array {
  const { bytes } = CODINGS[bitDepth]
  const code = codeOf(bitDepth)
  const dataSize = frames * channels * bytes
  const format = [
    ...short(extension ? CODES.extensible : code),
    ...short(channels),
    ...long(sampleRate),
    ...long(Math.min(0xffffffff, sampleRate * channels * bytes)),
    ...short(channels * bytes),
    ...short(8 * bytes),
    ...(extension ? extend(extension, code) : code === CODES.whole ? [] : short(0)),
  ]
  const facts = code === CODES.whole ? [] : chunk('fact', long(Math.min(0xffffffff, frames)))
  const rest = [...chunk('fmt ', format), ...facts]
  const whole = 4 + rest.length + 8 + dataSize + (dataSize % 2)
  if (whole <= 0xffffffff)
    return Uint8Array.from([
      ...name('RIFF'),
      ...long(whole),
      ...name('WAVE'),
      ...rest,
      ...name('data'),
      ...long(dataSize),
    ])
  const sizes = chunk('ds64', [...longLong(whole + 36), ...longLong(dataSize), ...longLong(frames), ...long(0)])
  const unknown = long(0xffffffff)
  return Uint8Array.from([...name('RF64'), ...unknown, ...name('WAVE'), ...sizes, ...rest, ...name('data'), ...unknown])
}

function codeOf(bitDepth: WavFormat['bitDepth']): number {
  if (bitDepth === 'alaw' || bitDepth === 'mulaw') return CODES[bitDepth]
  return bitDepth === '32f' || bitDepth === '64' ? CODES.float : CODES.whole
}

const extend = ({ validBits, channelMask, ambisonic }: WavExtension, code: number): number[] => [
  ...short(22),
  ...short(validBits),
  ...long(channelMask),
  ...short(code),
  ...SUB_FORMATS[ambisonic ? 'ambisonic' : 'plain'],
]

const name = (text: string): number[] => Array.from(text, (letter) => letter.charCodeAt(0))
const chunk = (title: string, body: readonly number[]): number[] => [...name(title), ...long(body.length), ...body]
const short = (value: number): number[] => [value & 0xff, (value >> 8) & 0xff]
const long = (value: number): number[] => [...short(value & 0xffff), ...short(Math.floor(value / 2 ** 16))]
const longLong = (value: number): number[] => [...long(value % 2 ** 32), ...long(Math.floor(value / 2 ** 32))]
