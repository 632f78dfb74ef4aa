import { range } from '@variegate/core'
import { webpOf } from '../../algorithms/webp.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Lose what a lossy WebP file loses: smooth blocks, softened edges and smeared colours. */
export const webpCompression = defineImageTransform({
  name: 'webpCompression',
  changes: 'values',
  doc: 'Lose what a lossy WebP file loses: smooth blocks, softened edges and smeared colours.',
  origin: 'albumentations ImageCompression; VP8 of RFC 6386 as libwebp does it',
  options: {
    quality: range({
      default: [50, 95],
      min: 1,
      max: 100,
      integer: true,
      strength: (s) => 100 - Math.round(95 * s),
      doc: "libwebp's quality; lower loses more.",
    }),
  },
  draw: (random, { quality }) => ({ quality: random.integer(quality) }),
  steps: ({ quality }) => [local(webpOf, { quality })],
})
