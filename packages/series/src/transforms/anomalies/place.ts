import { range, type Random, type Range } from '@variegate/core'
import type { Series } from '../../sample.js'

/** The options of every anomaly: how long it lasts and how many channels it hits. */
export const placeOptions = {
  duration: range({
    default: [0.02, 0.1],
    min: 0,
    max: 1,
    unit: 'of the length',
    doc: 'How long it lasts; at least one step.',
  }),
  channels: range({ default: 1, min: 1, max: 1000, integer: true, doc: 'How many channels it hits, at most all.' }),
}

export interface Place {
  /** Steps [first, end). */
  readonly first: number
  readonly end: number
  readonly channels: readonly number[]
}

/** Draw where an anomaly lies and which channels it hits; categories are never hit. */
export function drawPlace(
  random: Random,
  options: { duration: Range; channels: Range },
  { times, channels }: Series,
): Place {
  const length = times.length
  const steps = Math.min(length, Math.max(1, Math.round(random.uniform(options.duration) * length)))
  const first = random.integer([0, Math.max(0, length - steps)])
  const open = channels.flatMap(({ kind }, index) => (kind === 'categorical' ? [] : [index]))
  const count = Math.min(open.length, random.integer(options.channels))
  const hit = random.sample(open, count).sort((a, b) => a - b)
  return { first, end: hit.length === 0 ? first : first + steps, channels: hit }
}
