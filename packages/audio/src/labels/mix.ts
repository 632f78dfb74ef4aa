import { followTimed, type TimeMap, mixClasses } from '@variegate/core'
import { relabel } from '../reading.js'
import type { AudioEvent, AudioLabels, Clip } from '../sample.js'
import { ownTier, tierNames, unite } from './follow.js'

/**
 * The labels of two clips that are heard at once: `map` says when the other (source 1) is. Its events, words and tiers come along and say
 * whose they are; with `mix` its classes do too, by `share`. Frames and transcript stay the clip's own.
 */
export function mixLabels(clip: Clip, other: Clip, how: 'mix' | 'paste', map: TimeMap, share: number): Clip {
  const added = (labelsOf: (labels: AudioLabels) => readonly AudioEvent[] | undefined) => {
    const own = labelsOf(clip.labels)
    const labels = labelsOf(other.labels)
    if (!labels) return own
    const theirs = { labels, ...(other.id === undefined ? {} : { id: other.id }) }
    const followed = followTimed('event', map, [{ labels: undefined }, theirs], 'the clip').labels ?? []
    return [...(own ?? []), ...followed].sort((a, b) => a.start - b.start || a.end - b.end)
  }
  const events = added(({ events }) => events)
  const words = added(({ words }) => words)
  const tiers = Object.fromEntries(
    tierNames([clip, other]).map((name) => [name, added(({ tiers }) => ownTier(tiers, name)) ?? []]),
  )
  const label = how === 'mix' ? mixClasses(clip.labels.label, other.labels.label, share) : clip.labels.label
  const classes = how === 'mix' ? unite(clip.labels.classes, other.labels.classes) : clip.labels.classes
  return relabel(clip, {
    ...clip.labels,
    ...(label === undefined ? {} : { label }),
    ...(classes ? { classes } : {}),
    ...(events ? { events } : {}),
    ...(words ? { words } : {}),
    ...(Object.keys(tiers).length > 0 ? { tiers } : {}),
  })
}
