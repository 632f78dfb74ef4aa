import { range } from '@variegate/core'
import { defineAnomaly } from './define-anomaly.js'
import { drawPlace, placeOptions } from './place.js'

const { channels } = placeOptions

/** Let a few steps jump far off, as a bad contact does. */
export const spike = defineAnomaly({
  name: 'spike',
  doc: 'Let a few steps jump far off, as a bad contact does, and mark them.',
  origin: 'TODS and GutenTAG: global outlier',
  options: {
    deviations: range({
      default: [4, 8],
      min: 0,
      max: 1000,
      unit: 'standard deviations',
      doc: 'How far the values jump, up or down.',
    }),
    steps: range({ default: [1, 3], min: 1, max: 1e6, integer: true, doc: 'How many steps it lasts.' }),
    channels,
  },
  draw(random, { deviations, steps, channels: count }, series) {
    const length = Math.max(1, series.times.length)
    const lasting = Math.min(length, random.integer(steps)) / length
    const place = drawPlace(random, { duration: [lasting, lasting], channels: count }, series)
    return {
      ...place,
      deviations: place.channels.map(() => random.uniform(deviations) * (random.chance(0.5) ? 1 : -1)),
    }
  },
  damage: ({ deviations }, on) => [{ kind: 'curve', by: 'add', unit: 'deviation', amounts: deviations, on }],
  severity: ({ deviations }) => Math.max(0, ...deviations.map(Math.abs)),
})
