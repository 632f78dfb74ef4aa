import fc from 'fast-check'
import { expect, test } from 'vitest'
import { borderIndex } from '../steps/border.js'
import type { Border } from '../steps/steps.js'
import { copyPixels, type Pixels } from './copy.js'

const side = fc.integer({ min: 1, max: 40 })

/** Every pixel is its own number, from 1. */
const numbered = (width: number, height: number): Pixels => ({
  width,
  height,
  words: Uint32Array.from({ length: width * height }, (_, at) => at + 1),
})

const empty = (width: number, height: number): Pixels => ({ width, height, words: new Uint32Array(width * height) })

test('a shift copies what lies inside and shows the border elsewhere', () => {
  const shift = fc.integer({ min: -60, max: 60 })
  const border = fc.constantFrom<Border>('constant', 'replicate', 'reflect', 'reflect101', 'wrap')
  fc.assert(
    fc.property(side, side, side, side, shift, shift, border, (w, h, width, height, x, y, border) => {
      const source = numbered(w, h)
      const target = empty(width, height)
      copyPixels(source, target, { kind: 'shift', x, y, border }, 9999)
      const expected = Array.from({ length: width * height }, (_, at) => {
        const column = borderIndex((at % width) - x, w, border)
        const row = borderIndex(Math.floor(at / width) - y, h, border)
        return column < 0 || row < 0 ? 9999 : source.words[row * w + column]
      })
      expect([...target.words]).toEqual(expected)
    }),
  )
})

test('a turn takes every pixel from where its steps say', () => {
  fc.assert(
    fc.property(side, side, fc.boolean(), fc.boolean(), fc.boolean(), (w, h, swap, right, below) => {
      const [width, height] = swap ? [h, w] : [w, h]
      const origin = (right ? w - 1 : 0) + (below ? (h - 1) * w : 0)
      const [along, down] = [right ? -1 : 1, below ? -w : w]
      const [stepX, stepY] = swap ? [down, along] : [along, down]
      const target = empty(width, height)
      copyPixels(numbered(w, h), target, { kind: 'turn', origin, stepX, stepY }, 0)
      expect([...target.words]).toEqual(
        Array.from(target.words, (_, at) => 1 + origin + (at % width) * stepX + Math.floor(at / width) * stepY),
      )
    }),
  )
})

test('pieces lie where they are put, later ones above', () => {
  const target = empty(3, 2)
  const pieces = [
    { x: 0, y: 0, width: 2, height: 2, toX: 0, toY: 0 },
    { x: 2, y: 1, width: 1, height: 1, toX: 1, toY: 1 },
  ]
  copyPixels(numbered(3, 2), target, { kind: 'pieces', pieces }, 7)
  expect([...target.words]).toEqual([1, 2, 7, 4, 6, 7])
})
