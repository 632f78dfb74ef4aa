import { run } from '@variegate/core'
import { expect, test } from 'vitest'
import { crop, imageFrom, type Instance } from '../index.js'

const square = [0, 0, 4, 0, 4, 4, 0, 4]
/** Six columns of it are cut to three tenths of one: no pixel's centre is left. */
const beyond = [5.7, 0, 9, 0, 9, 4, 5.7, 4]
/** As thin, and not cut. */
const wire = [5.7, 0, 5.9, 0, 5.9, 4, 5.7, 4]

function cropped(polygons: readonly (readonly number[])[], area?: number): readonly Instance[] {
  const raster = { width: 10, height: 4, channels: 1, data: new Uint8Array(40) }
  const given = { polygons, box: [0, 0, 9, 4], ...(area === undefined ? {} : { area }) } as const
  const image = imageFrom(raster, { instances: [given] }, { id: 'a' })
  return run(crop({ x: 0, y: 0, width: 6, height: 4 }), image, { seed: 1 }).sample.labels.instances ?? []
}

test('a piece without a pixel of its own goes where the object has other parts, and does not stretch the box', () => {
  const visible = 16 / (16 + 13.2)
  expect(cropped([square, beyond], 29.2)).toEqual([
    { polygons: [square], box: [0, 0, 4, 4], area: 16, visible: expect.closeTo(visible, 12) },
  ])
})

test('thin parts stay where they were not cut, and where nothing else is left', () => {
  expect(cropped([square, wire])[0]?.polygons).toEqual([square, wire])
  const [only] = cropped([beyond])
  expect(only?.polygons).toEqual([[5.7, 0, 6, 0, 6, 4, 5.7, 4]])
  expect(only?.box).toEqual([5.7, 0, expect.closeTo(0.3, 12), 4])
})
