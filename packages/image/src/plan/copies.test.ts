import fc from 'fast-check'
import { expect, test } from 'vitest'
import { copyPixels } from '../bytes/copy.js'
import { translation } from '../matrix.js'
import { warp } from '../steps/steps.js'
import { copyOf } from './copies.js'
import { moveRows } from './move-rows.js'
import { plan } from './plan.js'

const side = fc.integer({ min: 1, max: 20 })
const shift = fc.integer({ min: -25, max: 25 })
const move = fc.tuple(shift, shift, side, side)

test('shifts of whole pixels one after another, each cut off by its canvas, copy what is left', () => {
  fc.assert(
    fc.property(side, side, fc.array(move, { minLength: 1, maxLength: 4 }), (w, h, moves) => {
      const steps = moves.map(([x, y, width, height]) => warp({ matrix: translation(x, y), width, height }))
      const source = { width: w, height: h, words: Uint32Array.from({ length: w * h }, (_, at) => at + 1) }
      const [pass, ...more] = plan(steps, source)
      if (pass?.kind !== 'move' || more.length > 0) throw new Error('Expected one move.')
      const { width, height } = pass.step
      const target = { width, height, words: new Uint32Array(width * height) }
      const copy = copyOf(pass, source)
      if (!copy) throw new Error('Expected a copy.')
      copyPixels(source, target, copy, 9999)
      const [xs, ys] = [new Float64Array(width), new Float64Array(width)]
      const rows = moveRows(pass, source)
      const expected = Array.from({ length: height }, (_, row) => {
        rows(row, xs, ys)
        return Array.from(xs, (x, column) => {
          const y = ys[column] ?? NaN
          return x > 0 && y > 0 && x < w && y < h ? Math.floor(y) * w + Math.floor(x) + 1 : 9999
        })
      })
      expect([...target.words]).toEqual(expected.flat())
    }),
    { numRuns: 500 },
  )
})
