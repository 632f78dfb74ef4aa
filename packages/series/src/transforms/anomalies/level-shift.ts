import { range } from '@variegate/core'
import { defineAnomaly } from './define-anomaly.js'
import { drawPlace, placeOptions } from './place.js'

/** Raise or lower a stretch, as a sensor that was knocked does. */
export const levelShift = defineAnomaly({
  name: 'levelShift',
  doc: 'Raise or lower a stretch, as a sensor that was knocked does, and mark it.',
  origin: 'GutenTAG: mean anomaly',
  options: {
    deviations: range({ default: [1, 3], min: 0, max: 1000, unit: 'standard deviations', doc: 'How far, up or down.' }),
    ...placeOptions,
  },
  draw(random, { deviations, ...options }, series) {
    const place = drawPlace(random, options, series)
    return {
      ...place,
      deviations: place.channels.map(() => random.uniform(deviations) * (random.chance(0.5) ? 1 : -1)),
    }
  },
  damage: ({ deviations }, on) => [{ kind: 'curve', by: 'add', unit: 'deviation', amounts: deviations, on }],
  severity: ({ deviations }) => Math.max(0, ...deviations.map(Math.abs)),
})
