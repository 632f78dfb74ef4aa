import { VariegateError } from '../error.js'
import { list, number, optional, range } from '../fields/index.js'
import type { TransformDefinition } from '../transform/transform.js'
import { byLabel } from './by-label.js'
import { definePolicy } from './policy.js'
import { randAugment, trivialAugment } from './strength-policies.js'

/** Take every step, in order. */
export const sequence = definePolicy({
  name: 'sequence',
  doc: 'Take every step, in order.',
  options: {},
  choose: (_random, _options, steps) => [...steps.keys()],
})

/** Take every step, or none of them. */
export const sometimes = definePolicy({
  name: 'sometimes',
  doc: 'Take every step, or none of them: with p = 0.5 unless it is given.',
  options: {},
  p: 0.5,
  choose: (_random, _options, steps) => [...steps.keys()],
})

/** Take one of the steps. */
export const oneOf = definePolicy({
  name: 'oneOf',
  doc: 'Take one of the steps, each as likely unless weights are given.',
  options: {
    weights: optional(
      list({
        of: number({ min: 0, max: 1e9 }),
        minLength: 1,
        doc: 'How likely each step is, as a share of the sum; one number a step.',
      }),
    ),
  },
  check: ({ weights }, { length: count }) => {
    if (weights && (weights.length !== count || weights.every((weight) => weight === 0))) {
      throw new VariegateError(
        `Expected ${count} numbers, not all 0, for oneOf.weights but received ${JSON.stringify(weights)}.`,
        ['weights'],
      )
    }
  },
  choose: (random, { weights }, steps) => {
    const all = [...steps.keys()]
    return [weights ? random.weightedChoice(all, weights) : random.choice(all)]
  },
})

/** Take several different steps, in the order given. */
export const someOf = definePolicy({
  name: 'someOf',
  doc: 'Take several different steps, in the order they are listed.',
  options: {
    count: range({
      default: [1, 2],
      min: 0,
      max: 1000,
      integer: true,
      doc: 'How many steps to take, both ends included.',
    }),
  },
  check: ({ count: [, most] }, { length: count }) => {
    if (most > count)
      throw new VariegateError(
        `Expected at most ${count}, the number of steps, for someOf.count but received ${most}.`,
        ['count'],
      )
  },
  choose: (random, { count }, steps) => random.sample([...steps.keys()], random.integer(count)).sort((a, b) => a - b),
})

/** Take every step, several times over. */
export const repeat = definePolicy({
  name: 'repeat',
  doc: 'Take every step in order, several times over; every time draws anew.',
  options: {
    times: range({ default: 2, min: 0, max: 1000, integer: true, doc: 'How many times, both ends included.' }),
  },
  choose: (random, { times }, steps) => Array.from({ length: random.integer(times) }, () => [...steps.keys()]).flat(),
})

/** Every policy, for resolving policy files. */
export const policies: readonly TransformDefinition[] = [
  sequence,
  oneOf,
  someOf,
  sometimes,
  repeat,
  byLabel,
  randAugment,
  trivialAugment,
]
