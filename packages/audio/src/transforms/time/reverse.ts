import { reverseTime } from '@variegate/core'
import { defineAudioTransform } from '../../engine.js'

/** Play backwards. */
export const reverse = defineAudioTransform({
  name: 'reverse',
  doc: 'Play backwards.',
  origin: 'audiomentations Reverse',
  options: {},
  draw: () => ({}),
  steps: (_drawn, { duration }) => [{ kind: 'time', map: reverseTime(duration) }],
})
