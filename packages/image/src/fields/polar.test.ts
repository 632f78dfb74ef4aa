import { run } from '@variegate/core'
import { expect, test } from 'vitest'
import { coveredArea } from '../maps/area.js'
import { imageFrom, polarWarp, polygonsToMask, type Instance } from '../index.js'

const SIDE = 200

/** A disc about the centre, radius 10. */
const disc = Array.from({ length: 90 }, (_, index) => [
  100 + 10 * Math.cos((index * Math.PI) / 45),
  100 + 10 * Math.sin((index * Math.PI) / 45),
]).flat()

const warped = (instance: Instance, options: Parameters<typeof polarWarp>[0] = {}) =>
  run(
    polarWarp(options),
    imageFrom({ width: SIDE, height: SIDE, channels: 1, data: new Uint8Array(SIDE * SIDE) }, { instances: [instance] }),
    { seed: 1, id: 'p' },
  ).sample.labels.instances ?? []

test.each([0, 30, 90, -135])(
  'a disc about the pole is a band along the whole first rows, from direction %d on',
  (start) => {
    const [instance] = warped({ id: 1, box: [90, 90, 20, 20], polygons: [disc] }, { start })
    const [x, y, width, height] = instance?.box ?? [NaN, NaN, NaN, NaN]
    // Radius 10 of 100 is row 20 of 200.
    for (const [side, wanted] of [
      [x, 0],
      [y, 0],
      [width, SIDE],
      [height, 20],
    ] as const)
      expect(side).toBeCloseTo(wanted, 6)
    // The polygon of 90 corners lies up to 0.006 px inside its circle.
    expect(coveredArea(instance?.polygons ?? []) / (SIDE * 20)).toBeCloseTo(1, 2)
  },
)

test('a box about the pole keeps the pole', () => {
  const boxes = warped({ id: 1, box: [90, 90, 20, 20] }).map(({ box = [] }) => box)
  expect(boxes).toHaveLength(2)
  for (const [, top, , height] of boxes) {
    expect(top).toBeCloseTo(0, 6)
    // Its corners are the square root of 2 times 10 px away.
    expect(height).toBeCloseTo(20 * Math.SQRT2, 6)
  }
})

test.each(['unroll', 'roll'] as const)(
  '%s: masks are read once, at the place that the field says, whatever the start',
  (direction) => {
    const size = { inWidth: SIDE, inHeight: SIDE, width: SIDE, height: SIDE }
    // Every pixel its own number, so that a second resampling is seen.
    const data = Uint16Array.from({ length: SIDE * SIDE }, (_, at) => at + 1)
    const image = imageFrom(
      { width: SIDE, height: SIDE, channels: 1, data: new Uint8Array(SIDE * SIDE) },
      { masks: { m: { width: SIDE, height: SIDE, data } } },
    )
    const { sample } = run(polarWarp({ direction, start: 33 }), image, { seed: 1, id: 'p' })
    const [step] = sample.steps
    if (step?.kind !== 'displace') throw new Error('expected one displacement')
    const { data: from } = step.field.positions(step.settings, size)
    let wrong = 0
    sample.labels.masks?.m?.data.forEach((value, at) => {
      const [x, y] = [from[2 * at] ?? 0, from[2 * at + 1] ?? 0]
      // On the border between two pixels rounding decides.
      if ([x, y].some((place) => Math.abs(place - Math.round(place)) < 1e-3)) return
      const inside = x >= 0 && y >= 0 && x < SIDE && y < SIDE
      if (value !== (inside ? Math.floor(y) * SIDE + Math.floor(x) + 1 : 0)) wrong++
    })
    expect(wrong).toBe(0)
  },
)

test('what is unrolled and rolled up again lies where it was', () => {
  const outline = [120, 60, 160, 90, 130, 150, 110, 120]
  const image = imageFrom(
    { width: SIDE, height: SIDE, channels: 1, data: new Uint8Array(SIDE * SIDE) },
    { instances: [{ polygons: [outline] }] },
  )
  const there = run(polarWarp({ start: 50, reach: 'corners' }), image, { seed: 1, id: 'p' }).sample
  const back = run(polarWarp({ start: 50, reach: 'corners', direction: 'roll' }), there, { seed: 1, id: 'p' }).sample
  const [before, after] = [[outline], back.labels.instances?.[0]?.polygons ?? []].map(
    (polygons) => polygonsToMask(polygons, SIDE, SIDE).data,
  )
  expect(before?.filter((value, at) => value !== after?.[at]).length).toBeLessThan(20)
})
