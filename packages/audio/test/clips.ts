import { audioModality, type AudioLabels, type AudioStep, type Clip } from '../src/index.js'

/** A clip of one channel, four samples a second unless stated. */
export const clipOf = (values: readonly number[], labels: AudioLabels = {}, sampleRate = 4): Clip => ({
  id: 'c',
  sampleRate,
  channels: [Float32Array.from(values)],
  labels,
})

/** Values of the first channel. */
export const samplesOf = ({ channels: [first] }: Clip): number[] => Array.from(first ?? [])

/** What steps make of a clip. */
export const after = (clip: Clip, ...steps: readonly AudioStep[]): Clip => audioModality.apply(clip, steps).sample

/** Rounded, so that what is one number in decimals is one number here. */
export const rounded = (values: readonly number[], digits = 6): number[] =>
  values.map((value) => Number(value.toFixed(digits)) + 0)
