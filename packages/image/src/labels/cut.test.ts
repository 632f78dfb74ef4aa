import { expect, test } from 'vitest'
import type { Cover } from './cover.js'
import { cutOutlines } from './cut.js'

/** A rectangle of whole pixels over columns 5 to 7. */
const cover: Cover = {
  boxes: [[5, 0, 3, 4]],
  mean: () => 0,
  hides: ({ width, height }) => new Uint8Array(width * height),
  paste: () => {},
}
const apart = [0, 0, 3, 0, 3, 4, 0, 4]
const under = [5, 0, 8.3, 0, 8.3, 4, 5, 4]

test('of an outline that was cut, a piece without a pixel of its own goes where other parts are left', () => {
  expect(cutOutlines([apart, under], cover, false, 20, 4)).toEqual([apart])
  expect(cutOutlines([under], cover, false, 20, 4)).toEqual([[8, 0, 8.3, 0, 8.3, 4, 8, 4]])
})
