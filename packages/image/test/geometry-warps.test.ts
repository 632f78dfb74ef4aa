import { run, type Transform } from '@variegate/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  cylinderWarp,
  elastic,
  gridDistortion,
  gridElastic,
  imageFrom,
  opticalDistortion,
  piecewiseAffine,
  polarWarp,
  polygonsToMask,
  rollingShutter,
  thinPlateSpline,
  toRaster,
  waterRefraction,
  type Image,
} from '../src/index.js'

/** Every dense warp, as strong as stays without folds. */
const warps: readonly Transform<Image>[] = [
  elastic({ alpha: 40, sigma: 6 }),
  elastic({ alpha: 600, sigma: 20 }),
  gridDistortion(),
  gridDistortion({ normalized: false, limit: 0.5 }),
  gridElastic({ magnitude: 12 }),
  gridElastic({ magnitude: 12, between: 'bilinear' }),
  opticalDistortion({ distortion: [-0.2, 0.2] }),
  piecewiseAffine({ scale: 0.05 }),
  piecewiseAffine({ scale: 0.5, rows: 7, columns: 3 }),
  thinPlateSpline(),
  waterRefraction(),
  waterRefraction({ border: 'constant', wavelength: 0.5, count: 2 }),
  cylinderWarp(),
  cylinderWarp({ axis: 'horizontal', angle: 150, tilt: 20 }),
  rollingShutter({ shake: 0.03 }),
  polarWarp({ direction: 'roll' }),
  polarWarp({ direction: 'roll', start: 40 }),
]
/** These tear the plane, so that shapes at the tear come out in several parts. */
const tearing: readonly Transform<Image>[] = [polarWarp(), polarWarp({ start: 77, reach: 'corners' })]

const SIDE = 256
const nameOf = ({ name, given }: Transform<Image>) => `${name} ${JSON.stringify(given)}`
const emptyPixels = () => new Uint8ClampedArray(SIDE * SIDE * 4).map((_, at) => (at % 4 === 3 ? 255 : 0))

describe.each([...warps, ...tearing].map((transform) => [nameOf(transform), transform] as const))(
  '%s',
  (_, transform) => {
    test('keypoints follow what is painted at their pixels', () => {
      fc.assert(
        fc.property(
          fc.integer(),
          fc.integer({ min: 20, max: 235 }),
          fc.integer({ min: 20, max: 235 }),
          (seed, x, y) => {
            const data = emptyPixels()
            for (let dy = -1; dy <= 1; dy++)
              for (let dx = -1; dx <= 1; dx++)
                data.fill(255, ((y + dy) * SIDE + x + dx) * 4, ((y + dy) * SIDE + x + dx) * 4 + 3)
            const image = imageFrom(
              { width: SIDE, height: SIDE, channels: 4, data },
              { instances: [{ id: 1, keypoints: [{ x, y, visibility: 2 }] }] },
            )
            const { sample } = run(transform, image, { seed, id: 'k' })
            const point = sample.labels.instances?.[0]?.keypoints?.[0]
            if (!point || point.visibility === 0) return
            const near = 12
            const { x: px, y: py } = point
            if (px < near || py < near || px > sample.width - near || py > sample.height - near) return
            // Near the pole, where a pixel becomes a whole row, a dot has no middle.
            const rolls = transform.options['direction'] === 'roll'
            if (transform.name === 'polarWarp' && (rolls ? y : Math.hypot(x - 127.5, y - 127.5)) < 50) return
            const raster = toRaster(sample)
            let [sum, sumX, sumY] = [0, 0, 0]
            for (let row = Math.round(py) - near; row < py + near; row++) {
              for (let column = Math.round(px) - near; column < px + near; column++) {
                const weight = raster.data[(row * raster.width + column) * 4] ?? 0
                sum += weight
                sumX += weight * column
                sumY += weight * row
              }
            }
            expect(Math.hypot(sumX / sum - px, sumY / sum - py)).toBeLessThan(0.6)
          },
        ),
        { numRuns: 60, seed: 7 },
      )
    })

    test('a polygon covers what its own mask covers', () => {
      // Clear of the pole but across the tear, where there is one.
      const outline = tearing.includes(transform)
        ? [180, 60, 230, 80, 220, 190, 170, 180]
        : [60, 40, 150, 70, 180, 110, 190, 160, 70, 110]
      const mask = polygonsToMask([outline], SIDE, SIDE)
      fc.assert(
        fc.property(fc.integer(), (seed) => {
          const image = imageFrom(
            { width: SIDE, height: SIDE, channels: 4, data: emptyPixels() },
            {
              instances: [
                { id: 1, polygons: [outline] },
                { id: 2, mask },
              ],
            },
          )
          const instances = run(transform, image, { seed, id: 'p' }).sample.labels.instances ?? []
          const [polygon, masked] = [instances.find(({ id }) => id === 1), instances.find(({ id }) => id === 2)]
          expect(polygon?.polygons && masked?.mask).toBeDefined()
          if (!polygon?.polygons || !masked?.mask) return
          const painted = polygonsToMask(polygon.polygons, SIDE, SIDE)
          let [both, either] = [0, 0]
          for (let at = 0; at < painted.data.length; at++) {
            both += (painted.data[at] ?? 0) & (masked.mask.data[at] ?? 0)
            either += (painted.data[at] ?? 0) | (masked.mask.data[at] ?? 0)
          }
          expect(both / either).toBeGreaterThanOrEqual(0.97)
        }),
        { numRuns: 12, seed: 3 },
      )
    })
  },
)

const positionsOf = (transform: Transform<Image>, seed: number) => {
  const image = imageFrom({ width: SIDE, height: SIDE, channels: 4, data: emptyPixels() })
  const [step] = run(transform, image, { seed, id: 's' }).sample.steps
  if (step?.kind !== 'displace') throw new Error('expected one displacement')
  const size = { inWidth: SIDE, inHeight: SIDE, width: SIDE, height: SIDE }
  return Array.from(step.field.positions(step.settings, size).data, (value, at) =>
    at % 2 === 0 ? value - ((at / 2) % SIDE) - 0.5 : value - Math.floor(at / 2 / SIDE) - 0.5,
  )
}
const spreadOf = (values: readonly number[]) =>
  Math.sqrt(values.reduce((sum, value) => sum + value * value, 0) / values.length)

describe('spreads', () => {
  // Even noise has a third of its largest square as variance; a Gaussian leaves one part in 4 pi sigma squared of it.
  const expected = (alpha: number, sigma: number) => alpha / Math.sqrt(3) / (2 * Math.sqrt(Math.PI) * sigma)

  test.each([
    [50, 5],
    [20, 1.5],
    [10, 1],
    [100, 7.5],
  ])('elastic shifts of alpha %d and sigma %d spread as smoothed even noise does', (alpha, sigma) => {
    const measured = [1, 2, 3].map((seed) => spreadOf(positionsOf(elastic({ alpha, sigma }), seed)))
    const mean = measured.reduce((sum, value) => sum + value, 0) / 3
    expect(Math.abs(mean / expected(alpha, sigma) - 1)).toBeLessThan(0.05)
  })

  test('elastic shifts stay alike as far as sigma says', () => {
    const shifts = positionsOf(elastic({ alpha: 50, sigma: 5 }), 4)
    const [first, later]: [number[], number[]] = [[], []]
    for (let at = 0; at < shifts.length - 20; at += 2) {
      if ((at / 2) % SIDE >= SIDE - 10) continue
      first.push(shifts[at] ?? 0)
      later.push(shifts[at + 20] ?? 0)
    }
    const together = first.reduce((sum, value, index) => sum + value * (later[index] ?? 0), 0) / first.length
    // Two Gaussians of sigma at a distance of 2 sigma: exp(-1).
    expect(Math.abs(together / (spreadOf(first) * spreadOf(later)) - Math.exp(-1))).toBeLessThan(0.08)
  })

  test('shared shifts are the same along both axes', () => {
    const shifts = positionsOf(elastic({ shared: true }), 5)
    for (let at = 0; at < shifts.length; at += 998) expect(shifts[at]).toBeCloseTo(shifts[at + 1] ?? NaN, 3)
  })

  test('stronger options shift farther', () => {
    const rising = (transforms: readonly Transform<Image>[]) => {
      const spreads = transforms.map((transform) => spreadOf(positionsOf(transform, 6)))
      expect(spreads).toEqual(spreads.toSorted((a, b) => a - b))
    }
    rising([1, 5, 20].map((magnitude) => gridElastic({ magnitude })))
    rising([0.01, 0.03, 0.05].map((scale) => piecewiseAffine({ scale })))
    rising([0.1, 0.2, 0.4].map((scale) => thinPlateSpline({ scale })))
    rising([0.001, 0.002, 0.004].map((amplitude) => waterRefraction({ amplitude })))
    rising([20, 60, 140].map((angle) => cylinderWarp({ angle, tilt: 0 })))
  })
})
