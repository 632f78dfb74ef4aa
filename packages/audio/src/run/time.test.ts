import { composeTime, joinTime, keyedRandom, rateTime, replay, reverseTime, run, timeMap } from '@variegate/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { after, clipOf, samplesOf } from '../../test/clips.js'
import {
  audioModality,
  channelCount,
  durationOf,
  lengthOf,
  play,
  reverse,
  speed,
  stretch,
  type Clip,
} from '../index.js'

const RATE = 8000
const random = keyedRandom([3, 4])
const white: Clip = {
  id: 'white',
  sampleRate: RATE,
  channels: [0, 1].map(() => Float32Array.from({ length: 4000 }, () => 0.1 * random.normal())),
  labels: { events: [{ start: 0.1, end: 0.2, label: 'x' }] },
}
/** The same clip as if it had come from a file. */
const asRead = ({ ...clip }: Clip): Clip => clip

describe('maps that follow each other', () => {
  test('are one: two speeds in a row, also of two transforms, resample once', () => {
    // 4000 samples at 1.25 are 3200, those at 0.8 are 4000 again: 0.4 s and 0.5 s.
    const twice = run([speed({ rate: 1.25 }), speed({ rate: 1.6 })], white, { seed: 1 }).sample
    const once = after(white, play(composeTime(rateTime(0.5, 1.25), rateTime(0.4, 1.6))))
    expect(twice.channels).toEqual(once.channels)
    expect(lengthOf(twice)).toBe(2000)
    const inTurn = after(asRead(after(white, play(rateTime(0.5, 1.25)))), play(rateTime(0.4, 1.6)))
    expect(inTurn.channels).not.toEqual(once.channels)
    expect(lengthOf(inTurn)).toBe(2000)
  })
  test('give back what they undo, bit for bit', () => {
    const there = run([speed({ rate: 2 }), reverse(), speed({ rate: 0.5 }), reverse()], white, { seed: 1 }).sample
    expect(there.channels).toEqual(white.channels)
    expect(there.labels.events?.[0]?.start).toBeCloseTo(0.1, 12)
  })
  test('are one for stretching, too, and kept apart where one moves pitch and the other does not', () => {
    const twice = after(white, stretch(rateTime(0.5, 1.25)), stretch(rateTime(0.4, 1.6)))
    expect(twice.channels).toEqual(after(white, stretch(rateTime(0.5, 2))).channels)
    const mixed = after(white, stretch(rateTime(0.5, 1.25)), play(rateTime(0.4, 1.6)))
    expect(mixed.channels).toEqual(
      after(asRead(after(white, stretch(rateTime(0.5, 1.25)))), play(rateTime(0.4, 1.6))).channels,
    )
  })
  test('are the same whether somebody looked in between or not, and when they are replayed', () => {
    const steps = [speed({ rate: [0.8, 1.2] }), speed({ rate: [0.8, 1.2] })]
    const { sample, recipe } = run(steps, white, { seed: 5 })
    let looked: Clip = white
    for (const step of recipe) {
      looked = replay([step], looked, { transforms: [speed] })
      expect(looked.channels).toHaveLength(2)
    }
    expect(looked.channels).toEqual(sample.channels)
  })
  test('sound as they do in turn, whatever they are', () => {
    const smooth = clipOf(
      Array.from({ length: 3000 }, (_, at) => Math.sin(at * 0.05) + 0.5 * Math.sin(at * 0.013)),
      {},
      1000,
    )
    const change = fc.oneof(
      fc.double({ min: 0.6, max: 1.6, noNaN: true }).map((rate) => (duration: number) => rateTime(duration, rate)),
      fc.constant(reverseTime),
      fc.tuple(fc.double({ min: 0, max: 0.3, noNaN: true }), fc.double({ min: 0.6, max: 1, noNaN: true })).map(
        ([start, end]) =>
          (duration: number) =>
            joinTime([{ start: start * duration, end: end * duration }]),
      ),
    )
    fc.assert(
      fc.property(fc.array(change, { minLength: 2, maxLength: 4 }), (changes) => {
        let [once, inTurn] = [smooth, smooth]
        for (const make of changes) {
          once = after(once, play(make(durationOf(once))))
          inTurn = asRead(after(inTurn, play(make(durationOf(inTurn)))))
        }
        expect(lengthOf(once)).toBe(lengthOf(inTurn))
        const others = samplesOf(inTurn)
        const furthest = samplesOf(once).map((value, at) => Math.abs(value - (others[at] ?? NaN)))
        // The wave changes by 0.057 in a sample, and what runs backwards may be heard a share of a sample sooner; cut edges ring.
        expect(Math.max(...furthest.slice(100, -100))).toBeLessThan(0.06)
      }),
      { numRuns: 40, seed: 3 },
    )
  })
  test('have a last sample where rounding made the clip longer than the map', () => {
    // 5 samples at twice the speed are 3 and not 2.5; at a quarter of it they are 12, all but the last heard of the first 5.
    const ones = clipOf([1, 1, 1, 1, 1])
    const slow = after(ones, play(rateTime(1.25, 2)), play(rateTime(0.75, 0.25)))
    expect(lengthOf(slow)).toBe(12)
    expect(Math.min(...samplesOf(slow).slice(0, 9))).toBeGreaterThan(0.8)
  })
})

test('lengths, channels and labels are known before anything is read, and samples are read once', () => {
  let reads = 0
  const samples = new Proxy(Float32Array.of(1, 2, 3, 4), {
    get(target, key) {
      if (/^\d+$/.test(String(key))) reads++
      return Reflect.get(target, key, target) as unknown
    },
  })
  const source = { ...clipOf([], { events: [{ start: 0, end: 0.5, label: 'x' }] }), channels: [samples] }
  const moved = after(source, play(reverseTime(1)), play(rateTime(1, 0.5)))
  expect([lengthOf(moved), durationOf(moved), channelCount(moved)]).toEqual([8, 2, 1])
  expect(audioModality.facts(moved)).toEqual({ sampleRate: 4, length: 8, duration: 2, channels: 1 })
  expect(moved.labels.events).toEqual([{ start: 1, end: 2, label: 'x' }])
  const further = after(moved, play(rateTime(2, 2)))
  expect(reads).toBe(0)
  expect(samplesOf(further)).toEqual([4, 3, 2, 1])
  expect(reads).toBe(4)
  expect(samplesOf(further)).toEqual([4, 3, 2, 1])
  expect(reads).toBe(4)
})

test('a piece that begins between two samples is read from there', () => {
  // At 2 samples a second, from 0.25 s on: half a sample late, so samples 0.5, 1.5, … of a straight line.
  const line = clipOf(
    Array.from({ length: 200 }, (_, at) => at / 200),
    {},
    2,
  )
  const map = timeMap([
    { start: 0, end: 0.25, from: null, rate: 1 },
    { start: 0.25, end: 100, from: 0, rate: 1 },
  ])
  const moved = samplesOf(after(line, play(map)))
  expect(moved[0]).toBe(0)
  for (let at = 50; at < 150; at++) expect(moved[at]).toBeCloseTo((at - 0.5) / 200, 3)
})

describe('several inputs', () => {
  const other = { ...clipOf([5, 6], { events: [{ start: 0, end: 0.25, label: 'b', id: 1 }] }), id: 'other' }
  const map = timeMap([
    { start: 0, end: 0.5, from: 0.25, rate: 1, source: 1 },
    { start: 0.5, end: 1, from: 0, rate: 1 },
  ])
  test('are read each where its pieces are, and their labels come along', () => {
    const own = clipOf([1, 2, 3, 4], { events: [{ start: 0.25, end: 1, label: 'a' }] })
    const longer = { ...other, channels: [Float32Array.of(5, 6, 7, 8)] }
    const joined = after(own, { kind: 'time', pitch: 'moves', map, inputs: [longer] })
    expect(samplesOf(joined)).toEqual([6, 7, 1, 2])
    expect(joined.labels.events).toEqual([{ start: 0.75, end: 1, label: 'a' }])
    const whole = timeMap([
      { start: 0, end: 1, from: 0, rate: 1 },
      { start: 1, end: 1.5, from: 0, rate: 1, source: 1 },
    ])
    const { sample } = audioModality.apply(own, [
      { kind: 'time', pitch: 'moves', map: whole, inputs: [other] },
      play(reverseTime(1.5)),
    ])
    expect(samplesOf(sample)).toEqual([6, 5, 4, 3, 2, 1])
    expect(sample.labels.events).toEqual([
      { start: 0.25, end: 0.5, label: 'b', id: 1, source: 'other' },
      { start: 0.5, end: 1.25, label: 'a' },
    ])
  })
  test('are brought to the sample rate and the channels of the first', () => {
    const fast = { ...other, sampleRate: 8, channels: [Float32Array.from({ length: 80 }, () => 0.5)] }
    const stereo = { ...clipOf([0, 0]), channels: [new Float32Array(2), new Float32Array(2)] }
    const joined = after(stereo, {
      kind: 'time',
      pitch: 'moves',
      map: timeMap([{ start: 0, end: 1, from: 4, rate: 1, source: 1 }]),
      inputs: [fast],
    })
    expect(joined.channels).toHaveLength(2)
    for (const channel of joined.channels) for (const value of channel) expect(value).toBeCloseTo(0.5, 3)
  })
  test('that are not there are refused', () =>
    expect(() => after(clipOf([1, 2, 3, 4]), play(map))).toThrow(
      'Expected pieces of inputs 0 to 0 but received one of input 1; give it to the time step.',
    ))
})

describe('stretching along a map', () => {
  const tone = (frequency: number): Clip => ({
    id: 't',
    sampleRate: RATE,
    channels: [Float32Array.from({ length: RATE }, (_, at) => 0.5 * Math.sin((2 * Math.PI * frequency * at) / RATE))],
    labels: {},
  })
  /** Sign changes a second, by two. */
  const pitchOf = (values: readonly number[]) =>
    (values.filter((value, at) => at > 0 && value >= 0 !== (values[at - 1] ?? 0) >= 0).length * RATE) /
    (2 * values.length)
  test('that changes its speed keeps the pitch in every piece, backwards too, and new stretches are silent', () => {
    const map = timeMap([
      { start: 0, end: 0.5, from: 0, rate: 0.5 },
      { start: 0.5, end: 0.75, from: 0.25, rate: 2 },
      { start: 0.75, end: 1, from: null, rate: 1 },
      { start: 1, end: 1.5, from: 0.9, rate: -1.5 },
    ])
    const values = samplesOf(after(tone(400), stretch(map)))
    expect(values).toHaveLength(1.5 * RATE)
    for (const [start, end] of [
      [0.1, 0.4],
      [0.55, 0.7],
      [1.1, 1.4],
    ] as const) {
      const piece = values.slice(start * RATE, end * RATE)
      expect(Math.abs(pitchOf(piece) - 400)).toBeLessThan(8)
      expect(Math.max(...piece)).toBeGreaterThan(0.4)
    }
    expect(values.slice(0.75 * RATE, RATE).every((value) => value === 0)).toBe(true)
  })
  test('whose speed stays is a copy', () => {
    const cut = after(tone(400), stretch(joinTime([{ start: 0.25, end: 0.5 }])))
    expect(samplesOf(cut)).toEqual(samplesOf(tone(400)).slice(0.25 * RATE, 0.5 * RATE))
  })
})
