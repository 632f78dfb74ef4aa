import { flag, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { elasticField } from '../../fields/elastic.js'
import { displace } from '../../steps/steps.js'
import { borderOptions, colourOf, dropOptions } from '../moving-options.js'

/** Pull every place a little its own way, smoothly, as if the picture were on rubber. */
export const elastic = defineImageTransform({
  name: 'elastic',
  changes: 'places',
  doc: 'Pull every place a little its own way, smoothly, as if the picture were on rubber.',
  origin: 'Simard, Steinkraus and Platt, 2003; torchvision ElasticTransform, albumentations ElasticTransform',
  options: {
    alpha: range({
      default: 50,
      min: 0,
      max: 10_000,
      unit: 'px',
      neutral: 0,
      strength: (s) => 80 * s,
      doc: 'The farthest shift before smoothing; afterwards the spread is about a sixth of alpha over sigma.',
    }),
    sigma: range({
      default: 5,
      min: 0.5,
      max: 500,
      unit: 'px',
      doc: 'Standard deviation of the Gaussian that smooths; much alpha with little sigma folds the picture.',
    }),
    shared: flag({ default: false, doc: 'Whether x and y shift alike, along the diagonal.' }),
    ...borderOptions,
    ...dropOptions,
  },
  draw(random, { alpha, sigma, shared, fill, ...settings }) {
    const moved = { alpha: random.uniform(alpha), sigma: random.uniform(sigma), shared, key: random.key() }
    return { ...moved, fill: colourOf(fill), ...settings }
  },
  steps({ alpha, sigma, shared, key, ...settings }, { width, height }) {
    return alpha === 0 ? [] : [displace(elasticField, { alpha, sigma, shared, key }, { width, height, ...settings })]
  },
})
