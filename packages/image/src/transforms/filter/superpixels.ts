import { integer, number, range } from '@variegate/core'
import { superpixelsOf } from '../../algorithms/superpixels.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Give some patches of like colour their mean colour. */
export const superpixels = defineImageTransform({
  name: 'superpixels',
  changes: 'values',
  doc: 'Give some patches of like colour their mean colour.',
  origin: 'albumentations Superpixels; Achanta et al., "SLIC superpixels", 2012',
  options: {
    fraction: range({
      default: [0.1, 0.5],
      min: 0,
      max: 1,
      neutral: 0,
      strength: (s) => s,
      doc: 'Share of the patches that get their mean colour.',
    }),
    segments: range({ default: 100, min: 1, max: 10000, integer: true, doc: 'About how many patches there are.' }),
    compactness: number({
      default: 20,
      min: 0.1,
      max: 1000,
      unit: 'levels',
      doc: "Difference of colour that weighs as much as a patch's width; more makes patches rounder.",
    }),
    maxSize: integer({
      default: 128,
      min: 1,
      max: 4096,
      unit: 'px',
      doc: 'Patches are found on an image whose longer side is at most this; their outlines are drawn at full size.',
    }),
  },
  draw: (random, { fraction, segments, compactness, maxSize }) => ({
    fraction: random.uniform(fraction),
    segments: random.integer(segments),
    compactness,
    maxSize,
    key: random.key(),
  }),
  steps: (drawn) => (drawn.fraction === 0 ? [] : [local(superpixelsOf, drawn)]),
})
