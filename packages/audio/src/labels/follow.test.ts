import { identityTime, joinTime, rateTime, reverseTime, timeMap, type TimePiece } from '@variegate/core'
import { describe, expect, test } from 'vitest'
import { after, clipOf } from '../../test/clips.js'
import { audioModality, checkClip, play, type AudioLabels, type Clip, type FrameValue } from '../index.js'

const silence = (labels: AudioLabels): Clip => clipOf([0, 0, 0, 0, 0, 0, 0, 0], labels)
const second = { start: 0, end: 1, from: null, rate: 1 }

describe('tiers', () => {
  test('follow as events do, each by its name', () => {
    const tiers = {
      speaker: [
        { start: 0, end: 1, label: 'A', id: 1 },
        { start: 1, end: 2, label: 'B' },
      ],
      phone: [{ start: 0.25, end: 0.5, label: 'ah' }],
    }
    const { sample, dropped } = audioModality.apply(silence({ tiers }), [play(joinTime([{ start: 1, end: 2 }]))])
    expect(sample.labels.tiers).toEqual({ speaker: [{ start: 0, end: 1, label: 'B' }], phone: [] })
    expect(dropped).toEqual([
      { kind: 'speaker', id: 1, label: 'A', reason: 'nothing of it is left in the clip' },
      { kind: 'phone', label: 'ah', reason: 'nothing of it is left in the clip' },
    ])
  })
})

describe('frames', () => {
  const values = ['a', 'b', ['c', 'd'], null, 5, 'f', 'g', 'h'] as const
  const framed = (start = 0, hop = 0.25): Clip => silence({ frames: { start, hop, values } })
  const left = (clip: Clip): readonly FrameValue[] => clip.labels.frames?.values ?? []

  test.each([0, -0.125, 0.1])('from %d s on stay under the identity', (start) =>
    expect(after(framed(start), play(identityTime(2))).labels).toEqual(framed(start).labels),
  )
  test('have the value of the frame that their middle comes from, on the same hop', () => {
    expect(left(after(framed(), play(rateTime(2, 2))))).toEqual(['b', null, 'f', 'h'])
    expect(left(after(framed(), play(rateTime(2, 0.5)))).slice(0, 6)).toEqual([
      'a',
      'a',
      'b',
      'b',
      ['c', 'd'],
      ['c', 'd'],
    ])
    expect(left(after(framed(), play(reverseTime(2))))).toEqual(values.toReversed())
    expect(left(after(framed(), play(joinTime([{ start: 1, end: 1.5 }]))))).toEqual([5, 'f'])
  })
  test('of a hop that is no part of the clip are as many more or fewer as it is longer or shorter', () => {
    const clip = framed(0, 0.3)
    expect(left(clip)).toHaveLength(8)
    expect(left(after(clip, play(rateTime(2, 0.5))))).toHaveLength(8 + 7)
    expect(left(after(clip, play(rateTime(2, 2))))).toHaveLength(8 - 3)
  })
  test('are nothing where the sound is new', () => {
    const map = timeMap([second, { start: 1, end: 2, from: 0, rate: 1 }])
    expect(left(after(framed(), play(map)))).toEqual([null, null, null, null, 'a', 'b', ['c', 'd'], null])
  })
  test('of another input are read on its own hop', () => {
    const other = silence({ frames: { start: 0, hop: 0.5, values: ['x', 'y', 'z', 'w'] } })
    const map = timeMap([
      { start: 0, end: 1, from: 1, rate: 1, source: 1 },
      { start: 1, end: 1.5, from: 0, rate: 1 },
      { start: 1.5, end: 2, from: 0, rate: 1, source: 2 },
    ])
    const joined = after(framed(), { kind: 'time', pitch: 'moves', map, inputs: [other, silence({})] })
    expect(left(joined)).toEqual(['z', 'z', 'w', 'w', 'a', 'b', null, null])
    const without = after(silence({}), { kind: 'time', pitch: 'moves', map, inputs: [other, other] })
    expect(without.labels.frames).toBeUndefined()
  })
})

describe('a transcript', () => {
  const words = [
    { start: 0, end: 1, label: 'good' },
    { start: 1.25, end: 1.75, label: 'day' },
  ]
  const gone = [{ kind: 'text', reason: 'its words are not heard once and in order any more' }]
  const said = (pieces: readonly TimePiece[], labels: AudioLabels = { words, text: 'good day' }) => {
    const { sample, dropped } = audioModality.apply(silence(labels), [play(timeMap(pieces))])
    return { text: sample.labels.text, gone: dropped.filter(({ kind }) => kind === 'text') }
  }
  test('stays where every word is still heard once, whole or in part', () => {
    expect(said([{ start: 0, end: 1, from: 0, rate: 2 }])).toEqual({ text: 'good day', gone: [] })
    expect(said([{ start: 0, end: 1, from: 0.5, rate: 1 }])).toEqual({ text: 'good day', gone: [] })
    // A pause between words may be longer.
    const pause = [
      { start: 0, end: 1.1, from: 0, rate: 1 },
      { start: 1.1, end: 3, from: null, rate: 1 },
      { start: 3, end: 3.8, from: 1.1, rate: 1 },
    ]
    expect(said(pause)).toEqual({ text: 'good day', gone: [] })
  })
  test('goes, and is told, where a word is dropped, repeated, put elsewhere or played backwards', () => {
    const none = { text: undefined, gone }
    expect(said([{ start: 0, end: 1, from: 0, rate: 1 }])).toEqual(none)
    expect(said([{ start: 0, end: 2, from: 2, rate: -1 }])).toEqual(none)
    const twice = [
      { start: 0, end: 2, from: 0, rate: 1 },
      { start: 2, end: 3, from: 1, rate: 1 },
    ]
    expect(said(twice)).toEqual(none)
    const turned = [
      { start: 0, end: 1, from: 1, rate: 1 },
      { start: 1, end: 2, from: 0, rate: 1 },
    ]
    expect(said(turned)).toEqual(none)
  })
  test('without words stays where all of the sound is heard once', () => {
    expect(said([{ start: 0, end: 1, from: 0, rate: 2 }], { text: 'good day' }).text).toBe('good day')
    expect(said([{ start: 0, end: 1, from: 0, rate: 1 }], { text: 'good day' })).toEqual({ text: undefined, gone })
  })
  test('of several inputs is all of theirs, one after the other', () => {
    const other = { ...silence({ text: 'and night' }), id: 'o' }
    const join = (pieces: readonly TimePiece[], input = other) =>
      after(silence({ words, text: 'good day' }), {
        kind: 'time',
        pitch: 'moves',
        map: timeMap(pieces),
        inputs: [input],
      }).labels.text
    const own = { start: 0, end: 2, from: 0, rate: 1 }
    expect(join([own, { start: 2, end: 4, from: 0, rate: 1, source: 1 }])).toBe('good day and night')
    expect(join([own, { start: 2, end: 3, from: 0, rate: 1, source: 1 }])).toBeUndefined()
    expect(join([own, { start: 2, end: 4, from: 0, rate: 1, source: 1 }], { ...silence({}), id: 'o' })).toBeUndefined()
    const within = [
      { start: 0, end: 1.1, from: 0, rate: 1 },
      { start: 1.1, end: 3.1, from: 0, rate: 1, source: 1 },
      { start: 3.1, end: 4, from: 1.1, rate: 1 },
    ]
    expect(join(within)).toBeUndefined()
  })
  test('is never made of nothing', () =>
    expect('text' in after(silence({ words }), play(identityTime(2))).labels).toBe(false))
})

test('classes of what is joined are those of its parts, by their lengths', () => {
  const other = silence({ label: 'b', classes: ['y'] })
  const map = timeMap([
    { start: 0, end: 0.5, from: 0, rate: 1 },
    { start: 0.5, end: 2, from: 0, rate: 1, source: 1 },
  ])
  const joined = after(silence({ label: 'a', classes: ['x'] }), { kind: 'time', pitch: 'moves', map, inputs: [other] })
  expect(joined.labels).toEqual({ label: { a: 0.25, b: 0.75 }, classes: ['x', 'y'] })
})

describe('labels that no map could move are refused', () => {
  test('tiers with an end before their start', () =>
    expect(() => checkClip(silence({ tiers: { speaker: [{ start: 2, end: 1, label: 'A' }] } }))).toThrow(
      'Expected labels of the tier speaker with start <= end in seconds but "A" is [2, 1).',
    ))
  test('frames without a hop', () =>
    expect(() => checkClip(silence({ frames: { start: 0, hop: 0, values: [] } }))).toThrow(
      'Expected frame labels with a hop above 0 s from a time on but received 0 s from 0 s.',
    ))
})
