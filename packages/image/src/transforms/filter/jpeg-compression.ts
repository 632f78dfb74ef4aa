import { choice, range } from '@variegate/core'
import { jpegOf } from '../../algorithms/jpeg.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Lose what a JPEG file loses: blocks, ringing edges and smeared colours. */
export const jpegCompression = defineImageTransform({
  name: 'jpegCompression',
  changes: 'values',
  doc: 'Lose what a JPEG file loses: blocks, ringing edges and smeared colours.',
  origin: 'albumentations ImageCompression, torchvision JPEG; ITU-T T.81 as libjpeg does it',
  options: {
    quality: range({
      default: [50, 95],
      min: 1,
      max: 100,
      integer: true,
      strength: (s) => 100 - Math.round(95 * s),
      doc: "libjpeg's quality; lower loses more.",
    }),
    subsampling: choice({
      default: '4:2:0',
      values: ['4:2:0', '4:2:2', '4:4:4'],
      doc: 'How colour is stored: at half size, at half width, or in full.',
    }),
  },
  draw: (random, { quality, subsampling }) => ({ quality: random.integer(quality), subsampling }),
  steps: ({ quality, subsampling }) => [local(jpegOf, { quality, subsampling: STEPS[subsampling] })],
})

const STEPS = { '4:2:0': { x: 2, y: 2 }, '4:2:2': { x: 2, y: 1 }, '4:4:4': { x: 1, y: 1 } } as const
