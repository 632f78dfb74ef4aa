import { describe, expect, test } from 'vitest'
import { after, clipOf, samplesOf } from '../../test/clips.js'
import type { AudioStep, Clip } from '../index.js'

const stereo: Clip = { ...clipOf([1, 2]), channels: [Float32Array.of(1, 2), Float32Array.of(3, 4)] }
const listed = ({ channels }: Clip) => channels.map((channel) => Array.from(channel))

describe('channels', () => {
  test('are sums of the old ones', () => {
    const matrix = [
      [0, 1],
      [0.5, 0.5],
      [1, -1],
    ]
    expect(listed(after(stereo, { kind: 'channels', matrix }))).toEqual([
      [3, 4],
      [2, 3],
      [-2, -2],
    ])
  })
  test('need a factor for each of the clip', () => {
    expect(() => after(stereo, { kind: 'channels', matrix: [[1]] })).toThrow(
      'Expected a matrix with a row for each new channel and 2 factors in it, one for each old one, but received 1 factors.',
    )
    expect(() => after(stereo, { kind: 'channels', matrix: [] })).toThrow('but received no row.')
  })
})

describe('sample rates', () => {
  const wave = (frequency: number) =>
    clipOf(
      Array.from({ length: 1601 }, (_, at) => Math.sin((2 * Math.PI * frequency * at) / 16_000)),
      { events: [{ start: 0.01, end: 0.05, label: 'x' }] },
      16_000,
    )
  test('change, and times stay', () => {
    const slow = after(wave(500), { kind: 'rate', rate: 8000, back: false })
    expect([slow.sampleRate, samplesOf(slow).length, slow.labels]).toEqual([8000, 801, wave(500).labels])
    expect(samplesOf(slow)[400]).toBeCloseTo(0, 2)
    expect(samplesOf(slow)[404]).toBeCloseTo(1, 1)
  })
  test('there and back only what the lower rate cannot hold is gone', () => {
    const back = (frequency: number) => {
      const clip = after(wave(frequency), { kind: 'rate', rate: 8000, back: true })
      expect([clip.sampleRate, samplesOf(clip).length]).toEqual([16_000, 1601])
      return Math.max(...samplesOf(clip).slice(200, 1400).map(Math.abs))
    }
    expect(back(500)).toBeCloseTo(1, 2)
    expect(back(6000)).toBeLessThan(0.001)
  })
  test('that are none are refused', () =>
    expect(() => after(wave(500), { kind: 'rate', rate: 0, back: true })).toThrow(
      'Expected a sample rate from 1 to 1000000 Hz but received 0.',
    ))
})

test('an algorithm of its own is given samples, rate and options', () => {
  const step: AudioStep = {
    kind: 'local',
    algorithm: {
      name: 'add',
      run: (channels, sampleRate, options) =>
        channels.map((channel) => channel.map((value) => value + sampleRate + Number(options))),
    },
    options: 0.5,
  }
  expect(listed(after(stereo, step))).toEqual([
    [5.5, 6.5],
    [7.5, 8.5],
  ])
})

describe('a part of a clip', () => {
  const ones: Clip = { ...clipOf([]), channels: [Float32Array.of(1, 1, 1, 1), Float32Array.of(1, 1, 1, 1)] }
  const silence = { kind: 'gain', factor: 0 } as const
  test('is a stretch of time and some channels', () =>
    expect(listed(after(ones, { ...silence, on: { start: 0.25, end: 0.75, channels: [1], fade: 0 } }))).toEqual([
      [1, 1, 1, 1],
      [1, 0, 0, 1],
    ]))
  test('is faded into, not at the ends of the clip', () => {
    const long = clipOf(
      Array.from({ length: 20 }, () => 1),
      {},
      1000,
    )
    const on = { start: 0.005, end: 0.015, fade: 0.003 }
    const part = samplesOf(after(long, { ...silence, on }))
    expect(part.slice(4, 16)).toEqual([1, 0.75, 0.5, 0.25, 0, 0, 0, 0, 0.25, 0.5, 0.75, 1])
    expect(samplesOf(after(long, { ...silence, on: { end: 0.015, fade: 0.003 } })).slice(0, 3)).toEqual([0, 0, 0])
  })
  test('may be nothing, or lie behind the end', () => {
    expect(listed(after(ones, { ...silence, on: { start: 0.5, end: 0.5 } }))).toEqual(listed(ones))
    expect(listed(after(ones, { ...silence, on: { start: 7 } }))).toEqual(listed(ones))
  })
  test('that is none is refused', () => {
    expect(() => after(ones, { ...silence, on: { start: 1, end: 0.5 } })).toThrow(
      'Expected the audio step gain on a stretch with start <= end and fades of 0 s or more but received 1 to 0.5 s with fades of 0 s.',
    )
    expect(() => after(ones, { ...silence, on: { channels: [2] } })).toThrow(
      'Expected the audio step gain on channels from 0 to 1, which the clip has, but received 2.',
    )
    expect(() => after(ones, { kind: 'channels', matrix: [[1, 0]], on: { end: 0.5 } })).toThrow(
      'Expected the audio step channels on a part to leave 2 x 4 samples at 4 Hz but it makes 1 x 4 samples at 4 Hz; do it to the whole clip.',
    )
  })
})
