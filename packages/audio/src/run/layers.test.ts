import { keyedRandom } from '@variegate/core'
import { describe, expect, test } from 'vitest'
import { after, clipOf, rounded, samplesOf } from '../../test/clips.js'
import type { AudioLabels, Clip, Level, MixStep } from '../index.js'

const rms = (values: readonly number[]) =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length)
const steady = (level: number, length: number) =>
  clipOf(
    Array.from({ length }, () => level),
    {},
    8000,
  )

describe('noise', () => {
  const added = (level: Level, on = {}) =>
    samplesOf(after(steady(0.5, 40_000), { kind: 'noise', law: 'pink', level, key: [1, 2], on })).map(
      (value) => value - 0.5,
    )
  test('has the level that was asked for: by its spread, its peak, or below the clip', () => {
    expect(rms(added({ by: 'rms', db: -20 }))).toBeCloseTo(0.1, 2)
    expect(rms(added({ by: 'rms', amplitude: 0.1 }))).toBeCloseTo(0.1, 2)
    expect(rms(added({ by: 'snr', db: 20 }))).toBeCloseTo(0.05, 2)
    expect(Math.max(...added({ by: 'peak', db: -20 }).map(Math.abs))).toBeCloseTo(0.1, 6)
    const part = added({ by: 'peak', amplitude: 0.1 }, { start: 1, end: 2, fade: 0 })
    expect(Math.max(...part.map(Math.abs))).toBeCloseTo(0.1, 6)
  })
  test('is white as the stream of its key says, whatever part of the clip it is on', () => {
    const random = keyedRandom([5, 6]).child(0)
    const values = Array.from({ length: 8 }, () => random.normal(0, 0.1))
    const step = { kind: 'noise', law: 'white', level: { by: 'rms', amplitude: 0.1 }, key: [5, 6] } as const
    const silent = clipOf([0, 0, 0, 0, 0, 0, 0, 0])
    expect(samplesOf(after(silent, step))).toEqual(Array.from(Float32Array.from(values)))
    const late = samplesOf(after(silent, { ...step, on: { start: 1, fade: 0 } }))
    expect(late).toEqual([0, 0, 0, 0, ...Array.from(Float32Array.from(values)).slice(4)])
  })
})

describe('mix', () => {
  const step = (clip: Clip, given: Partial<MixStep> = {}): MixStep => ({
    kind: 'mix',
    clip,
    level: { by: 'peak', amplitude: 1 },
    offset: 0,
    repeat: true,
    labels: 'keep',
    ...given,
  })
  const ramp = clipOf([1, 2, 4])
  test('the other clip begins at its offset and again, or once alone', () => {
    // Brought to a peak of 1: 1/4, 1/2, 1.
    const silent = clipOf([0, 0, 0, 0, 0, 0])
    expect(samplesOf(after(silent, step(ramp)))).toEqual([0.25, 0.5, 1, 0.25, 0.5, 1])
    expect(samplesOf(after(silent, step(ramp, { offset: 0.4 })))).toEqual([0.5, 1, 0.25, 0.5, 1, 0.25])
    expect(samplesOf(after(silent, step(ramp, { offset: 0.4, repeat: false })))).toEqual([0.5, 1, 0, 0, 0, 0])
    const late = step(ramp, { on: { start: 0.5, end: 1.25, fade: 0 } })
    expect(samplesOf(after(silent, late))).toEqual([0, 0, 0.25, 0.5, 1, 0])
  })
  test('the level against the clip is that where it is added', () => {
    const loudLater = clipOf([0, 0, 1, 1])
    const on = { start: 0.5, fade: 0 }
    const level = { by: 'snr', db: 20 } as const
    expect(rounded(samplesOf(after(loudLater, step(clipOf([1]), { level, on }))))).toEqual([0, 0, 1.1, 1.1])
  })
  test('silence adds nothing, and no labels', () => {
    const silent = { ...clipOf([0, 0], { label: 'b', events: [] }), id: 'b' }
    const clip = clipOf([1, 1], { label: 'a' })
    expect(after(clip, step(silent, { labels: 'mix' }))).toEqual(clip)
  })

  const own: AudioLabels = {
    label: 'a',
    classes: ['x'],
    events: [{ start: 0.5, end: 1, label: 'own' }],
    text: 'hello',
    frames: { start: 0, hop: 0.5, values: ['p', 'q', 'r'] },
  }
  const others: AudioLabels = {
    label: 'b',
    classes: ['x', 'y'],
    events: [{ start: 0.25, end: 0.5, label: 'other', id: 7 }],
    words: [{ start: 0, end: 0.25, label: 'hi' }],
    tiers: { speaker: [{ start: 0, end: 0.75, label: 'S' }] },
    text: 'hi',
  }
  const clip = clipOf([1, 1, 1, 1, 1, 1], own)
  const other = { ...clipOf([1, 1, 1], others), id: 'o' }
  test('labels stay, or come along where the other clip is heard', () => {
    expect(after(clip, step(other)).labels).toEqual(own)
    const pasted = after(clip, step(other, { labels: 'paste', repeat: false, on: { start: 0.5 } })).labels
    expect(pasted).toEqual({
      ...own,
      events: [
        { start: 0.5, end: 1, label: 'own' },
        { start: 0.75, end: 1, label: 'other', id: 7, source: 'o' },
      ],
      words: [{ start: 0.5, end: 0.75, label: 'hi', source: 'o' }],
      tiers: { speaker: [{ start: 0.5, end: 1.25, label: 'S', source: 'o' }] },
    })
  })
  test('classes are mixed by how loud both are; what is repeated is labelled each time', () => {
    const level = { by: 'rms', amplitude: 3 } as const
    const { labels } = after(clip, step(other, { labels: 'mix', level, offset: 0.4 }))
    expect(labels.label).toEqual({ a: 0.25, b: 0.75 })
    expect(labels.classes).toEqual(['x', 'y'])
    // From its second sample on: 0.25 to 0.75 s of it first, then all of it, then its first sample.
    expect(labels.events?.map(({ start, end, label }) => [start, end, label])).toEqual([
      [0, 0.25, 'other'],
      [0.5, 1, 'own'],
      [0.75, 1, 'other'],
    ])
    expect(labels.words?.map(({ start, end }) => [start, end])).toEqual([
      [0.5, 0.75],
      [1.25, 1.5],
    ])
    const same = after(clip, step({ ...other, labels: { label: 'a' } }, { labels: 'mix' }))
    expect(same.labels.label).toBe('a')
  })
})
