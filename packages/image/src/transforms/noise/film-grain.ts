import { range } from '@variegate/core'
import { filmGrainOf } from '../../algorithms/film-grain.js'
import { defineImageTransform } from '../../engine.js'
import { local } from '../../steps/steps.js'

/** Add the grain of photographic film: soft-edged, strongest in mid-tones. */
export const filmGrain = defineImageTransform({
  name: 'filmGrain',
  changes: 'values',
  doc: 'Add the grain of photographic film: soft-edged, strongest in mid-tones.',
  origin: 'AlbumentationsX FilmGrain; Gaussian noise blurred to the size of the grain',
  options: {
    intensity: range({
      default: [8, 24],
      min: 0,
      max: 120,
      unit: 'levels',
      neutral: 0,
      strength: (s) => 60 * s,
      doc: 'Standard deviation in mid-tones; towards black and white it falls to 0.',
    }),
    size: range({
      default: [0.5, 1.2],
      min: 0,
      max: 8,
      unit: 'px',
      doc: "Standard deviation of a grain's outline; 0 leaves single pixels.",
    }),
    color: range({
      default: [0, 0.4],
      min: 0,
      max: 1,
      doc: 'How much of the grain differs between the channels; 0 is black and white film.',
    }),
  },
  draw: (random, { intensity, size, color }) => ({
    strength: random.uniform(intensity),
    size: random.uniform(size),
    colour: random.uniform(color),
    key: random.key(),
  }),
  steps: (drawn) => (drawn.strength === 0 ? [] : [local(filmGrainOf, drawn)]),
})
