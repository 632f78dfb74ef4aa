import { composeTime, joinTime, rateTime, reverseTime, run, timeMap } from '@variegate/core'
import { describe, expect, test } from 'vitest'
import { seriesModality } from '../engine.js'
import type { Channel, Series } from '../sample.js'
import type { SeriesStep } from '../steps/steps.js'
import { timeWarp } from '../transforms/index.js'

const seriesOf = (values: readonly number[], more: Partial<Channel> = {}, labels: Series['labels'] = {}): Series => ({
  id: 's',
  times: Float64Array.from(values, (_, index) => 100 + index),
  channels: [{ name: 'a', kind: 'continuous', values: Float64Array.from(values), ...more }],
  labels,
})
const apply = (series: Series, ...steps: SeriesStep[]) => seriesModality.apply(series, steps)
const valuesOf = (series: Series, channel = 0) => Array.from(series.channels[channel]?.values ?? [])
const after = (series: Series, ...steps: SeriesStep[]) => valuesOf(apply(series, ...steps).sample)
const keep = { kind: 'time', stamps: 'keep', fresh: 'missing' } as const

describe('time', () => {
  test('new stretches are missing, and their labels of points empty', () => {
    const map = timeMap([
      { start: 0, end: 2, from: null, rate: 1 },
      { start: 2, end: 4, from: 0, rate: 1 },
    ])
    const series = seriesOf([1, 2, 3, 4], {}, { points: { state: ['p', 'q', 'r', 's'] } })
    const { sample } = apply(series, { ...keep, map })
    expect(valuesOf(sample)).toEqual([NaN, NaN, 1, 2])
    expect(sample.labels.points).toEqual({ state: ['', '', 'p', 'q'] })
    expect(after(series, { ...keep, map, fresh: 'hold' })).toEqual([NaN, NaN, 1, 2])
  })
  test('a map that lasts longer goes on a step apart, one that lasts shorter ends early', () => {
    expect(Array.from(apply(seriesOf([1, 2]), { ...keep, map: rateTime(2, 0.5) }).sample.times)).toEqual([
      100, 101, 102, 103,
    ])
    expect(after(seriesOf([1, 2]), { ...keep, map: rateTime(2, 0.5) })).toEqual([1, 1.5, 2, 2])
    expect(after(seriesOf([1, 2, 3, 4]), { ...keep, map: rateTime(4, 2) })).toEqual([1, 3])
  })
  test('where timestamps follow, values stay as they were measured', () => {
    const { sample, dropped } = apply(
      seriesOf([1, 2, 3, 4], {}, { intervals: [{ start: 100, end: 101, label: 'gone', id: 7 }] }),
      { kind: 'time', map: joinTime([{ start: 2, end: 4 }]), stamps: 'follow', fresh: 'missing' },
    )
    expect([Array.from(sample.times), valuesOf(sample)]).toEqual([
      [100, 101],
      [3, 4],
    ])
    expect(dropped).toEqual([{ kind: 'interval', id: 7, label: 'gone', reason: 'nothing of it is left in the series' }])
  })
  test('several inputs are joined, and the labels of each come along', () => {
    const map = timeMap([
      { start: 0, end: 2, from: 0, rate: 1 },
      { start: 2, end: 4, from: 1, rate: 1, source: 1 },
    ])
    const other = { ...seriesOf([7, 8, 9], {}, { intervals: [{ start: 101, end: 102, label: 'o' }] }), id: 'other' }
    const { sample } = apply(seriesOf([1, 2, 3, 4]), { ...keep, map, others: [other] })
    expect(valuesOf(sample)).toEqual([1, 2, 8, 9])
    expect(sample.labels.intervals).toEqual([{ start: 102, end: 103, label: 'o', source: 'other' }])
  })
  test('two warps in a row are read once: the same as one reading along the composed map', () => {
    const series = seriesOf(Array.from({ length: 50 }, (_, index) => (index * index) % 13))
    const maps = [rateTime(50, 1.3), reverseTime(50 / 1.3)] as const
    const [first, second] = [apply(series, { ...keep, map: maps[0] }).sample, maps[1]]
    const twice = apply(first, { ...keep, map: second }).sample
    const once = apply(series, { ...keep, map: composeTime(...maps) }).sample
    expect(valuesOf(twice)).toEqual(valuesOf(once))
    const read = apply({ ...first }, { ...keep, map: second }).sample
    expect(valuesOf(read)).not.toEqual(valuesOf(once))
    // Transforms in a row too, a caller looking in between or not.
    const both = run([timeWarp({ strength: 0.5 }), timeWarp({ strength: 0.5 })], series, { seed: 3 }).sample
    expect(both.times).toEqual(series.times)
  })
  test('angles take the short way round', () => {
    const half = timeMap([{ start: 0, end: 1, from: 0.5, rate: 1 }])
    expect(after(seriesOf([350, 10], { kind: 'circular' }), { ...keep, map: half })).toEqual([0])
    expect(after(seriesOf([1, 11], { kind: 'circular', period: 12 }), { ...keep, map: half })).toEqual([0])
  })
  test('guided: a late peak comes when the peak of the guide does', () => {
    const late = seriesOf([0, 0, 0, 0, 0, 1, 0, 0])
    const early = seriesOf([0, 0, 1, 0, 0, 0, 0, 0])
    const values = after(late, { kind: 'guided', guide: early, band: 1 })
    expect(values.indexOf(Math.max(...values))).toBe(2)
    expect(after(early, { kind: 'guided', guide: early, band: 0.1 })).toEqual(valuesOf(early))
  })
})

describe('values', () => {
  test('curves add and multiply, by knots on straight lines, in units or deviations', () => {
    const series = seriesOf([1, 1, 1, 3])
    expect(after(series, { kind: 'curve', by: 'add', unit: 'own', amounts: [[0, 3]] })).toEqual([1, 2, 3, 6])
    expect(after(series, { kind: 'curve', by: 'multiply', unit: 'own', amounts: [2] })).toEqual([2, 2, 2, 6])
    // The values 1, 1, 1, 3 deviate by the root of 3/4.
    const [first = 0] = after(series, { kind: 'curve', by: 'add', unit: 'deviation', amounts: [1] })
    expect(first).toBeCloseTo(1 + Math.sqrt(0.75), 12)
    const on = { points: [1, 3] } as const
    expect(after(series, { kind: 'curve', by: 'add', unit: 'own', amounts: [[1, 2]], on })).toEqual([1, 2, 3, 3])
  })
  test('targets of a forecast follow what is done evenly to their channel', () => {
    const later = { times: Float64Array.from([104]), channels: seriesOf([10]).channels }
    const series = seriesOf([1, 1, 1, 3], {}, { targets: later })
    const targetOf = (amounts: readonly (number | readonly number[])[]) =>
      apply(series, { kind: 'curve', by: 'multiply', unit: 'own', amounts }).sample.labels.targets?.channels[0]?.values
    expect(Array.from(targetOf([2]) ?? [])).toEqual([20])
    expect(Array.from(targetOf([[1, 2]]) ?? [])).toEqual([10])
  })
  test('whole numbers stay whole, angles wrap, categories and gaps stay', () => {
    const half: SeriesStep = { kind: 'curve', by: 'add', unit: 'own', amounts: [0.6] }
    expect(after(seriesOf([1, NaN], { kind: 'integer' }), half)).toEqual([2, NaN])
    expect(after(seriesOf([359.9], { kind: 'circular' }), half)[0]).toBeCloseTo(0.5, 9)
    expect(after(seriesOf([4], { kind: 'categorical' }), half)).toEqual([4])
  })
  test('missing, held, clipped, rounded', () => {
    const series = seriesOf([1, 2.4, 3, 9])
    const on = { points: [1, 3] } as const
    expect(after(series, { kind: 'missing', on })).toEqual([1, NaN, NaN, 9])
    expect(after(series, { kind: 'hold', on })).toEqual([1, 1, 1, 9])
    expect(after(series, { kind: 'clip', low: 2, high: 3 })).toEqual([2, 2.4, 3, 3])
    expect(after(series, { kind: 'quantize', size: 2 })).toEqual([2, 2, 4, 10])
  })
  test('a matrix turns axes: a quarter turn about z makes y of x and -x of y', () => {
    const series: Series = {
      ...seriesOf([1, 2]),
      channels: [3, 5].map((value, index) => ({
        name: 'xy'[index] ?? '',
        kind: 'continuous',
        values: Float64Array.from([value, value + 1]),
      })),
    }
    const { sample } = apply(series, {
      kind: 'matrix',
      channels: [0, 1],
      rows: [
        [0, -1],
        [1, 0],
      ],
    })
    expect([valuesOf(sample, 0), valuesOf(sample, 1)]).toEqual([
      [-5, -6],
      [3, 4],
    ])
  })
  test.each(['gaussian', 'uniform', 'laplace'] as const)('%s noise has the deviation asked for', (law) => {
    const values = after(seriesOf(Array<number>(20000).fill(0)), {
      kind: 'noise',
      law,
      level: 2,
      unit: 'own',
      key: [1, 2],
    })
    const mean = values.reduce((sum, value) => sum + value, 0) / 20000
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / 20000)
    expect(mean).toBeCloseTo(0, 1)
    expect(Math.abs(deviation - 2)).toBeLessThan(0.05)
    // The fourth moment tells the laws apart: 3, 9/5 and 6 times the square of the second.
    const kurtosis = values.reduce((sum, value) => sum + (value - mean) ** 4, 0) / 20000 / deviation ** 4
    expect(Math.abs(kurtosis - { gaussian: 3, uniform: 1.8, laplace: 6 }[law])).toBeLessThan(0.6)
  })
  test('a band of frequencies is silenced, and the others and the mean stay', () => {
    const tone = (share: number) => Array.from({ length: 256 }, (_, index) => Math.cos(Math.PI * share * index))
    const both = tone(0.125).map((value, index) => 5 + value + (tone(0.5)[index] ?? 0))
    const values = after(seriesOf(both), { kind: 'spectral', bands: [{ low: 0.3, high: 1.01, gain: 0 }] })
    for (let step = 16; step < 240; step++) expect(values[step]).toBeCloseTo(5 + (tone(0.125)[step] ?? 0), 1)
  })
})

describe('the rest', () => {
  test('timestamps alone move, and intervals stay over their steps', () => {
    const series = seriesOf([1, 2, 3], {}, { intervals: [{ start: 101, end: 102, label: 'x' }] })
    const { sample } = apply(series, { kind: 'times', add: [0, 1] })
    expect([Array.from(sample.times), valuesOf(sample)]).toEqual([
      [100, 101.5, 103],
      [1, 2, 3],
    ])
    expect(sample.labels.intervals).toEqual([{ start: 101.5, end: 103, label: 'x' }])
  })
  test('a mix blends channels of one name, mixes classes, and brings the intervals of the other', () => {
    const own = seriesOf([1, 3], {}, { label: 'a' })
    const other = {
      ...seriesOf([5, NaN], {}, { label: 'b', intervals: [{ start: 101, end: 200, label: 'o' }] }),
      id: 'other',
    }
    const { sample } = apply(own, { kind: 'mix', other, share: 0.25, labels: 'mix' })
    expect(valuesOf(sample)).toEqual([2, 3])
    expect(sample.labels).toEqual({
      label: { a: 0.75, b: 0.25 },
      intervals: [{ start: 101, end: 102, label: 'o', source: 'other' }],
    })
  })
  test('a mark names its stretch, its channels and every kind of points', () => {
    const series: Series = {
      ...seriesOf([1, 2, 3], {}, { points: { state: ['p', 'q', 'r'] } }),
      channels: [...seriesOf([1, 2, 3]).channels, { ...seriesOf([1, 2, 3]).channels[0], name: 'b' } as Channel],
    }
    const { labels } = apply(series, {
      kind: 'mark',
      label: 'bad',
      severity: 2,
      on: { channels: [1], points: [1, 3] },
    }).sample
    expect(labels).toEqual({
      points: { state: ['p', 'bad', 'bad'] },
      intervals: [{ start: 101, end: 103, label: 'bad', channels: ['b'], severity: 2 }],
    })
  })
})
