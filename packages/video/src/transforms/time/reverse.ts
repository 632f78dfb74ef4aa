import { reverseTime } from '@variegate/core'
import { defineVideoTransform } from '../../engine.js'

/** Play backwards, sound and labels too. */
export const reverse = defineVideoTransform({
  name: 'reverse',
  changes: 'places',
  doc: 'Play backwards, sound and labels too.',
  origin: 'vidaug InvertTime',
  options: {},
  draw: () => ({}),
  steps: (_drawn, { duration }) => [{ kind: 'time', map: reverseTime(duration), keepPitch: false }],
})
