import type { LocalStep } from '../steps/layout.js'
import type { AudioRunner } from './runner.js'

export const local: AudioRunner<LocalStep> = {
  run: ({ algorithm, options }, clip) => ({
    ...clip,
    channels: algorithm.run(clip.channels, clip.sampleRate, options),
  }),
}
