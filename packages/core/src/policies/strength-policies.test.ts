import { expect, test } from 'vitest'
import { defineNumbersTransform, add, dropOne, type Numbers } from '../../test/numbers.js'
import { byLabel, emptyContext, randAugment, range, replay, run, trivialAugment } from '../index.js'
import { formatPipeline, parsePipeline } from '../pipeline/index.js'

const push = defineNumbersTransform({
  name: 'push',
  doc: 'Add a number that a strength sets.',
  changes: 'values',
  options: { amount: range({ default: 1, min: 0, max: 100, strength: (s) => 10 * s, doc: 'What to add.' }) },
  draw: (random, { amount }) => ({ amount: random.uniform(amount) }),
  steps: ({ amount }) => [{ add: amount }],
})
const sample: Numbers = { id: 'a', values: [0], labels: [] }
const packages = { numbers: [push, dropOne, add] }

test('randAugment takes its count of steps, each at its strength', () => {
  const { sample: result, recipe } = run(randAugment([push()], { count: 3, strength: 0.5 }), sample, { seed: 1 })
  expect(result.values).toEqual([15])
  expect(recipe[0]?.steps).toHaveLength(3)
  expect(replay(JSON.parse(JSON.stringify(recipe)), sample, { transforms: [push] })).toEqual(result)
  const drawn = run(randAugment([push()], { count: 2, strength: [0, 1] }), sample, { seed: 1 }).recipe[0]?.steps
  expect(drawn?.[0]).not.toEqual(drawn?.[1])
})

test('trivialAugment takes one step at any strength', () => {
  const values = Array.from(
    { length: 200 },
    (_, seed) => run(trivialAugment([push()]), sample, { seed }).sample.values[0] ?? 0,
  )
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0)
  expect(Math.max(...values)).toBeLessThanOrEqual(10)
  // The mean of 200 uniform numbers of [0, 10): 5, give or take 0.2 (standard error).
  expect(values.reduce((sum, value) => sum + value) / 200).toBeCloseTo(5, 0)
})

test('without steps a policy file takes the transforms that have a strength and work alone, and writes them down', () => {
  const { numbers = [] } = parsePipeline('numbers:\n  - randAugment\n  - trivialAugment: { strength: 0.1 }', {
    packages,
  })
  expect(numbers.map(({ steps }) => steps.map(({ name }) => name))).toEqual([['push'], ['push']])
  expect(parsePipeline(formatPipeline({ numbers }), { packages })).toEqual({ numbers })
})

test('a step without a strength is refused by name', () =>
  expect(() => randAugment([push(), add()])).toThrow(
    'Expected steps with a strength for randAugment but add has no option that a strength sets; leave it out, or put it beside.',
  ))

test('byLabel takes the steps for the labels of a sample, or those for all others', () => {
  const policy = byLabel([push({ amount: 1 }), push({ amount: 2 }), push({ amount: 4 })], {
    labels: ['cat', 'dog', '*'],
  })
  const valueOf = (labels: unknown) =>
    run(policy, { ...sample, labels } as unknown as Numbers, { seed: 1, context: emptyContext }).sample.values[0]
  expect(valueOf({ label: 'cat' })).toBe(1)
  expect(valueOf({ label: { cat: 0.3, dog: 0.7 } })).toBe(2)
  expect(valueOf({ label: 'bird' })).toBe(4)
  expect(valueOf({})).toBe(4)
  expect(valueOf({ instances: [{ label: 'dog' }, { label: 'cat' }, {}] })).toBe(3)
  expect(() => byLabel([push()], { labels: [] })).toThrow(
    'Expected 1 labels, one a step, for byLabel.labels but received 0.',
  )
})
