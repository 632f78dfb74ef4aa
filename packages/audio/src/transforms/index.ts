import type { TransformDefinition } from '@variegate/core'
import type { Clip } from '../sample.js'
import { gain } from './gain/gain.js'
import { backgroundNoise } from './noise/background-noise.js'
import { gaussianNoise } from './noise/gaussian-noise.js'
import { pitchShift } from './pitch/pitch-shift.js'
import { reverse } from './time/reverse.js'
import { shift } from './time/shift.js'
import { speed } from './time/speed.js'
import { timeStretch } from './time/time-stretch.js'

export { backgroundNoise, gain, gaussianNoise, pitchShift, reverse, shift, speed, timeStretch }

/** Every audio transform, for resolving policy files and recipes. */
export const audioTransforms: readonly TransformDefinition<Clip>[] = [
  gain,
  gaussianNoise,
  backgroundNoise,
  shift,
  reverse,
  speed,
  timeStretch,
  pitchShift,
]
