import { VariegateError } from '@variegate/core'
import * as wavefile from 'wavefile'
import { checkClip, type BitDepth, type Clip } from '../sample.js'
import { checkRiff } from './riff.js'

// Node sees the package's CommonJS as one default export, bundlers see its ES modules.
const { WaveFile } = ('default' in wavefile ? wavefile.default : wavefile) as {
  WaveFile: typeof wavefile.default.WaveFile
}

/** The largest whole number of each depth's samples, plus one. */
const FULL_SCALE: Readonly<Record<string, number>> = { 8: 2 ** 7, 16: 2 ** 15, 24: 2 ** 23, 32: 2 ** 31 }

/** Read a WAV file: whole numbers of 8, 16, 24 or 32 bits, or floats of 32 or 64. Throws a `VariegateError` that says what is wrong. */
export function readWav(file: Uint8Array): Clip {
  checkRiff(file)
  const wav = parse(file)
  const bitDepth = depthOf(wav.bitDepth)
  const scale = FULL_SCALE[bitDepth]
  const samples: Float64Array | readonly Float64Array[] = wav.getSamples(false, Float64Array) as unknown as
    | Float64Array
    | Float64Array[] // one array a channel, or one alone
  const channels = (samples instanceof Float64Array ? [samples] : samples).map((channel) =>
    Float32Array.from(channel, (value) =>
      scale === undefined ? value : (value - (bitDepth === '8' ? 128 : 0)) / scale,
    ),
  )
  const { sampleRate } = wav.fmt as { sampleRate: number }
  if (channels.some((channel) => channel.some((value) => !Number.isFinite(value)))) {
    throw new VariegateError('Expected finite samples but the WAV file holds NaN or infinity.')
  }
  return checkClip({ sampleRate, channels, labels: {}, bitDepth })
}

/** Write a WAV file at the clip's own bit depth, 16 bits where it has none; samples beyond full scale are clipped. */
export function writeWav({ channels, sampleRate, bitDepth = '16' }: Clip): Uint8Array {
  const scale = FULL_SCALE[bitDepth]
  const samples = channels.map((channel) =>
    Float64Array.from(channel, (value) => (scale === undefined ? value : toWhole(value, scale, bitDepth))),
  )
  const wav = new WaveFile()
  wav.fromScratch(channels.length, sampleRate, bitDepth, samples.length === 1 ? (samples[0] ?? []) : samples)
  return wav.toBuffer()
}

function parse(file: Uint8Array) {
  try {
    return new WaveFile(file)
  } catch (error) {
    throw new VariegateError(`Expected a WAV file: ${error instanceof Error ? error.message : String(error)}`, [], {
      cause: error,
    })
  }
}

function depthOf(depth: string): BitDepth {
  if (depth in FULL_SCALE || depth === '32f' || depth === '64') return depth as BitDepth // just compared with all of them
  throw new VariegateError(`Expected WAV samples of 8, 16, 24, 32, 32f or 64 bits but received "${depth}".`)
}

function toWhole(value: number, scale: number, bitDepth: BitDepth): number {
  const whole = Math.min(scale - 1, Math.max(-scale, Math.round(value * scale)))
  return bitDepth === '8' ? whole + 128 : whole
}
