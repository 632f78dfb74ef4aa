import { emptyContext, type Context } from '@variegate/core'
import { butterworth, peaking } from '@variegate/dsp'
import { describe, expect, test } from 'vitest'
import { audioPackage, type AudioStep, type Clip, type ValueStep } from '../src/index.js'
import { after, clipOf } from './clips.js'
import { short, stays, testAudioTransform, tone } from './laws.js'

const context: Context<Clip> = {
  ...emptyContext,
  partners: ['other'],
  lookup: () => tone(333, 0.4),
  list: () => ['noise/a.wav'],
}

const still = { ...clipOf([]), id: 'of no samples' }
const single = { ...clipOf([0.5], { events: [{ start: 0, end: 0.25, label: 'x' }], text: 'a' }), id: 'of one sample' }

for (const definition of audioPackage.transforms)
  testAudioTransform(definition, { samples: [tone(440, 0.4), short, still, single], context, draws: 3 })

const room = clipOf([...Array.from({ length: 30 }, () => 0), 0.01, -0.8, 0.3, 0.2, -0.1], {}, 16_000)
const law = { knee: 6, attack: 0.002, release: 0.05, lookAhead: 0.005, makeup: 0, floor: -60 }

/** A step of every kind that says it moves nothing, at a sample rate. */
const steps: { readonly [Kind in ValueStep['kind']]: (sampleRate: number) => readonly ValueStep[] } = {
  gain: () => [
    { kind: 'gain', factor: -2 },
    {
      kind: 'gain',
      envelope: {
        unit: 'dB',
        points: [
          { time: 0, value: -20 },
          { time: 1, value: 0 },
        ],
      },
    },
  ],
  pitch: () => [
    { kind: 'pitch', ratio: 1.2 },
    { kind: 'pitch', ratio: 0.7 },
  ],
  curve: () => [
    { kind: 'curve', curve: { name: 'clip', level: 0.5 } },
    { kind: 'curve', curve: { name: 'tanh', drive: 3 }, oversample: 4 },
    { kind: 'curve', curve: { name: 'cubic' }, oversample: 8 },
    { kind: 'curve', curve: { name: 'quantize', bits: 6 }, oversample: 2 },
    { kind: 'curve', curve: { name: 'muLaw', mu: 255, bits: 8 } },
  ],
  filter: (sampleRate) => [
    { kind: 'filter', sections: butterworth('low', { sampleRate, frequency: 500, order: 4 }), phase: 'zero' },
    { kind: 'filter', sections: butterworth('high', { sampleRate, frequency: 500, order: 3 }), phase: 'forward' },
    { kind: 'filter', sections: [peaking({ sampleRate, frequency: 2000, gainDb: 9 })], phase: 'forward' },
  ],
  convolve: () => [
    { kind: 'convolve', response: room, wet: 1 },
    { kind: 'convolve', response: room, wet: 0.3 },
  ],
  spectral: () => [
    { kind: 'spectral', masks: [{ low: 1000, high: 3000, factor: 0 }] },
    {
      kind: 'spectral',
      masks: [
        { start: 0.1, end: 0.2, factor: 0 },
        { high: 500, factor: 2 },
      ],
    },
  ],
  delay: () => [{ kind: 'delay', taps: [{ seconds: 0.01, factor: 0.8 }], feedback: 0.5, wet: 0.4 }],
  dynamics: () => [
    { kind: 'dynamics', law: 'compressor', threshold: -20, ratio: 4, ...law },
    { kind: 'dynamics', law: 'limiter', threshold: -6, ratio: 1, ...law },
    { kind: 'dynamics', law: 'expander', threshold: -6, ratio: 2, ...law },
    { kind: 'dynamics', law: 'gate', threshold: -6, ratio: 1, ...law },
  ],
  noise: () => [
    { kind: 'noise', law: 'brown', level: { by: 'rms', db: -40 }, key: [1, 2] },
    { kind: 'noise', law: { exponent: 0.5 }, level: { by: 'peak', db: -20 }, key: [1, 2] },
  ],
  mix: () => [
    { kind: 'mix', clip: tone(333), level: { by: 'snr', db: 3 }, offset: 0.2, repeat: true, labels: 'keep' },
    { kind: 'mix', clip: tone(333), level: { by: 'peak', db: -20 }, offset: 0, repeat: false, labels: 'keep' },
  ],
  channels: () => [
    {
      kind: 'channels',
      matrix: [
        [0, 1],
        [0.5, 0.5],
        [1, 0],
      ],
    },
  ],
  rate: () => [
    { kind: 'rate', rate: 8000, back: true },
    { kind: 'rate', rate: 44_100, back: false },
  ],
  local: () => [
    {
      kind: 'local',
      algorithm: { name: 'polarity', run: (channels) => channels.map((channel) => channel.map((value) => -value)) },
      options: null,
    },
  ],
}

describe.each(Object.entries(steps))('steps of the kind %s', (kind, stepsAt) => {
  test('let an impulse stay at its time', async () => {
    for (const index of stepsAt(16_000).keys())
      await stays((clip) => after(clip, ...stepsAt(clip.sampleRate).slice(index, index + 1)))
  })
  test('keep every label, leave their input, and change one channel and stretch alone where asked', () => {
    const clip = tone(440, 0.4)
    const before = clip.channels.map((channel) => channel.slice())
    for (const step of stepsAt(clip.sampleRate)) {
      const whole = after(clip, step)
      expect(whole.labels).toEqual(clip.labels)
      if (whole.channels.length !== 2 || whole.sampleRate !== clip.sampleRate) continue
      const part: AudioStep = { ...step, on: { start: 0.1, end: 0.2, channels: [1] } }
      const [first, second] = after(clip, part).channels
      expect(first).toEqual(before[0])
      expect(second?.subarray(0, 1600)).toEqual(before[1]?.subarray(0, 1600))
      expect(second?.subarray(3200)).toEqual(before[1]?.subarray(3200))
      // Levels are met in the part alone, and another clip begins where it begins.
      if (!('level' in step) || step.level.by === 'rms')
        expect(second?.subarray(1700, 3100)).toEqual(whole.channels[1]?.subarray(1700, 3100))
    }
    expect(clip.channels).toEqual(before)
    for (const edge of [still, single])
      for (const step of kind === 'channels' ? [] : stepsAt(16_000))
        for (const channel of after(edge, step).channels) expect(channel.every(Number.isFinite)).toBe(true)
    expect(kind).toBe(stepsAt(16_000)[0]?.kind)
  })
})
