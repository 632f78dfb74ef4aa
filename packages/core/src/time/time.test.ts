import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  composeTime,
  identityTime,
  joinTime,
  mapIntervals,
  mapTime,
  rateTime,
  reverseTime,
  sourceTime,
  timeMap,
} from './index.js'

const spans = (intervals: readonly { start: number; end: number }[]) => intervals.map(({ start, end }) => [start, end])

describe('moments', () => {
  test('twice as fast is half as late', () => {
    expect(rateTime(4, 2).duration).toBe(2)
    expect(mapTime(rateTime(4, 2), 3)).toEqual([1.5])
    expect(sourceTime(rateTime(4, 2), 1.5)).toBe(3)
  })
  test('backwards, the end comes first', () => expect(mapTime(reverseTime(4), 3)).toEqual([1]))
  test('what is repeated is heard twice, what is cut never', () => {
    const map = joinTime([
      { start: 0, end: 1 },
      { start: 0, end: 1 },
      { start: 2, end: 3 },
    ])
    expect(mapTime(map, 0.5)).toEqual([0.5, 1.5])
    expect(mapTime(map, 1.5)).toEqual([])
    expect(mapTime(map, 2.25)).toEqual([2.25])
  })
})

describe('intervals', () => {
  test('are clipped to what is left and keep their fields', () => {
    const { kept, dropped } = mapIntervals(joinTime([{ start: 1, end: 3 }]), [
      { start: 0, end: 2, label: 'a' },
      { start: 0, end: 1, label: 'b' },
    ])
    expect(kept).toEqual([{ start: 0, end: 1, label: 'a' }])
    expect(dropped).toEqual([{ start: 0, end: 1, label: 'b' }])
  })
  test('stay one where something inside them was cut', () =>
    expect(
      spans(
        mapIntervals(
          joinTime([
            { start: 0, end: 1 },
            { start: 2, end: 4 },
          ]),
          [{ start: 0.5, end: 3 }],
        ).kept,
      ),
    ).toEqual([[0.5, 2]]))
  test('come out once for every time they are played', () =>
    expect(
      spans(
        mapIntervals(
          joinTime([
            { start: 0, end: 1 },
            { start: 0, end: 1 },
          ]),
          [{ start: 0, end: 1 }],
        ).kept,
      ),
    ).toEqual([
      [0, 1],
      [1, 2],
    ]))
  test('stay one where a part of them is repeated', () =>
    expect(
      spans(
        mapIntervals(
          joinTime([
            { start: 0, end: 2 },
            { start: 1, end: 4 },
          ]),
          [{ start: 0, end: 3 }],
        ).kept,
      ),
    ).toEqual([[0, 4]]))
  test('turn round with the time', () =>
    expect(spans(mapIntervals(reverseTime(4), [{ start: 1, end: 1.5 }]).kept)).toEqual([[2.5, 3]]))
  test('last while time holds still within them', () => {
    const held = timeMap([
      { start: 0, end: 1, from: 0, rate: 1 },
      { start: 1, end: 3, from: 1, rate: 0 },
    ])
    expect(spans(mapIntervals(held, [{ start: 0.5, end: 2 }]).kept)).toEqual([[0.5, 3]])
    expect(spans(mapIntervals(held, [{ start: 0, end: 1 }]).kept)).toEqual([[0, 1]])
  })
  test('of no length are moments', () =>
    expect(spans(mapIntervals(rateTime(4, 2), [{ start: 1, end: 1 }]).kept)).toEqual([[0.5, 0.5]]))
})

test('pieces with a gap are refused', () => {
  expect(() => timeMap([{ start: 1, end: 2, from: 0, rate: 1 }])).toThrow('Expected pieces of time without gaps')
})

// Times on a grid of 1/64 s and rates that are powers of two are exact in binary.
const anyMap = (duration: number) =>
  fc
    .array(
      fc.record({
        length: fc.integer({ min: 1, max: 64 }),
        from: fc.integer({ min: 0, max: duration * 64 - 1 }),
        rate: fc.constantFrom(0.5, 1, 2, -1, -2),
      }),
      { minLength: 1, maxLength: 5 },
    )
    .map((parts) => {
      let at = 0
      return timeMap(
        parts.map(({ length, from, rate }) => {
          const start = at
          at += length / 64
          return { start, end: at, from: from / 64, rate }
        }),
      )
    })

test('a composed map leads back to the same source as its parts in turn', () => {
  fc.assert(
    fc.property(anyMap(4), fc.integer({ min: 0, max: 999 }), fc.constantFrom(1, 0.5, 2, -1), (first, at, rate) => {
      const second = rate === -1 ? reverseTime(first.duration) : rateTime(first.duration, rate)
      const whole = composeTime(first, second)
      const time = ((at + 0.5) / 1000) * whole.duration
      const middle = sourceTime(second, time)
      const expected = middle === null ? null : sourceTime(first, middle)
      const actual = sourceTime(whole, time)
      expect(whole.duration).toBe(second.duration)
      expect(actual === null || expected === null ? actual === expected : Math.abs(actual - expected) < 1e-9).toBe(true)
    }),
  )
})

test('an interval covers exactly the output times whose source lies in it', () => {
  fc.assert(
    fc.property(anyMap(4), fc.integer({ min: 0, max: 200 }), fc.integer({ min: 1, max: 90 }), (map, start, length) => {
      const interval = { start: start / 64, end: (start + length) / 64 }
      const { kept } = mapIntervals(map, [interval])
      for (let step = 0; step < 100; step++) {
        const time = ((step + 0.37) / 100) * map.duration
        const source = sourceTime(map, time) ?? -1
        const inside = source > interval.start && source < interval.end
        const covered = kept.some((part) => time >= part.start && time < part.end)
        expect(covered || !inside).toBe(true)
        expect(inside || !covered || source === interval.start || source === interval.end).toBe(true)
      }
    }),
  )
})

test('identity is neutral in composition', () => {
  const map = joinTime([
    { start: 1, end: 3 },
    { start: 0, end: 1 },
  ])
  expect(composeTime(map, identityTime(3))).toEqual(map)
  expect(composeTime(identityTime(3), map)).toEqual(map)
})

test('a held moment of another input still names that input', () => {
  const joined = timeMap([
    { start: 0, end: 1, from: 0, rate: 1 },
    { start: 1, end: 2, from: 5, rate: 1, source: 1 },
  ])
  const held = timeMap([{ start: 0, end: 1, from: 1.5, rate: 0 }])
  expect(composeTime(joined, held).pieces).toEqual([{ start: 0, end: 1, from: 5.5, rate: 0, source: 1 }])
})
