import type { TimeMap } from '@variegate/core'
import type { Clip } from '../sample.js'

/** Move samples and labels in time. Neighboring steps of one pitch are read as one. */
export interface TimeStep {
  readonly kind: 'time'
  readonly map: TimeMap
  /** Whether a change of speed changes the pitch, as a tape does, or not. */
  readonly pitch: 'moves' | 'stays'
  /** The clips that pieces of the map call source 1, 2, …; source 0 is the clip itself. */
  readonly inputs?: readonly Clip[]
}

/** Read a clip along a map: what changes speed changes pitch. */
export const play = (map: TimeMap): TimeStep => ({ kind: 'time', map, pitch: 'moves' })

/** Read a clip along a map and keep its pitch. */
export const stretch = (map: TimeMap): TimeStep => ({ kind: 'time', map, pitch: 'stays' })
