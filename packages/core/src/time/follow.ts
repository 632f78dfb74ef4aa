import type { Dropped } from '../transform/modality.js'
import { mapIntervals, type Timed } from './intervals.js'
import type { TimeMap } from './time-map.js'

/** A labelled stretch of time [start, end), in seconds: an event, a word, an interval, a segment. */
export interface TimedLabel extends Timed {
  readonly label: string
  readonly id?: string | number
  /** The id of the sample it came from, where that is another. */
  readonly source?: string
}

/** One of the inputs of a map, as its pieces count them. */
export interface TimedInput<Label> {
  /** None where the input has no labels of the kind. */
  readonly labels: readonly Label[] | undefined
  /** The time in the labels' seconds that the map calls 0; 0 unless stated. */
  readonly origin?: number
  /** The sample's id, for labels that come along with another's; none for the sample itself. */
  readonly id?: string
}

export interface Followed<Label> {
  /** In order of time; none where no input has labels. */
  readonly labels?: readonly Label[]
  /** The labels of the first input of which nothing is left; another input only lends what is heard or seen. */
  readonly dropped: readonly Dropped[]
}

/**
 * Let labelled stretches of one kind (`event`, `word`, `interval`, …) follow a map of time: clipped to what is left, once for
 * every time they are played, those of every input at their new times. `where` ends the sentence about those that are gone.
 */
export function followTimed<Label extends TimedLabel>(
  kind: string,
  map: TimeMap,
  inputs: readonly TimedInput<Label>[],
  where: string,
): Followed<Label> {
  if (inputs.every(({ labels }) => labels === undefined)) return { dropped: [] }
  const target = inputs[0]?.origin ?? 0
  const kept: Label[] = []
  const dropped: Dropped[] = []
  for (const [source, { labels = [], origin = 0, id }] of inputs.entries()) {
    const counted = origin === 0 ? labels : labels.map((label) => moved(label, -origin))
    const mapped = mapIntervals(map, counted, source)
    for (const label of mapped.kept) {
      const named = id === undefined || label.source !== undefined ? label : { ...label, source: id }
      kept.push(target === 0 ? named : moved(named, target))
    }
    if (source === 0) dropped.push(...mapped.dropped.map((label) => gone(kind, label, where)))
  }
  return { labels: kept.sort((a, b) => a.start - b.start || a.end - b.end), dropped }
}

const moved = <Label extends Timed>(label: Label, by: number): Label => ({
  ...label,
  start: label.start + by,
  end: label.end + by,
})

const gone = (kind: string, { id, label }: TimedLabel, where: string): Dropped => ({
  kind,
  label,
  ...(id === undefined ? {} : { id }),
  reason: `nothing of it is left in ${where}`,
})
