import { createRandom } from '@variegate/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hasPython, python } from '../../../../test/python/python.js'
import { coveredArea } from '../maps/area.js'
import { polygonsToMask } from './rasterise.js'
import { traceOutlines } from './trace.js'

const shape = (...rows: readonly string[]) => ({
  left: 0,
  top: 0,
  width: rows[0]?.length ?? 0,
  height: rows.length,
  data: Uint8Array.from(rows.join(''), (letter) => (letter === '#' ? 1 : 0)),
})

test('a rectangle has four corners, clockwise', () => {
  expect(traceOutlines({ ...shape('....', '.##.', '.##.'), left: 10, top: 5 })).toEqual([[11, 6, 13, 6, 13, 8, 11, 8]])
})

test('parts that touch by a corner alone stay apart', () => {
  expect(traceOutlines(shape('#.', '.#'))).toEqual([
    [0, 1, 0, 0, 1, 0, 1, 1],
    [1, 2, 1, 1, 2, 1, 2, 2],
  ])
})

test('a hole is cut open along its upper row', () => {
  expect(traceOutlines(shape('###', '#.#', '###'))).toEqual([
    [0, 1, 1, 1, 1, 2, 2, 2, 2, 1, 0, 1, 0, 0, 3, 0, 3, 3, 0, 3],
  ])
})

const shapes = fc
  .record({ width: fc.integer({ min: 1, max: 24 }), height: fc.integer({ min: 1, max: 24 }), seed: fc.nat() })
  .map(({ width, height, seed }) => {
    const noise = createRandom(`trace${seed}`)
    const share = noise.uniform([0.2, 0.95])
    const data = Uint8Array.from({ length: width * height }, () => (noise.chance(share) ? 1 : 0))
    return { left: 0, top: 0, width, height, data }
  })

test('painted again, outlines are the pixels that they were traced from; their area is the number of these', () => {
  fc.assert(
    fc.property(shapes, (given) => {
      const outlines = traceOutlines(given)
      expect(polygonsToMask(outlines, given.width, given.height).data).toEqual(given.data)
      expect(coveredArea(outlines)).toBeCloseTo(
        given.data.reduce((sum, value) => sum + value, 0),
        9,
      )
    }),
  )
})

test.skipIf(!hasPython)('pycocotools paints the same pixels, holes left out', () => {
  const given = fc.sample(shapes, { numRuns: 40, seed: 7 }).filter(({ data }) => data.some((value) => value > 0))
  const cases = given.map((one) => ({ size: [one.height, one.width], polygons: traceOutlines(one) }))
  const painted = python(
    `import json, sys
from pycocotools import mask
cases = json.loads(sys.argv[1])
out = []
for case in cases:
    height, width = case['size']
    out.append(mask.decode(mask.merge(mask.frPyObjects([p for p in case['polygons']], height, width))).flatten().tolist())
print(json.dumps(out))`,
    JSON.stringify(cases),
  )
  expect(painted).toEqual(given.map(({ data }) => [...data]))
})
