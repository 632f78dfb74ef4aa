import { run } from '@variegate/core'
import { createFft, hann } from '@variegate/dsp'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { pitchShift, speed, timeStretch, type Clip } from '../src/index.js'
import { tone } from './laws.js'

const RATE = 16_000

/** The loudest frequency, by a parabola through the logarithms of three bins. */
function pitchOf(samples: Float32Array): number {
  const size = 16384
  const fft = createFft(size)
  const window = hann(size)
  const spectrum = fft.complex()
  const first = Math.max(0, (samples.length - size) >> 1)
  fft.forward(
    spectrum,
    Array.from(window, (weight, at) => weight * (samples[first + at] ?? 0)),
  )
  const loudness = (bin: number) => Math.log(Math.hypot(spectrum[2 * bin] ?? 0, spectrum[2 * bin + 1] ?? 0) + 1e-12)
  let best = 2
  for (let bin = 2; bin < size / 2; bin++) if (loudness(bin) > loudness(best)) best = bin
  const [a, b, c] = [loudness(best - 1), loudness(best), loudness(best + 1)]
  return ((best + (0.5 * (a - c)) / (a - 2 * b + c)) * RATE) / size
}
const cents = (actual: number, expected: number) => Math.abs(1200 * Math.log2(actual / expected))

describe('pitch and length', () => {
  test.each([220, 441, 1000, 3100])(
    'at %d Hz: stretching keeps the pitch, shifting moves it by what was asked, within 5 cents',
    (frequency) => {
      for (const rate of [0.7, 0.9, 1.3]) {
        const { channels } = run(timeStretch({ rate }), tone(frequency, 2), { seed: 1 }).sample
        for (const channel of channels) expect(cents(pitchOf(channel), frequency)).toBeLessThan(5)
        expect(Math.abs((channels[0]?.length ?? 0) - (2 * RATE) / rate)).toBeLessThanOrEqual(1)
      }
      for (const semitones of [-5, 1.5, 4]) {
        const { sample } = run(pitchShift({ semitones }), tone(frequency, 2), { seed: 1 })
        expect(
          cents(pitchOf(sample.channels[0] ?? new Float32Array(0)), frequency * 2 ** (semitones / 12)),
        ).toBeLessThan(5)
        expect(sample.channels[0]).toHaveLength(2 * RATE)
        expect(sample.labels).toEqual(tone(frequency, 2).labels)
      }
      const { channels } = run(speed({ rate: 1.2 }), tone(frequency, 2), { seed: 1 }).sample
      expect(cents(pitchOf(channels[0] ?? new Float32Array(0)), frequency * 1.2)).toBeLessThan(5)
    },
  )
})

test('a click is heard at its mapped time: to the sample, or within a hop of 10 ms for spectral methods', () => {
  const changes = fc.oneof(
    fc
      .double({ min: 0.7, max: 1.6, noNaN: true })
      .map((rate) => ({ transform: timeStretch({ rate }), rate, within: 0.01 })),
    fc
      .double({ min: -4, max: 4, noNaN: true })
      .map((semitones) => ({ transform: pitchShift({ semitones }), rate: 1, within: 0.01 })),
    fc
      .double({ min: 0.7, max: 1.6, noNaN: true })
      .map((rate) => ({ transform: speed({ rate }), rate, within: 1.5 / RATE })),
  )
  fc.assert(
    fc.property(changes, fc.integer({ min: 3000, max: 13000 }), ({ transform, rate, within }, at) => {
      const samples = new Float32Array(RATE)
      samples[at] = 1
      const sound: Clip = {
        id: 'click',
        sampleRate: RATE,
        channels: [samples],
        labels: { events: [{ start: at / RATE, end: (at + 1) / RATE, label: 'click' }] },
      }
      const { sample } = run(transform, sound, { seed: 1 })
      const heard = (sample.channels[0] ?? new Float32Array(0)).reduce(
        (best, value, index, all) => (Math.abs(value) > Math.abs(all[best] ?? 0) ? index : best),
        0,
      )
      expect(Math.abs(heard / RATE - at / RATE / rate)).toBeLessThanOrEqual(within)
      expect(sample.labels.events?.[0]?.start).toBeCloseTo(at / RATE / rate, 9)
    }),
    { numRuns: 60, seed: 7 },
  )
})
