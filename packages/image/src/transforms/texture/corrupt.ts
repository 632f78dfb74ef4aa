import { choice, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { corruptions } from './corruptions.js'

type Corruption = keyof typeof corruptions

/** Do one of the nineteen ImageNet-C corruptions, at one of their five severities. */
export const corrupt = defineImageTransform({
  name: 'corrupt',
  changes: 'values',
  doc: 'Do one of the nineteen ImageNet-C corruptions, at one of their five severities.',
  origin:
    'Hendrycks and Dietterich, "Benchmarking neural network robustness to common corruptions and perturbations", 2019; lengths of its 224-pixel pictures grow with the shorter side',
  options: {
    name: choice({
      default: 'gaussian_noise',
      // The keys of the table, which are these names alone.
      values: Object.keys(corruptions) as Corruption[],
      doc: 'Which corruption; only elastic_transform moves labels.',
    }),
    severity: range({
      default: [1, 5],
      min: 1,
      max: 5,
      integer: true,
      strength: (s) => Math.max(1, Math.round(5 * s)),
      doc: 'From 1, weak, to 5.',
    }),
  },
  draw: (random, { name, severity }) => ({
    name,
    severity: random.integer(severity),
    key: random.key(),
    turn: random.uniform([-1, 1]),
    sway: name === 'elastic_transform' ? Array.from({ length: 6 }, () => random.uniform([-1, 1])) : [],
  }),
  steps({ name, severity, ...drawn }, { width, height }) {
    const scale = Math.min(width, height) / 224
    return corruptions[name](severity, { ...drawn, width, height, scale })
  },
})
