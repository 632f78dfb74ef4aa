import type { TransformDefinition } from '@variegate/core'
import type { Series } from '../sample.js'
import { dropoutGap } from './anomalies/dropout-gap.js'
import { levelShift } from './anomalies/level-shift.js'
import { spike } from './anomalies/spike.js'
import { stuckSensor } from './anomalies/stuck-sensor.js'
import { scaling } from './magnitude/scaling.js'
import { jitter } from './noise/jitter.js'
import { resample } from './time/resample.js'
import { timeWarp } from './time/time-warp.js'

export { dropoutGap, jitter, levelShift, resample, scaling, spike, stuckSensor, timeWarp }

/** Every series transform, for resolving policy files and recipes. */
export const seriesTransforms: readonly TransformDefinition<Series>[] = [
  jitter,
  scaling,
  resample,
  timeWarp,
  spike,
  levelShift,
  stuckSensor,
  dropoutGap,
]
