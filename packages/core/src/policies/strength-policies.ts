import { VariegateError } from '../error.js'
import { integer, range } from '../fields/index.js'
import type { Transform } from '../transform/transform.js'
import { definePolicy } from './policy.js'
import { atStrength, hasStrength } from './strength.js'

const fromStrength = 'of the modality’s transforms that have a strength, or of the steps given'

/** Take several steps at one strength. */
export const randAugment = definePolicy({
  name: 'randAugment',
  doc: `Take several steps, ${fromStrength}, all of the same strength.`,
  origin: 'Cubuk et al., "RandAugment: Practical automated data augmentation with a reduced search space", 2020',
  fillsSteps: hasStrength,
  options: {
    count: integer({ default: 2, min: 0, max: 20, neutral: 0, doc: 'How many steps; a step may be taken again.' }),
    strength: range({ default: 0.3, min: 0, max: 1, doc: 'How strong each is, from nothing to all in good taste.' }),
  },
  check: (_options, steps) => checkStrengths('randAugment', steps),
  choose: (random, { count }, steps) => Array.from({ length: count }, () => random.choice([...steps.keys()])),
  change: (random, { strength }, step) => atStrength(step, random.uniform(strength)),
})

/** Take one step at any strength. */
export const trivialAugment = definePolicy({
  name: 'trivialAugment',
  doc: `Take one step, ${fromStrength}, of any strength.`,
  origin: 'Müller and Hutter, "TrivialAugment: Tuning-free yet state-of-the-art data augmentation", 2021',
  fillsSteps: hasStrength,
  options: { strength: range({ default: [0, 1], min: 0, max: 1, doc: 'The strengths to draw from.' }) },
  check: (_options, steps) => checkStrengths('trivialAugment', steps),
  choose: (random, _options, steps) => [random.choice([...steps.keys()])],
  change: (random, { strength }, step) => atStrength(step, random.uniform(strength)),
})

function checkStrengths(owner: string, steps: readonly Transform[]): void {
  const index = steps.findIndex((step) => !hasStrength(step))
  if (index >= 0)
    throw new VariegateError(
      `Expected steps with a strength for ${owner} but ${steps[index]?.name ?? index} has no option that a strength sets; leave it out, or put it beside.`,
    )
}
