import { describe, test } from 'vitest'
import { imageFrom } from '../src/index.js'
import { moves } from './golden-moves.js'
import { check, goldenCases, imageOf } from './golden-runner.js'
import { values } from './golden-values.js'

/** For cases without a picture. */
const nothing = imageFrom({ width: 1, height: 1, channels: 1, data: new Uint8Array(1) }, {}, { id: 'none' })

const unknown = (op: string) => (): never => {
  throw new Error(`no transform for ${op}`)
}

describe('golden cases of albumentations, OpenCV, Pillow and formulas', () => {
  test.each(goldenCases.map((one) => [one.id, one] as const))('%s', (_id, one) => {
    const play = moves[one.op] ?? values[one.op] ?? unknown(one.op)
    check(play(one, imageOf(one) ?? nothing), one)
  })
})
