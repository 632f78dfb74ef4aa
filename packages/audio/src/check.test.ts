import { emptyContext, run, runAsync, type Context } from '@variegate/core'
import { describe, expect, test } from 'vitest'
import { checkClip } from './check.js'
import type { Clip } from './sample.js'
import { audioTransforms, backgroundNoise } from './transforms/index.js'
import { readWav, writeWav } from './wav/wav.js'

// As JavaScript may give it, past the types.
const given = (sample: unknown) => sample as Clip
const sound = { sampleRate: 8000, channels: [new Float32Array(80)] }
const event = { start: 0, end: 0.005, label: 'x' }
const context: Context<Clip> = { ...emptyContext, partners: ['other'], lookup: () => ({ ...sound, labels: {} }) }

test.each([
  [undefined, 'Expected a clip as { id, sampleRate, channels, labels } but received undefined.'],
  [{ ...sound, sampleRate: 0, labels: {} }, 'Expected a sample rate from 1 to 1000000 Hz but received 0.'],
  [{ sampleRate: 8000, labels: {} }, 'Expected the channels of a clip as a list of Float32Array, one a channel.'],
  [
    { ...sound, channels: new Float32Array(8), labels: {} },
    'Expected the channels of a clip as a list of Float32Array, one a channel.',
  ],
  [
    { ...sound, channels: [[0, 1]], labels: {} },
    'Expected the channels of a clip as a list of Float32Array, one a channel.',
  ],
  [{ ...sound, channels: [], labels: {} }, 'Expected a clip of at least one channel but received none.'],
  [
    sound,
    'Expected the labels of a clip as an object that may have label, classes, events, words, tiers, frames, text but received undefined.',
  ],
  [
    { ...sound, labels: { event: [event] } },
    'Unknown key "event" in the labels of a clip; the nearest right name is "events" (it may have label, classes, events, words, tiers, frames, text).',
  ],
  [
    { ...sound, labels: { segments: [event] } },
    'Unknown key "segments" in the labels of a clip; the nearest right name is "events" (it may have label, classes, events, words, tiers, frames, text).',
  ],
  [
    { ...sound, labels: {}, words: [event] },
    'Expected "words" of a clip within its labels, { labels: { … } }, but it stands beside them.',
  ],
  [{ ...sound, labels: { words: event } }, `Expected a list of words but received ${JSON.stringify(event)}.`],
  [
    { ...sound, labels: { events: [{ onset: 0, end: 1, label: 'x' }] } },
    'Unknown key "onset" in one of the events of a clip; the nearest right name is "start" (it may have start, end, label, id, source).',
  ],
  [
    { ...sound, labels: { events: [{ ...event, end: -1 }] } },
    'Expected events with start <= end in seconds but "x" is [0, -1).',
  ],
  [
    { ...sound, labels: { words: [{ start: 0, end: 1 }] } },
    'Expected a text as the label of the words at [0, 1) but received undefined.',
  ],
])('case %#: a wrong clip is refused before anything is drawn', async (sample, said) => {
  expect(() => checkClip(given(sample))).toThrow(expect.objectContaining({ message: said }))
  // What is no object is refused before anybody knows which modality it should be of.
  const first = typeof sample === 'object' ? said : 'Expected a sample to run on but received nothing.'
  for (const definition of audioTransforms)
    await expect(runAsync(definition.configure({}), given(sample), { seed: 1, id: 'x', context })).rejects.toThrow(
      first,
    )
})

test('a wrong partner is refused as well', async () => {
  const wrong: Context<Clip> = { ...context, lookup: () => given({ ...sound, labels: { event: [] } }) }
  await expect(
    runAsync(backgroundNoise(), { ...sound, labels: {} }, { seed: 1, id: 'x', context: wrong }),
  ).rejects.toThrow('Unknown key "event" in the labels of a clip')
})

describe('at the edges', () => {
  const clips: readonly Clip[] = [0, 1, 2].map((length) => ({
    id: `of ${length}`,
    sampleRate: 8000,
    channels: [new Float32Array(length), new Float32Array(length).fill(0.5)],
    labels: { events: [{ start: 0, end: length / 8000, label: 'all' }] },
  }))
  test.each(clips)('a clip $id samples goes through every transform, and through a file', async (clip) => {
    for (const definition of audioTransforms) {
      for (let seed = 0; seed < 5; seed++) {
        const { sample } = await runAsync(definition.configure({}), clip, { seed, context })
        for (const channel of sample.channels) expect(channel.every(Number.isFinite)).toBe(true)
        for (const { start, end } of sample.labels.events ?? []) expect(end - start).toBeGreaterThanOrEqual(0)
        expect(readWav(writeWav(sample)).channels.map(({ length }) => length)).toEqual(
          sample.channels.map(({ length }) => length),
        )
      }
    }
  })

  test('samples beyond full scale are kept by transforms and by floats, and clipped by whole numbers', () => {
    const loud: Clip = { id: 'loud', sampleRate: 8000, channels: [Float32Array.of(3, -3, 0.5)], labels: {} }
    for (const definition of audioTransforms.filter(({ name }) => name === 'reverse')) {
      const { sample } = run(definition.configure({}), loud, { seed: 1 })
      expect(Array.from(sample.channels[0] ?? [])).toEqual([0.5, -3, 3])
    }
    const through = (bitDepth: Clip['bitDepth'] & string) =>
      Array.from(readWav(writeWav({ ...loud, bitDepth })).channels[0] ?? [])
    expect(through('32f')).toEqual([3, -3, 0.5])
    expect(through('16')).toEqual([32767 / 32768, -1, 0.5])
    expect(through('mulaw')).toEqual([32124 / 32768, -32124 / 32768, 16764 / 32768])
  })
})
