import { optional, range, text, VariegateError } from '@variegate/core'
import { defineAudioTransform } from '../../engine.js'
import type { MixStep } from '../../steps/layer.js'

/** Add a recording underneath: of a folder, or of the dataset itself. */
export const backgroundNoise = defineAudioTransform({
  name: 'backgroundNoise',
  doc: 'Add a recording underneath: one of a folder, or another clip of the dataset where no folder is given.',
  origin: 'audiomentations AddBackgroundNoise',
  changes: 'values',
  options: {
    snr: range({
      default: [3, 30],
      min: -50,
      max: 100,
      unit: 'dB',
      strength: (s) => 40 - 40 * s,
      doc: 'How far the clip is above the noise, by mean power.',
    }),
    folder: optional(text({ default: '', doc: 'Folder of recordings, relative to the policy file.' })),
  },
  async draw(random, { snr, folder }, _clip, context) {
    const noises = folder === undefined ? context.partners : await context.list(folder)
    if (noises.length === 0) {
      const where = folder === undefined ? 'other clips in the dataset' : `recordings in "${folder}"`
      throw new VariegateError(
        `Expected ${where} for audio/backgroundNoise but found none; give a folder with recordings.`,
      )
    }
    return { noise: random.choice(noises), offset: random.float(), snr: random.uniform(snr) }
  },
  uses: ({ noise }) => [noise],
  steps: ({ offset, snr }, _facts, others) =>
    others.map((clip): MixStep => ({
      kind: 'mix',
      clip,
      level: { by: 'snr', db: snr },
      offset,
      repeat: true,
      labels: 'keep',
    })),
})
