import { expect, test } from 'vitest'
import { engineOf, followTimed, lazily, rateTime, type TimedLabel, type TimeMap } from '../index.js'

interface Tape {
  readonly seconds: number
  readonly value: number
  readonly labels: readonly TimedLabel[]
}
type Step = { readonly kind: 'play'; readonly map: TimeMap } | { readonly kind: 'add'; readonly amount: number }

let looked = 0
const engine = engineOf<Tape, { readonly seconds: number }, Step>({
  name: 'tape',
  check: () => looked++,
  facts: ({ seconds }) => ({ seconds }),
  runners: {
    play: { map: ({ map }) => map, run: (_step, tape, map) => ({ ...tape, seconds: map?.duration ?? 0 }) },
    add: { run: ({ amount }, tape) => ({ ...tape, value: tape.value + amount }) },
  },
  follow(after, map, _step, before) {
    const { labels = [], dropped } = followTimed('event', map, [{ labels: before.labels }], 'the tape')
    return { sample: { ...after, labels }, dropped }
  },
  snapshot: ({ value }) => ({ data: [], labels: value }),
})

test('labels follow the steps that have a map, and no others', () => {
  const tape: Tape = { seconds: 4, value: 1, labels: [{ start: 2, end: 4, label: 'x' }] }
  const steps: Step[] = [
    { kind: 'play', map: rateTime(4, 2) },
    { kind: 'add', amount: 5 },
  ]
  const { sample } = engine.apply(tape, steps)
  expect(sample).toEqual({ seconds: 2, value: 6, labels: [{ start: 1, end: 2, label: 'x' }] })
  expect(engine.facts(sample)).toEqual({ seconds: 2 })
  expect(engine.facts(tape)).toEqual({ seconds: 4 })
  // The sample that came in is checked once, what was made of it not at all.
  expect(looked).toBe(1)
})

test('a lazy property is computed once, when somebody asks for it, and copied with its object', () => {
  let computed = 0
  const made = lazily({ id: 'a' }, 'values', () => [++computed])
  expect(computed).toBe(0)
  expect([made.values, made.values, { ...made }.values]).toEqual([[1], [1], [1]])
  expect(Object.keys(made)).toEqual(['id', 'values'])
})
