import { changeSpectrum } from '@variegate/dsp'
import type { SpectralMask, SpectralStep } from '../steps/tone.js'
import { frameHop, frameSize } from './frames.js'
import { mapChannels, type AudioRunner } from './runner.js'

export const spectral: AudioRunner<SpectralStep> = {
  hop: frameHop,
  run({ masks }, clip) {
    const frames = { size: frameSize(clip.sampleRate), hop: frameHop(clip.sampleRate) }
    const rectangles = masks.map((mask) => inBins(mask, clip.sampleRate, frames.size))
    return mapChannels(clip, (channel) =>
      Float32Array.from(
        changeSpectrum(channel, frames, (spectrum, center) => {
          for (const { first, end, low, high, factor } of rectangles) {
            if (center < first || center >= end) continue
            for (let at = 2 * low; at < 2 * high; at++) spectrum[at] = (spectrum[at] ?? 0) * factor
          }
        }),
      ),
    )
  },
}

/** The samples on which masked frames are centered, and their bins; a bin belongs to a band that its frequency lies in. */
function inBins(mask: SpectralMask, sampleRate: number, size: number) {
  const { start = 0, end = Infinity, low = 0, high = Infinity, factor } = mask
  const bin = (frequency: number) => Math.min(size / 2 + 1, Math.max(0, Math.ceil((frequency * size) / sampleRate)))
  return { first: start * sampleRate, end: end * sampleRate, low: bin(low), high: bin(high), factor }
}
