import { run } from '@variegate/core'
import { testTransform } from '@variegate/core/testing'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { seriesModality } from '../engine.js'
import { endOf, type Series } from '../sample.js'
import {
  dropoutGap,
  jitter,
  levelShift,
  resample,
  scaling,
  seriesTransforms,
  spike,
  stuckSensor,
  timeWarp,
} from './index.js'

const regular: Series = {
  id: 'regular',
  times: Float64Array.from({ length: 40 }, (_, index) => 100 + index * 0.5),
  channels: [
    { name: 'a', kind: 'continuous', values: Float64Array.from({ length: 40 }, (_, index) => index * index) },
    { name: 'b', kind: 'integer', values: Float64Array.from({ length: 40 }, (_, index) => index % 7) },
    { name: 'c', kind: 'categorical', values: Float64Array.from({ length: 40 }, (_, index) => (index < 20 ? 3 : 8)) },
  ],
  labels: {
    label: 'walk',
    intervals: [{ start: 102, end: 105, label: 'fall' }],
    points: { gait: Array.from({ length: 40 }, (_, index) => (index < 10 ? 'rest' : 'move')) },
  },
}
const irregular: Series = {
  id: 'irregular',
  times: Float64Array.from([0, 1, 1.5, 4, 4.25, 9]),
  channels: [{ name: 'a', kind: 'continuous', values: Float64Array.from([1, 2, NaN, 4, 5, 6]) }],
  labels: { intervals: [{ start: 1, end: 4, label: 'x', id: 7 }] },
}
const samples = [regular, irregular]

for (const definition of seriesTransforms) {
  // Options at random reach a hundredfold more steps and dropped values on purpose; the laws below cover them.
  testTransform(seriesModality, definition, { samples, draws: definition === dropoutGap ? 0 : 4 })
}

const small: Series = {
  id: 'small',
  times: Float64Array.from([0, 1, 2, 3]),
  channels: [{ name: 'a', kind: 'continuous', values: Float64Array.from([1, 3, 5, 7]) }],
  labels: { intervals: [{ start: 1, end: 3, label: 'x' }] },
}
const values = (series: Series) => series.channels.map((channel) => Array.from(channel.values))

describe('by hand', () => {
  test('scaling by 2 doubles', () =>
    expect(values(run(scaling({ factor: 2 }), small, { seed: 1 }).sample)).toEqual([[2, 6, 10, 14]]))

  test('half as many steps cover the same time, and intervals stay', () => {
    const { sample } = run(resample({ rate: 2 }), irregular, { seed: 1 })
    expect(Array.from(sample.times)).toEqual([0, 13.75 / 3, (13.75 / 3) * 2])
    expect(sample.labels).toEqual(irregular.labels)
  })

  test('an even series stays even at any rate', () => {
    const even = {
      ...regular,
      channels: [{ name: 'a', kind: 'continuous' as const, values: new Float64Array(40).fill(5) }],
    }
    for (const rate of [0.3, 0.77, 1.9]) {
      const { sample } = run(resample({ rate }), even, { seed: 1 })
      for (const value of sample.channels[0]?.values ?? []) expect(value).toBeCloseTo(5, 9)
    }
  })

  test('a level shift of one deviation adds it, and marks exactly those steps', () => {
    const { sample, recipe } = run(levelShift({ deviations: 1, duration: 0.5 }), small, { seed: 3 })
    const { first, end, deviations } = recipe[0]?.drawn as { first: number; end: number; deviations: number[] }
    expect(end - first).toBe(2)
    // The values 1, 3, 5, 7 deviate by the root of 5.
    const expected = [1, 3, 5, 7].map(
      (value, index) => value + (index >= first && index < end ? (deviations[0] ?? 0) * Math.sqrt(5) : 0),
    )
    values(sample)[0]?.forEach((value, index) => expect(value).toBeCloseTo(expected[index] ?? NaN, 12))
    expect(sample.labels.intervals).toContainEqual({
      start: first,
      end,
      label: 'levelShift',
      severity: Math.abs(deviations[0] ?? 0),
    })
    expect(sample.labels.intervals).toContainEqual({ start: 1, end: 3, label: 'x' })
  })

  test('a stuck sensor repeats the value before', () => {
    const { sample, recipe } = run(stuckSensor({ duration: 0.5 }), small, { seed: 5 })
    const { first } = recipe[0]?.drawn as { first: number }
    const held = [1, 3, 5, 7][Math.max(0, first - 1)]
    expect(values(sample)[0]?.slice(first, first + 2)).toEqual([held, held])
  })

  test('a gap takes values away and marks the time', () => {
    const { sample, recipe } = run(dropoutGap({ duration: 0.25 }), small, { seed: 5 })
    const { first, end } = recipe[0]?.drawn as { first: number; end: number }
    expect(values(sample)[0]?.map(Number.isNaN)).toEqual([0, 1, 2, 3].map((index) => index >= first && index < end))
    expect(sample.labels.intervals).toContainEqual({ start: first, end, label: 'dropoutGap' })
  })

  test('jitter of 0.03 deviates by three hundredths of the channel', () => {
    const long = {
      id: 'long',
      times: Float64Array.from({ length: 20000 }, (_, index) => index),
      labels: {},
      channels: [
        {
          name: 'a',
          kind: 'continuous' as const,
          values: Float64Array.from({ length: 20000 }, (_, index) => (index % 2) * 2),
        },
      ],
    }
    const { sample } = run(jitter(), long, { seed: 1 })
    const noise = Array.from(sample.channels[0]?.values ?? []).map((value, index) => value - (index % 2) * 2)
    const mean = noise.reduce((sum, value) => sum + value, 0) / 20000
    expect(mean).toBeCloseTo(0, 3)
    expect(Math.sqrt(noise.reduce((sum, value) => sum + value * value, 0) / 20000)).toBeCloseTo(0.03, 3)
  })
})

describe('properties', () => {
  test('a time warp keeps timestamps, order and ends; a marked step stays under its interval', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: 0, max: 34 }),
        fc.integer({ min: 2, max: 5 }),
        (seed, first, length) => {
          const marked: Series = {
            id: 'm',
            times: regular.times,
            channels: [
              {
                name: 'mark',
                kind: 'categorical',
                values: Float64Array.from({ length: 40 }, (_, index) =>
                  index >= first && index < first + length ? 1 : 0,
                ),
              },
            ],
            labels: { intervals: [{ start: 100 + first * 0.5, end: 100 + (first + length) * 0.5, label: 'm' }] },
          }
          const { sample } = run(timeWarp({ strength: 0.4 }), marked, { seed })
          expect(sample.times).toEqual(marked.times)
          const intervals = sample.labels.intervals ?? []
          for (const [index, value] of (sample.channels[0]?.values ?? []).entries()) {
            const time = sample.times[index] ?? 0
            const near = intervals.some(
              ({ start, end }) => Math.min(Math.abs(time - start), Math.abs(time - end)) < 1e-6,
            )
            const inside = intervals.some(({ start, end }) => time >= start && time < end)
            expect(near || inside === (value === 1)).toBe(true)
          }
          for (const { start, end } of intervals)
            expect(start >= 100 && end <= endOf(marked.times) + 1e-9 && start < end).toBe(true)
        },
      ),
    )
  })

  test('length is n / rate within one step and timestamps rise', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.double({ min: 0.05, max: 20, noNaN: true }),
        fc.constantFrom(...samples),
        (seed, rate, series) => {
          const { sample } = run(resample({ rate }), series, { seed })
          expect(Math.abs(sample.times.length - series.times.length / rate)).toBeLessThanOrEqual(1)
          expect(sample.times.every((time, index) => index === 0 || time > (sample.times[index - 1] ?? Infinity))).toBe(
            true,
          )
          expect(
            sample.channels.every((channel) => channel.kind === 'continuous' || channel.values.every(Number.isInteger)),
          ).toBe(true)
        },
      ),
    )
  })

  test('an anomaly changes no value outside the interval it emits', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.constantFrom(spike, levelShift, stuckSensor, dropoutGap),
        fc.constantFrom(...samples),
        (seed, definition, series) => {
          const { sample } = run(definition.configure({ channels: [1, 3] }), series, { seed })
          const emitted = (sample.labels.intervals ?? []).find(({ label }) => label === definition.name)
          for (const [index, channel] of sample.channels.entries()) {
            for (const [at, value] of channel.values.entries()) {
              const time = series.times[at] ?? 0
              const inside = emitted !== undefined && time >= emitted.start && time < emitted.end
              expect(inside || Object.is(value, series.channels[index]?.values[at])).toBe(true)
            }
          }
          expect(emitted).toBeDefined()
        },
      ),
    )
  })
})
