import type { Runners } from '@variegate/core'
import type { Clip } from '../sample.js'
import type { AudioStep } from '../steps/steps.js'
import { channels } from './channels.js'
import { convolve } from './convolve.js'
import { curve } from './curve.js'
import { delay } from './delay.js'
import { dynamics } from './dynamics.js'
import { filter } from './filter.js'
import { gain } from './gain.js'
import { local } from './local.js'
import { mix } from './mix.js'
import { noise } from './noise.js'
import { limited } from './on.js'
import { pitch } from './pitch.js'
import { rate } from './rate.js'
import { spectral } from './spectral.js'
import { time } from './time.js'

/** How every kind of step is done. */
export const runners = {
  time,
  gain: limited(gain),
  pitch: limited(pitch),
  curve: limited(curve),
  filter: limited(filter),
  convolve: limited(convolve),
  spectral: limited(spectral),
  delay: limited(delay),
  dynamics: limited(dynamics),
  noise: limited(noise),
  mix: limited(mix),
  channels: limited(channels),
  rate: limited(rate),
  local: limited(local),
} satisfies Runners<Clip, AudioStep>
