import { integer, number } from '@variegate/core'
import { defineImageComposition } from '../engine.js'
import { OPERATIONS, operationSteps, STANDARD, together } from './operations.js'
import { policyOptions } from './policy-options.js'

/** Take operations of any strength, each by chance. */
export const uniformAugment = defineImageComposition({
  name: 'uniformAugment',
  changes: 'places',
  doc: 'Take operations drawn evenly, of strengths drawn evenly, each by chance.',
  origin: 'LingChen et al., "UniformAugment: A search-free probabilistic data augmentation approach", 2020',
  takesSteps: false,
  options: {
    count: integer({ default: 2, min: 0, max: 20, neutral: 0, doc: 'How many operations.' }),
    chance: number({ default: 0.5, min: 0, max: 1, neutral: 0, doc: 'The chance of each to be taken.' }),
    ...policyOptions,
  },
  draw: () => ({}),
  branches: (random, { count, chance, ...moving }, _steps, image) => [
    Array.from({ length: count }, () => {
      const operation = random.choice([...OPERATIONS, 'Invert' as const])
      const chosen = { operation, strength: random.uniform([0, 1]), negative: random.chance(0.5) }
      return together(operationSteps(chosen, STANDARD, image, moving), chance)
    }).flat(),
  ],
  merge: (image, [result = image]) => result,
})
