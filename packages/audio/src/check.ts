import { refuseLooseLabels, refuseUnknownKeys, show, VariegateError } from '@variegate/core'
import type { FrameLabels } from './labels/frames.js'
import { lengthOf, type AudioEvent, type Clip } from './sample.js'

const LABELS = ['label', 'classes', 'events', 'words', 'tiers', 'frames', 'text']
const EVENT = ['start', 'end', 'label', 'id', 'source']
const FRAMES = ['start', 'hop', 'values']

/** What other libraries call the labels of a clip, and what is read or measured elsewhere. */
const MEANT = {
  ...Object.fromEntries(
    ['annotations', 'segments', 'intervals', 'spans', 'regions', 'sounds'].map((name) => [name, 'events']),
  ),
  ...Object.fromEntries(['alignment', 'tokens'].map((name) => [name, 'words'])),
  ...Object.fromEntries(['transcript', 'transcription', 'sentence'].map((name) => [name, 'text'])),
  ...Object.fromEntries(['speakers', 'turns', 'phones'].map((name) => [name, 'tiers'])),
  ...Object.fromEntries(['class', 'category', 'target', 'labels'].map((name) => [name, 'label'])),
}
const MEANT_IN_EVENT = {
  ...Object.fromEntries(['onset', 'begin', 'from', 'start_time', 'startTime'].map((name) => [name, 'start'])),
  ...Object.fromEntries(['offset', 'stop', 'to', 'end_time', 'endTime'].map((name) => [name, 'end'])),
  ...Object.fromEntries(['event', 'word', 'text', 'name', 'type', 'class', 'category'].map((name) => [name, 'label'])),
}

/** Refuse a clip that no step could work on, and labels that nothing reads. */
export function checkClip(clip: Clip): Clip {
  if (typeof clip !== 'object' || clip === null)
    throw new VariegateError(`Expected a clip as { id, sampleRate, channels, labels } but received ${show(clip)}.`)
  const { sampleRate, channels, labels } = clip
  if (!(sampleRate >= 1 && sampleRate <= 1_000_000)) {
    throw new VariegateError(`Expected a sample rate from 1 to 1000000 Hz but received ${sampleRate}.`)
  }
  if (!Array.isArray(channels) || !channels.every(isFloats)) {
    throw new VariegateError('Expected the channels of a clip as a list of Float32Array, one a channel.')
  }
  if (channels.length === 0) throw new VariegateError('Expected a clip of at least one channel but received none.')
  const length = lengthOf(clip)
  const other = clip.channels.find((channel) => channel.length !== length)
  if (other)
    throw new VariegateError(`Expected channels of one length but received ${length} and ${other.length} samples.`)
  refuseLooseLabels('a clip', clip, [...LABELS, ...Object.keys(MEANT)])
  refuseUnknownKeys('the labels of a clip', labels, LABELS, MEANT)
  checkEvents('events', labels.events ?? [])
  checkEvents('words', labels.words ?? [])
  for (const [name, tier] of Object.entries(labels.tiers ?? {})) checkEvents(`labels of the tier ${name}`, tier)
  if (labels.frames !== undefined) checkFrames(labels.frames)
  return clip
}

function checkEvents(kind: string, events: readonly AudioEvent[]): void {
  if (!Array.isArray(events)) throw new VariegateError(`Expected a list of ${kind} but received ${show(events)}.`)
  // `isArray` forgets what they are.
  for (const event of events as readonly AudioEvent[]) {
    refuseUnknownKeys(`one of the ${kind} of a clip`, event, EVENT, MEANT_IN_EVENT)
    const { start, end, label } = event
    if (!Number.isFinite(start) || !Number.isFinite(end) || end < start) {
      throw new VariegateError(`Expected ${kind} with start <= end in seconds but "${label}" is [${start}, ${end}).`)
    }
    if (typeof label !== 'string')
      throw new VariegateError(
        `Expected a text as the label of the ${kind} at [${start}, ${end}) but received ${show(label)}.`,
      )
  }
}

function checkFrames(frames: FrameLabels): void {
  refuseUnknownKeys('the frames of a clip', frames, FRAMES)
  const { start, hop, values } = frames
  if (!(hop > 0 && Number.isFinite(hop) && Number.isFinite(start)))
    throw new VariegateError(
      `Expected frame labels with a hop above 0 s from a time on but received ${hop} s from ${start} s.`,
    )
  if (!Array.isArray(values)) throw new VariegateError(`Expected a list of frame labels but received ${show(values)}.`)
}

/** By its tag, as arrays of another realm are no instances of this one's. */
const isFloats = (value: unknown): boolean => Object.prototype.toString.call(value) === '[object Float32Array]'
