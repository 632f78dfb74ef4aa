import { defineSeriesTransform } from '../../engine.js'
import { drawPlace, placeOptions } from './place.js'

/** Lose a stretch of values, as a link that fails does. */
export const dropoutGap = defineSeriesTransform({
  name: 'dropoutGap',
  doc: 'Lose a stretch of values, as a link that fails does, and mark it.',
  origin: 'tsaug Dropout',
  options: placeOptions,
  draw: (random, options, series) => drawPlace(random, options, series),
  steps: (place) => [{ kind: 'anomaly', label: 'dropoutGap', ...place, damage: { name: 'missing' } }],
})
