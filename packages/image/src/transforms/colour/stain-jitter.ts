import { choice, effects, flag, range } from '@variegate/core'
import { changeStains } from '../../algorithms/stain.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Change how strongly haematoxylin and eosin have stained a slide, as from laboratory to laboratory. */
export const stainJitter = defineImageTransform({
  name: 'stainJitter',
  changes: 'values',
  doc: 'Change how strongly haematoxylin and eosin have stained a slide, as from laboratory to laboratory.',
  origin: 'Tellez et al., "Whole-slide mitosis detection in H&E breast histology", 2018; albumentations HEStain',
  options: {
    stains: choice({
      default: 'random',
      values: ['random', 'ruifrok', 'macenko', 'standard', 'highContrast', 'hHeavy', 'eHeavy', 'dark', 'light'],
      doc: "Whose colours the two stains have: Ruifrok and Johnston's (2001), Macenko's (2009), others of albumentations, or one of all by chance.",
    }),
    ...effects({
      scale: range({
        default: [0.7, 1.3],
        min: 0,
        max: 5,
        neutral: 1,
        strength: (s) => [1 - 0.6 * s, 1 + 0.6 * s],
        doc: 'Factor of the amount of each stain.',
      }),
      shift: range({
        default: [-0.2, 0.2],
        min: -2,
        max: 2,
        neutral: 0,
        strength: (s) => [-0.4 * s, 0.4 * s],
        doc: 'What is added to the amount of each stain, in optical density.',
      }),
    }),
    background: flag({ default: false, doc: 'Whether the bright glass around the tissue changes too.' }),
  },
  draw: (random, { stains, scale, shift, background }) => ({
    stains: stains === 'random' ? random.choice(NAMES) : stains,
    scale: [random.uniform(scale), random.uniform(scale)],
    shift: [random.uniform(shift), random.uniform(shift)],
    background,
  }),
  steps: ({ stains, ...drawn }) =>
    drawn.scale.every((factor) => factor === 1) && drawn.shift.every((added) => added === 0)
      ? []
      : [local(changeStains, { ...drawn, stains: STAINS[stains] })],
})

/** Optical densities in red, green and blue: of haematoxylin, then of eosin. */
const STAINS = {
  ruifrok: [0.644211, 0.716556, 0.266844, 0.092789, 0.954111, 0.283111],
  macenko: [0.5626, 0.7201, 0.4062, 0.2159, 0.8012, 0.5581],
  standard: [0.65, 0.7, 0.29, 0.07, 0.99, 0.11],
  highContrast: [0.55, 0.88, 0.11, 0.12, 0.86, 0.49],
  hHeavy: [0.75, 0.61, 0.32, 0.04, 0.93, 0.36],
  eHeavy: [0.6, 0.75, 0.28, 0.17, 0.95, 0.25],
  dark: [0.78, 0.55, 0.28, 0.09, 0.97, 0.21],
  light: [0.57, 0.71, 0.38, 0.15, 0.89, 0.42],
} as const

const NAMES = ['ruifrok', 'macenko', 'standard', 'highContrast', 'hHeavy', 'eHeavy', 'dark', 'light'] as const
