import { exact, runAsync, type TransformDefinition } from '@variegate/core'
import { testTransform, type LawOptions } from '@variegate/core/testing'
import { expect, test, vi } from 'vitest'
import { audioModality, type Clip } from '../src/index.js'
import type { AudioRunner } from '../src/run/runner.js'
import { runners } from '../src/run/runners.js'

/** Check the laws of every modality, and those of sound. */
export function testAudioTransform(definition: TransformDefinition<Clip>, options: LawOptions<Clip>): void {
  const isValues = definition.changes === 'values'
  testTransform(audioModality, definition, options)
  if (isValues)
    test(`under audio/${definition.name} an impulse stays at its time`, () => impulseStays(definition, options))
}

/** See that a transform that says it moves nothing moves nothing. */
export function impulseStays(
  definition: TransformDefinition<Clip>,
  { context, base = {}, steps }: Pick<LawOptions<Clip>, 'context' | 'base' | 'steps'> = {},
): Promise<void> {
  const transform = definition.configure({ ...definition.example, ...base }, steps)
  const around = context === undefined ? {} : { context }
  return stays(async (clip, seed) => (await runAsync(transform, clip, { seed, ...around })).sample)
}

/** See that an impulse is loudest where it was: within a sample, or a hop where a spectral method was at work. */
export async function stays(change: (clip: Clip, seed: number) => Clip | Promise<Clip>): Promise<void> {
  for (const [seed, [sampleRate, at]] of (
    [
      [16_000, 4000],
      [16_000, 5821],
      [22_050, 7777],
    ] as const
  ).entries()) {
    const changed = await withHop(sampleRate, () => change(impulse(sampleRate, at), seed))
    const expected = at / sampleRate
    const allowed = Math.max(1, changed.hop) / Math.min(sampleRate, changed.clip.sampleRate)
    for (const channel of changed.clip.channels) {
      const heard = loudest(channel) / changed.clip.sampleRate
      expect(
        Math.abs(heard - expected),
        `an impulse at ${expected} s is heard at ${heard} s; seconds that it moved`,
      ).toBeLessThanOrEqual(allowed + 1e-9)
    }
  }
}

function impulse(sampleRate: number, at: number): Clip {
  const channels = [0, 1].map(() => {
    const channel = new Float32Array(sampleRate / 2)
    channel[at] = 1
    return channel
  })
  return { id: `impulse at ${at}`, sampleRate, channels, labels: {} }
}

/** The largest hop of the kinds of steps that ran. */
async function withHop(
  sampleRate: number,
  change: () => Clip | Promise<Clip>,
): Promise<{ readonly clip: Clip; readonly hop: number }> {
  const spectral = Object.values<AudioRunner<never>>(runners).flatMap((runner) => {
    const hop = runner.hop?.(sampleRate)
    return hop === undefined ? [] : [{ hop, spy: vi.spyOn(runner, 'run') }]
  })
  try {
    const clip = await change()
    return { clip, hop: Math.max(0, ...spectral.map(({ hop, spy }) => (spy.mock.calls.length > 0 ? hop : 0))) }
  } finally {
    for (const { spy } of spectral) spy.mockRestore()
  }
}

/** The first of the largest samples, without their signs. */
const loudest = (samples: Float32Array): number =>
  samples.reduce((best, value, index) => (Math.abs(value) > Math.abs(samples[best] ?? 0) ? index : best), 0)

/** A tone of two channels, with every kind of label. */
export const tone = (frequency: number, seconds = 1.5, sampleRate = 16_000): Clip => ({
  id: 'tone',
  sampleRate,
  channels: [0, 0.3].map((phase) =>
    Float32Array.from(
      { length: Math.round(seconds * sampleRate) },
      (_, at) => 0.5 * exact.sin(2 * Math.PI * (frequency * (at / sampleRate) + phase)),
    ),
  ),
  labels: {
    label: 'tone',
    classes: ['tone', 'test'],
    events: [{ start: seconds / 3, end: (2 * seconds) / 3, label: 'middle', id: 3 }],
    words: [{ start: 0, end: seconds / 6, label: 'so' }],
    tiers: { speaker: [{ start: 0, end: seconds / 2, label: 'A' }] },
    frames: { start: 0, hop: 0.01, values: Array.from({ length: Math.round(seconds / 0.01) }, (_, at) => at % 7) },
    text: 'so',
  },
})

/** Odd in every way: short, one channel, another rate. */
export const short: Clip = {
  id: 'short',
  sampleRate: 8000,
  channels: [Float32Array.from({ length: 500 }, (_, at) => ((at * 37) % 100) / 100 - 0.5)],
  labels: { events: [{ start: 0.01, end: 0.02, label: 'x' }] },
}
