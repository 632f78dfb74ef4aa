import type { Runner } from '@variegate/core'
import type { Clip } from '../sample.js'

/** How steps of one kind are done to a clip. */
export interface AudioRunner<Step> extends Runner<Clip, Step> {
  /** For spectral methods: how far apart their frames are, in samples; a sound may be heard so much too early or too late. */
  hop?(sampleRate: number): number
}

/** The clip with every channel changed. */
export function mapChannels(clip: Clip, change: (channel: Float32Array, index: number) => Float32Array): Clip {
  return { ...clip, channels: clip.channels.map(change) }
}
