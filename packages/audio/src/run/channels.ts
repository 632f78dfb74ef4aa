import { VariegateError } from '@variegate/core'
import { lengthOf } from '../sample.js'
import type { ChannelsStep } from '../steps/layout.js'
import type { AudioRunner } from './runner.js'

export const channels: AudioRunner<ChannelsStep> = {
  run({ matrix }, clip) {
    const count = clip.channels.length
    const wrong = matrix.find((row) => row.length !== count)
    if (matrix.length === 0 || wrong)
      throw new VariegateError(
        `Expected a matrix with a row for each new channel and ${count} factors in it, one for each old one, but received ${wrong ? `${wrong.length} factors` : 'no row'}.`,
      )
    const length = lengthOf(clip)
    const sums = matrix.map((row) =>
      Float32Array.from({ length }, (_, at) =>
        row.reduce((sum, factor, index) => sum + factor * (clip.channels[index]?.[at] ?? 0), 0),
      ),
    )
    return { ...clip, channels: sums }
  },
}
