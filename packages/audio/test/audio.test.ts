import { emptyContext, exact, run, runAsync, type Context } from '@variegate/core'
import { testTransform } from '@variegate/core/testing'
import { createFft, hann } from '@variegate/dsp'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  audioModality,
  audioTransforms,
  backgroundNoise,
  gain,
  gaussianNoise,
  pitchShift,
  readWav,
  reverse,
  shift,
  speed,
  timeStretch,
  writeWav,
  type BitDepth,
  type Clip,
} from '../src/index.js'

const RATE = 16000
const tone = (frequency: number, seconds = 1.5): Clip => ({
  id: 'tone',
  sampleRate: RATE,
  channels: [0, 0.3].map((phase) =>
    Float32Array.from(
      { length: seconds * RATE },
      (_, at) => 0.5 * exact.sin(2 * Math.PI * (frequency * (at / RATE) + phase)),
    ),
  ),
  labels: {
    label: 'tone',
    events: [{ start: 0.5, end: 1, label: 'middle', id: 3 }],
    words: [{ start: 0, end: 0.25, label: 'so' }],
  },
})
const short: Clip = {
  id: 'short',
  sampleRate: 8000,
  channels: [Float32Array.from({ length: 500 }, (_, at) => ((at * 37) % 100) / 100 - 0.5)],
  labels: { events: [{ start: 0.01, end: 0.02, label: 'x' }] },
}
const context: Context<Clip> = {
  ...emptyContext,
  partners: ['other'],
  lookup: () => tone(333, 0.4),
  list: () => ['noise/a.wav'],
}

const VALUE_ONLY = new Set([gain, gaussianNoise, backgroundNoise].map(({ name }) => name))
for (const definition of audioTransforms) {
  testTransform(audioModality, definition, {
    samples: [tone(440, 0.4), short],
    context,
    valueOnly: VALUE_ONLY.has(definition.name),
    draws: 3,
  })
}

const clip = (values: readonly number[], events: Clip['labels']['events'] = []): Clip => ({
  id: 'c',
  sampleRate: 4,
  channels: [Float32Array.from(values)],
  labels: { events },
})
const samplesOf = ({ channels: [first] }: Clip) => Array.from(first ?? [])

describe('by hand', () => {
  test('6.02 dB doubles', () =>
    expect(samplesOf(run(gain({ gain: 20 * Math.log10(2) }), clip([0.1, -0.2]), { seed: 1 }).sample)).toEqual([
      expect.closeTo(0.2, 6),
      expect.closeTo(-0.4, 6),
    ]))
  test('a shift lets silence in and takes events along, clipped and dropped', () => {
    const events = [
      { start: 0, end: 0.5, label: 'a' },
      { start: 0.75, end: 1, label: 'b' },
    ]
    const { sample, recipe } = run(shift({ fraction: 0.5 }), clip([1, 2, 3, 4], events), { seed: 1 })
    expect(samplesOf(sample)).toEqual([0, 0, 1, 2])
    expect(sample.labels.events).toEqual([{ start: 0.5, end: 1, label: 'a' }])
    expect(recipe[0]?.dropped).toEqual([{ kind: 'event', label: 'b', reason: 'nothing of it is left in the clip' }])
    expect(samplesOf(run(shift({ fraction: -0.25 }), clip([1, 2, 3, 4]), { seed: 1 }).sample)).toEqual([2, 3, 4, 0])
  })
  test('a shift that wraps brings events in at the other end, cut in two', () => {
    const { sample } = run(
      shift({ fraction: 0.25, wrap: true }),
      clip([1, 2, 3, 4], [{ start: 0.5, end: 1, label: 'a' }]),
      { seed: 1 },
    )
    expect(samplesOf(sample)).toEqual([4, 1, 2, 3])
    expect(sample.labels.events).toEqual([
      { start: 0, end: 0.25, label: 'a' },
      { start: 0.75, end: 1, label: 'a' },
    ])
  })
  test('backwards, the last sample comes first', () => {
    const { sample } = run(reverse(), clip([1, 2, 3, 4], [{ start: 0, end: 0.25, label: 'a' }]), { seed: 1 })
    expect(samplesOf(sample)).toEqual([4, 3, 2, 1])
    expect(sample.labels.events).toEqual([{ start: 0.75, end: 1, label: 'a' }])
  })
  test('background noise lies as far below the clip as asked', async () => {
    const silence = (length: number) => new Float32Array(length).fill(0.5)
    const loud: Clip = { id: 'l', sampleRate: 8000, channels: [silence(800)], labels: {} }
    const { sample } = await runAsync(backgroundNoise({ snr: 20 }), loud, {
      seed: 1,
      context: { ...context, lookup: () => ({ ...loud, channels: [silence(300)] }) },
    })
    // The same level, 20 dB down, is a tenth of it.
    expect(samplesOf(sample)[0]).toBeCloseTo(0.55, 6)
  })
  test('silence stays silence under background noise', async () => {
    const quiet: Clip = { id: 'q', sampleRate: 8000, channels: [new Float32Array(10)], labels: {} }
    expect(samplesOf((await runAsync(backgroundNoise(), quiet, { seed: 1, context })).sample)).toEqual(
      Array(10).fill(0),
    )
  })
  test('noise has the spread that was asked for, and channels differ', () => {
    const quiet: Clip = {
      id: 'q',
      sampleRate: RATE,
      channels: [new Float32Array(40000), new Float32Array(40000)],
      labels: {},
    }
    const {
      channels: [left = [], right = []],
    } = run(gaussianNoise({ amplitude: 0.1 }), quiet, { seed: 1 }).sample
    expect(Math.sqrt(Array.from(left).reduce((sum, value) => sum + value * value, 0) / 40000)).toBeCloseTo(0.1, 2)
    expect(left).not.toEqual(right)
  })
})

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

describe('wav', () => {
  test.each(['8', '16', '24', '32', '32f', '64'] as const)(
    '%s bits come back as they were written',
    (bitDepth: BitDepth) => {
      const written = writeWav({ ...tone(440, 0.1), bitDepth })
      const read = readWav(written)
      expect([read.sampleRate, read.channels.length, read.bitDepth]).toEqual([RATE, 2, bitDepth])
      expect(Buffer.from(writeWav(read))).toEqual(Buffer.from(written))
    },
  )
  test.each([
    [(bytes: Uint8Array) => bytes.subarray(0, 200), 'it is truncated or its header lies'],
    [(bytes: Uint8Array) => bytes.subarray(0, 20), 'Expected'],
    [() => new Uint8Array(0), 'the file is empty'],
    [
      () => new TextEncoder().encode('RIFX and more than twelve bytes'),
      'Expected a WAV file (RIFF/WAVE) but it begins with "RIFX"',
    ],
    [(bytes: Uint8Array) => bytes.with(22, 0).with(23, 0), 'Expected 1 to 64 channels but the WAV header says 0.'],
    [(bytes: Uint8Array) => bytes.with(32, 9), 'bytes a sample frame'],
  ])('a damaged file is told by what is wrong with it', (damage, said) => {
    expect(() => readWav(damage(writeWav(tone(440, 0.1))))).toThrow(said)
  })
})
