import type { Call, Case } from './case.js'

/** The erasing step of the policy; plain erasing stands in where holes are not known. */
const dropout = (known: ReadonlySet<string>): Call =>
  known.has('coarseDropout')
    ? { name: 'coarseDropout', options: { p: 0.5 } }
    : { name: 'randomErasing', options: { p: 0.5, scale: [0.01, 0.04] } }

/** Make the policy that a training run would use, for both sides; `known` holds the names that variegate has. */
export const policy = (known: ReadonlySet<string>): Case => ({
  library: 'albumentations',
  input: 'colour',
  data: {},
  theirs: [
    { name: 'HorizontalFlip', options: { p: 0.5 } },
    { name: 'Affine', options: { p: 1, rotate: [-15, 15], scale: [0.9, 1.1], keep_ratio: true, shear: [-5, 5] } },
    { name: 'Perspective', options: { p: 0.5, scale: [0.05, 0.1] } },
    {
      name: 'ColorJitter',
      options: { p: 1, brightness: [0.8, 1.2], contrast: [0.8, 1.2], saturation: [0.8, 1.2], hue: [-0.05, 0.05] },
    },
    { name: 'RandomGamma', options: { p: 0.5, gamma_limit: [80, 125] } },
    { name: 'GaussianBlur', options: { p: 0.3, sigma_limit: [0.5, 1.5] } },
    { name: 'GaussNoise', options: { p: 0.5, std_range: [0.02, 0.06] } },
    { name: 'CoarseDropout', options: { p: 0.5 } },
  ],
  ours: [
    { name: 'horizontalFlip', options: { p: 0.5 } },
    { name: 'affine', options: { rotate: [-15, 15], scale: [0.9, 1.1], shear: [-5, 5], translate: 0 } },
    { name: 'perspective', options: { p: 0.5, scale: [0.05, 0.1] } },
    {
      name: 'colorJitter',
      options: { brightness: [0.8, 1.2], contrast: [0.8, 1.2], saturation: [0.8, 1.2], hue: [-0.05, 0.05] },
    },
    { name: 'gamma', options: { p: 0.5, gamma: [0.8, 1.25] } },
    { name: 'gaussianBlur', options: { p: 0.3, sigma: [0.5, 1.5] } },
    { name: 'gaussianNoise', options: { p: 0.5, std: [5.1, 15.3] } },
    dropout(known),
  ],
})
