import { defineAnomaly } from './define-anomaly.js'
import { drawPlace, placeOptions } from './place.js'

/** Lose a stretch of values, as a link that fails does. */
export const dropoutGap = defineAnomaly({
  name: 'dropoutGap',
  doc: 'Lose a stretch of values, as a link that fails does, and mark it.',
  origin: 'tsaug Dropout',
  options: placeOptions,
  draw: (random, options, series) => drawPlace(random, options, series),
  damage: (_drawn, on) => [{ kind: 'missing', on }],
})
