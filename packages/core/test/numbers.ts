import { integer, range } from '../src/fields/index.js'
import { transformsOf } from '../src/transform/define.js'
import type { Modality } from '../src/transform/modality.js'

/** The smallest modality: a list of numbers, some of them labelled; tests of the contract stand on it. */
export interface Numbers {
  readonly id?: string
  readonly values: readonly number[]
  readonly labels: readonly number[]
}

type NumbersStep = { readonly add: number } | { readonly drop: number }

export const numbersModality: Modality<Numbers, { readonly count: number }, NumbersStep> = {
  name: 'numbers',
  facts: ({ values }) => ({ count: values.length }),
  apply(sample, steps) {
    let current = sample
    const dropped = []
    for (const step of steps) {
      if ('add' in step) {
        current = { ...current, values: current.values.map((value) => value + step.add) }
        continue
      }
      const gone = current.labels.filter((index) => index === step.drop)
      dropped.push(...gone.map((index) => ({ kind: 'label', id: index, reason: 'its value was dropped' })))
      current = {
        ...current,
        values: current.values.filter((_, index) => index !== step.drop),
        labels: current.labels
          .filter((index) => index !== step.drop)
          .map((index) => (index > step.drop ? index - 1 : index)),
      }
    }
    return { sample: current, dropped }
  },
  snapshot: ({ values, labels }) => ({ data: [Float64Array.from(values)], labels }),
}

export const defineNumbersTransform = transformsOf(numbersModality)

export const add = defineNumbersTransform({
  name: 'add',
  doc: 'Add a number to every value.',
  aliases: ['plus'],
  changes: 'values',
  options: { amount: range({ default: [1, 5], min: -100, max: 100, neutral: 0, doc: 'What to add.' }) },
  draw: (random, { amount }) => ({ amount: random.uniform(amount) }),
  steps: ({ amount }) => [{ add: amount }],
})

export const dropOne = defineNumbersTransform({
  name: 'dropOne',
  doc: 'Drop one value and its label.',
  changes: 'objects',
  options: { from: integer({ default: 0, min: 0, max: 100, doc: 'The first index that may go.' }) },
  draw: (random, { from }, { values }) => ({ index: random.integer([Math.min(from, values.length), values.length]) }),
  steps: ({ index }) => [{ drop: index }],
})

export const addPartner = defineNumbersTransform({
  name: 'addPartner',
  doc: "Add another sample's first value.",
  changes: 'values',
  options: {},
  draw: async (random, _options, _sample, { partners }) => ({ partner: random.choice(partners) }),
  uses: ({ partner }) => [partner],
  steps: (_drawn, _facts, others) => others.map(({ values }) => ({ add: values[0] ?? 0 })),
})
