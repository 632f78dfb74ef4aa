import { durationOf, writeWav, type Clip } from '@variegate/audio'
import { exact } from '@variegate/core'
import { createFft, hann } from '@variegate/dsp'
import { encodeImage } from '@variegate/image/node'
import { dataUri, short, type Keep } from './html.js'
import { curve, rangeOf, showCurves } from './show-time.js'

// A report stays small: of a long clip the beginning is heard.
const HEARD_SECONDS = 8

/** The wave with its events, the spectrogram, and a player. */
export async function showAudio(clip: Clip, keep: Keep = dataUri): Promise<string> {
  const heard = {
    ...clip,
    bitDepth: '16' as const,
    channels: clip.channels.map((channel) => channel.subarray(0, HEARD_SECONDS * clip.sampleRate)),
  }
  const [first = new Float32Array(1)] = heard.channels
  const [low, high] = rangeOf(first)
  const most = Math.max(0.05, Math.abs(low), Math.abs(high))
  const { events = [], words = [] } = clip.labels
  const duration = Math.min(HEARD_SECONDS, durationOf(clip))
  const wave = curve(first, 90, [-most, most], 'var(--ink)')
  const caption = `${short(durationOf(clip))} s, ${clip.sampleRate} Hz, peak ${short(most)}`
  return `${showCurves([wave], [...events, ...words], [0, duration], 90, caption)}
<img class="spectrogram" alt="Spectrogram" src="${keep('image/png', await spectrogram(first))}">
<audio controls preload="none" src="${keep('audio/wav', writeWav(heard))}"></audio>`
}

const SIZE = 256
const COLUMNS = 240

/** Levels from -80 to 0 dB below the loudest, low tones at the bottom. */
async function spectrogram(samples: Float32Array): Promise<Uint8Array> {
  const fft = createFft(SIZE)
  const window = hann(SIZE)
  const spectrum = fft.complex()
  const rows = SIZE / 2
  const power = new Float64Array(COLUMNS * rows)
  for (let column = 0; column < COLUMNS; column++) {
    const centre = Math.round(((column + 0.5) / COLUMNS) * samples.length)
    fft.forward(
      spectrum,
      Array.from(window, (weight, at) => weight * (samples[centre - rows + at] ?? 0)),
    )
    for (let row = 0; row < rows; row++)
      power[row * COLUMNS + column] = (spectrum[2 * row] ?? 0) ** 2 + (spectrum[2 * row + 1] ?? 0) ** 2
  }
  const loudest = power.reduce((most, value) => Math.max(most, value), 1e-12)
  const data = new Uint8ClampedArray(COLUMNS * rows * 4)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      const decibels = 10 * exact.log10(Math.max(1e-12, power[row * COLUMNS + column] ?? 0) / loudest)
      const level = Math.min(1, Math.max(0, 1 + decibels / 80))
      data.set(
        [255 * Math.min(1, level * 1.6), 255 * level * level, 90 + 120 * level * (1 - level), 255],
        ((rows - 1 - row) * COLUMNS + column) * 4,
      )
    }
  }
  return encodeImage({ width: COLUMNS, height: rows, channels: 4, data, layout: 'rgb' }, { format: 'png' })
}
