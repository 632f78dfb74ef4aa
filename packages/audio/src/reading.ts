import { lazily, type TimeMap } from '@variegate/core'
import type { AudioLabels, Clip } from './sample.js'

/** How samples that nobody has asked for yet are to be read: along one map, whatever number of steps it is made of. */
export interface Reading {
  /** Of whole samples: its duration is the length by the sample rate. */
  readonly map: TimeMap
  /** Whether a change of speed changes the pitch, too. */
  readonly pitch: 'moves' | 'stays'
  /** What the pieces of the map count as their sources, at one sample rate. */
  readonly inputs: readonly [Clip, ...Clip[]]
}

/** Kept beside clips and not in them: a clip that is spread into a new object is read at that moment and has no reading left. */
const readings = new WeakMap<Clip, Reading>()

/** How a clip's samples are read; nothing where they lie in memory as they came. Also after they were read, so that no result depends on who looked. */
export const readingOf = (clip: Clip): Reading | undefined => readings.get(clip)

/** A clip whose samples are read when somebody asks for them. */
export function readLater(clip: Clip, reading: Reading, read: (reading: Reading) => readonly Float32Array[]): Clip {
  const later = lazily(besideChannels(clip), 'channels', () => read(reading))
  readings.set(later, reading)
  return later
}

/** The clip with other labels, its samples as unread as before. */
export function relabel(clip: Clip, labels: AudioLabels): Clip {
  const reading = readings.get(clip)
  if (!reading) return { ...clip, labels }
  return readLater({ ...besideChannels(clip), channels: [], labels }, reading, () => clip.channels)
}

/** All that a clip holds but its channels, which are not looked at. */
const besideChannels = (clip: Clip): Omit<Clip, 'channels'> =>
  Object.fromEntries(
    Object.keys(clip)
      .filter((key) => key !== 'channels')
      .map((key) => [key, clip[key as keyof Clip]]),
  ) as unknown as Omit<Clip, 'channels'> // the same keys, one less
