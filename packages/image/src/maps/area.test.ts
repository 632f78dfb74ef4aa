import { createRandom } from '@variegate/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { coveredArea } from './area.js'

test('a square, a square with a bite and a triangle', () => {
  expect(coveredArea([[0, 0, 4, 0, 4, 4, 0, 4]])).toBe(16)
  expect(coveredArea([[0, 0, 4, 0, 4, 4, 2, 2, 0, 4]])).toBe(12)
  expect(coveredArea([[0, 0, 3, 0, 0, 2]])).toBe(3)
  expect(coveredArea([])).toBe(0)
})

test('a bow tie has the area of both its wings, though they cancel in the shoelace formula', () => {
  // Two triangles of base 4 and height 2 that meet at (2, 2).
  expect(coveredArea([[0, 0, 4, 4, 4, 0, 0, 4]])).toBe(8)
})

test('a pentagram leaves its middle out, as the even-odd rule paints it', () => {
  const corner = (index: number) => [Math.cos((index * 4 * Math.PI) / 5), Math.sin((index * 4 * Math.PI) / 5)]
  const star = [0, 1, 2, 3, 4].flatMap(corner)
  // A pentagram in the unit circle: the regular decagram's outline less its inner pentagon of circumradius phi^-2.
  const phi = (1 + Math.sqrt(5)) / 2
  const inner = phi ** -2
  const outline = 5 * Math.sin(Math.PI / 5) * inner
  const pentagon = (5 / 2) * Math.sin((2 * Math.PI) / 5) * inner * inner
  expect(coveredArea([star])).toBeCloseTo(outline - pentagon, 12)
})

test('what two outlines cover together counts once, and a hole that is cut open does not count', () => {
  expect(
    coveredArea([
      [0, 0, 4, 0, 4, 4, 0, 4],
      [2, 2, 6, 2, 6, 6, 2, 6],
    ]),
  ).toBe(28)
  expect(coveredArea([[0, 0, 6, 0, 6, 6, 0, 6, 0, 0, 2, 2, 2, 4, 4, 4, 4, 2, 2, 2, 0, 0]])).toBe(32)
  expect(coveredArea([[0, 0, 4, 0, 4, 4, 0, 4, 0, 0, 4, 0, 4, 4, 0, 4]])).toBe(0)
})

test('outlines that have too many edges side by side, or cross all the time, are measured along lines', () => {
  // A comb of 5000 triangular teeth: half of the rectangle that they fill.
  const comb = Array.from({ length: 10_001 }, (_, index) => [index / 100, (index % 2) * 10]).flat()
  expect(coveredArea([comb])).toBeCloseTo(500, 1)
  const noise = createRandom('tangle')
  const tangle = Array.from({ length: 2000 }, () => noise.uniform([0, 100]))
  // So tangled a line leaves about half of the square inside.
  expect(coveredArea([tangle]) / 1e4).toBeGreaterThan(0.4)
  expect(coveredArea([tangle]) / 1e4).toBeLessThan(0.6)
})

test('it is the share of a fine grid that the even-odd rule finds inside', () => {
  const place = fc.integer({ min: 0, max: 12 })
  fc.assert(
    fc.property(fc.array(fc.tuple(place, place), { minLength: 3, maxLength: 8 }), (points) => {
      const steps = 240
      let count = 0
      for (let row = 0; row < steps; row++) {
        const y = ((row + 0.5) * 12) / steps
        const crossings = points
          .flatMap(([x0, y0], index) => {
            const [x1, y1] = points[(index + 1) % points.length] ?? [0, 0]
            return y0 <= y === y1 <= y ? [] : [x0 + ((y - y0) / (y1 - y0)) * (x1 - x0)]
          })
          .sort((a, b) => a - b)
        for (let index = 0; index + 1 < crossings.length; index += 2)
          count += ((crossings[index + 1] ?? 0) - (crossings[index] ?? 0)) * (12 / steps)
      }
      expect(Math.abs(coveredArea([points.flat()]) - count)).toBeLessThan(0.1)
    }),
    { numRuns: 300 },
  )
})
