import { defineImageComposition } from '../engine.js'
import { OPERATIONS, operationSteps, WIDE } from './operations.js'
import { policyOptions } from './policy-options.js'

/** Take one operation of any strength. */
export const trivialAugmentWide = defineImageComposition({
  name: 'trivialAugmentWide',
  changes: 'places',
  doc: 'Take one operation drawn from fourteen, of a strength drawn from 31 in a wide space.',
  origin: 'Müller and Hutter, "TrivialAugment: Tuning-free yet state-of-the-art data augmentation", 2021',
  takesSteps: false,
  options: policyOptions,
  draw: () => ({}),
  branches(random, moving, _steps, image) {
    const operation = random.choice(OPERATIONS)
    const strength = random.integer([0, 30]) / 30
    return [operationSteps({ operation, strength, negative: random.chance(0.5) }, WIDE, image, moving)]
  },
  merge: (image, [result = image]) => result,
})
