import { reverseTime } from '@variegate/core'
import { defineAudioTransform } from '../../engine.js'
import { play } from '../../steps/time.js'

/** Play backwards. */
export const reverse = defineAudioTransform({
  name: 'reverse',
  doc: 'Play backwards.',
  origin: 'audiomentations Reverse',
  changes: 'places',
  options: {},
  draw: () => ({}),
  steps: (_drawn, { duration }) => [play(reverseTime(duration))],
})
