import { VariegateError } from '../error.js'
import { list, number, optional, range } from '../fields/index.js'
import type { TransformDefinition } from '../transform/transform.js'
import { definePolicy } from './policy.js'

const all = (count: number): number[] => Array.from({ length: count }, (_, index) => index)

/** Take every step, in order. */
export const sequence = definePolicy({
  name: 'sequence',
  doc: 'Take every step, in order.',
  options: {},
  choose: (_random, _options, count) => all(count),
})

/** Take every step, or none of them. */
export const sometimes = definePolicy({
  name: 'sometimes',
  doc: 'Take every step, or none of them: with p = 0.5 unless it is given.',
  options: {},
  p: 0.5,
  choose: (_random, _options, count) => all(count),
})

/** Take one of the steps. */
export const oneOf = definePolicy({
  name: 'oneOf',
  doc: 'Take one of the steps, each as likely unless weights are given.',
  options: {
    weights: optional(
      list({
        default: [],
        of: number({ default: 1, min: 0, max: 1e9, doc: '' }),
        minLength: 1,
        doc: 'How likely each step is, as a share of the sum; one number a step.',
      }),
    ),
  },
  check: ({ weights }, count) => {
    if (weights && (weights.length !== count || weights.every((weight) => weight === 0))) {
      throw new VariegateError(
        `Expected ${count} numbers, not all 0, for oneOf.weights but received ${JSON.stringify(weights)}.`,
        ['weights'],
      )
    }
  },
  choose: (random, { weights }, count) => [
    weights ? random.weightedChoice(all(count), weights) : random.choice(all(count)),
  ],
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
  check: ({ count: [, most] }, count) => {
    if (most > count)
      throw new VariegateError(
        `Expected at most ${count}, the number of steps, for someOf.count but received ${most}.`,
        ['count'],
      )
  },
  choose: (random, options, count) => random.sample(all(count), random.integer(options.count)).sort((a, b) => a - b),
})

/** Take every step, several times over. */
export const repeat = definePolicy({
  name: 'repeat',
  doc: 'Take every step in order, several times over; every time draws anew.',
  options: {
    times: range({ default: 2, min: 0, max: 1000, integer: true, doc: 'How many times, both ends included.' }),
  },
  choose: (random, { times }, count) => Array.from({ length: random.integer(times) }, () => all(count)).flat(),
})

/** Every policy, for resolving policy files. */
export const policies: readonly TransformDefinition[] = [sequence, oneOf, someOf, sometimes, repeat]
