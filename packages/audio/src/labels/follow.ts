import { followTimed, type Applied, type Dropped, type TimeMap, mixClasses } from '@variegate/core'
import { relabel } from '../reading.js'
import { durationOf, type AudioEvent, type AudioLabels, type Clip } from '../sample.js'
import type { AudioStep } from '../steps/steps.js'
import { followFrames } from './frames.js'
import { followText } from './text.js'

/** Let every label of a clip follow a map of time, and those of the clips that are joined to it. */
export function followLabels(after: Clip, map: TimeMap, step: AudioStep, before: Clip): Applied<Clip> {
  const inputs: readonly [Clip, ...Clip[]] = [before, ...(step.kind === 'time' ? (step.inputs ?? []) : [])]
  const dropped: Dropped[] = []
  const timed = (kind: string, labelsOf: (labels: AudioLabels) => readonly AudioEvent[] | undefined) => {
    const followed = followTimed(kind, map, inputs.map(labelledBy(labelsOf)), 'the clip')
    dropped.push(...followed.dropped)
    return followed.labels
  }
  const events = timed('event', (labels) => labels.events)
  const words = timed('word', (labels) => labels.words)
  const tiers = Object.fromEntries(
    tierNames(inputs).map((name) => [name, timed(name, ({ tiers }) => ownTier(tiers, name)) ?? []]),
  )
  const frames = followFrames(
    map,
    inputs.map(({ labels }) => labels.frames),
    durationOf(before),
  )
  const { text, dropped: untold } = followText(map, inputs)
  dropped.push(...untold)
  const { text: _before, ...kept } = joinClasses(map, inputs)
  const labels: AudioLabels = {
    ...kept,
    ...(events ? { events } : {}),
    ...(words ? { words } : {}),
    ...(Object.keys(tiers).length > 0 ? { tiers } : {}),
    ...(frames ? { frames } : {}),
    ...(text === undefined ? {} : { text }),
  }
  return { sample: relabel(after, labels), dropped }
}

const labelledBy =
  (labelsOf: (labels: AudioLabels) => readonly AudioEvent[] | undefined) =>
  ({ labels, id }: Clip, source: number) => ({
    labels: labelsOf(labels),
    ...(source > 0 && id !== undefined ? { id } : {}),
  })

/** The names of all lists of labels, in order of their first clip. */
export const tierNames = (clips: readonly Clip[]): string[] => [
  ...new Set(clips.flatMap(({ labels }) => Object.keys(labels.tiers ?? {}))),
]

/** A tier by its name, whatever names objects have by nature. */
export const ownTier = (tiers: AudioLabels['tiers'], name: string): readonly AudioEvent[] | undefined =>
  tiers && Object.hasOwn(tiers, name) ? tiers[name] : undefined

/** The class of what is joined is that of its parts by their lengths. */
function joinClasses({ pieces }: TimeMap, [own, ...others]: readonly [Clip, ...Clip[]]): AudioLabels {
  const secondsOf = (input: number) =>
    pieces.reduce(
      (sum, { start, end, from, source = 0 }) => sum + (from !== null && source === input ? end - start : 0),
      0,
    )
  let { label, classes } = own.labels
  let seconds = secondsOf(0)
  for (const [index, { labels }] of others.entries()) {
    const added = secondsOf(index + 1)
    if (added === 0) continue
    seconds += added
    label = mixClasses(label, labels.label, added / seconds)
    classes = unite(classes, labels.classes)
  }
  return { ...own.labels, ...(label === undefined ? {} : { label }), ...(classes ? { classes } : {}) }
}

/** Every class of either, once. */
export function unite(
  own: readonly string[] | undefined,
  others: readonly string[] | undefined,
): readonly string[] | undefined {
  return own && others ? [...new Set([...own, ...others])] : (own ?? others)
}
