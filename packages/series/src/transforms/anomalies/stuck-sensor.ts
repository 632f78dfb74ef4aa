import { defineAnomaly } from './define-anomaly.js'
import { drawPlace, placeOptions } from './place.js'

/** Repeat one value for a while, as a sensor that hangs does. */
export const stuckSensor = defineAnomaly({
  name: 'stuckSensor',
  doc: 'Repeat the last value for a while, as a sensor that hangs does, and mark it.',
  origin: 'TODS and GutenTAG: platform anomaly',
  options: placeOptions,
  draw: (random, options, series) => drawPlace(random, options, series),
  damage: (_drawn, on) => [{ kind: 'hold', on }],
})
