import { choice } from '@variegate/core'
import { defineImageComposition } from '../engine.js'
import { operationSteps, STANDARD, together } from './operations.js'
import { policyOptions } from './policy-options.js'
import { POLICIES } from './policy-tables.js'

/** Take one of 25 pairs of operations that a search found for a dataset. */
export const autoAugment = defineImageComposition({
  name: 'autoAugment',
  changes: 'places',
  doc: 'Take one of 25 pairs of operations, each by its chance, that a search found for a dataset.',
  origin: 'Cubuk et al., "AutoAugment: Learning augmentation policies from data", 2019',
  takesSteps: false,
  options: {
    policy: choice({
      default: 'imagenet',
      values: ['imagenet', 'cifar10', 'svhn'],
      doc: 'The dataset the pairs were found for.',
    }),
    ...policyOptions,
  },
  draw: () => ({}),
  branches: (random, { policy, ...moving }, _steps, image) => [
    random.choice(POLICIES[policy]).flatMap(([operation, chance, index]) => {
      const chosen = { operation, strength: (index ?? 0) / 9, negative: random.chance(0.5) }
      return together(operationSteps(chosen, STANDARD, image, moving), chance)
    }),
  ],
  merge: (image, [result = image]) => result,
})
