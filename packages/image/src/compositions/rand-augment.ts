import { integer, range } from '@variegate/core'
import { defineImageComposition } from '../engine.js'
import { OPERATIONS, operationSteps, STANDARD } from './operations.js'
import { policyOptions } from './policy-options.js'

/** Take several operations, each of the same strength. */
export const randAugment = defineImageComposition({
  name: 'randAugment',
  changes: 'places',
  doc: 'Take several operations drawn from fourteen, each of the same strength.',
  origin: 'Cubuk et al., "RandAugment: Practical automated data augmentation with a reduced search space", 2020',
  takesSteps: false,
  options: {
    count: integer({ default: 2, min: 0, max: 20, neutral: 0, doc: 'How many operations.' }),
    magnitude: range({ default: 9, min: 0, max: 30, unit: 'of 30', doc: 'Strength of each.' }),
    ...policyOptions,
  },
  draw: () => ({}),
  branches: (random, { count, magnitude, ...moving }, _steps, image) => [
    Array.from({ length: count }, () => {
      const operation = random.choice(OPERATIONS)
      const strength = random.uniform(magnitude) / 30
      return operationSteps({ operation, strength, negative: random.chance(0.5) }, STANDARD, image, moving)
    }).flat(),
  ],
  merge: (image, [result = image]) => result,
})
