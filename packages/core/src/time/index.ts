export { followTimed, type Followed, type TimedInput, type TimedLabel } from './follow.js'
export { mapIntervals, type MappedIntervals, type Timed } from './intervals.js'
export {
  composeTime,
  identityTime,
  joinTime,
  mapTime,
  rateTime,
  reverseTime,
  sourceTime,
  timeMap,
  type TimeMap,
  type TimePiece,
} from './time-map.js'
