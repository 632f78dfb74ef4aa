import { createRandom, run, type Transform } from '@variegate/core'
import { expect, test } from 'vitest'
import { denseMap } from '../src/maps/dense.js'
import {
  cylinderWarp,
  elastic,
  gridDistortion,
  gridElastic,
  imageFrom,
  mirrorHalf,
  opticalDistortion,
  piecewiseAffine,
  polarWarp,
  rollingShutter,
  thinPlateSpline,
  waterRefraction,
  type Image,
} from '../src/index.js'

const warps: readonly Transform<Image>[] = [
  elastic({ alpha: 40, sigma: 6 }),
  gridDistortion(),
  gridDistortion({ normalized: false }),
  gridElastic({ columns: 5, rows: 3, magnitude: 5 }),
  gridElastic({ between: 'bilinear' }),
  mirrorHalf({ keep: 'left' }),
  mirrorHalf({ keep: 'bottom' }),
  opticalDistortion(),
  piecewiseAffine(),
  piecewiseAffine({ rows: 6, columns: 9 }),
  thinPlateSpline(),
  thinPlateSpline({ points: 3, scale: 0.5 }),
  waterRefraction(),
  cylinderWarp(),
  cylinderWarp({ axis: 'horizontal' }),
  rollingShutter(),
  polarWarp(),
  polarWarp({ start: 100, reach: 'corners' }),
  polarWarp({ direction: 'roll' }),
  polarWarp({ direction: 'roll', reach: 'corners' }),
]

test.each(warps.map((transform) => [`${transform.name} ${JSON.stringify(transform.given)}`, transform] as const))(
  'where a point comes out, that point is shown, in images of any shape: %s',
  (_, transform) => {
    for (const [width, height] of [
      [150, 90],
      [81, 140],
    ] as const) {
      const image = imageFrom({ width, height, channels: 1, data: new Uint16Array(width * height) })
      const { steps } = run(transform, image, { seed: 5, id: 'i' }).sample
      const at = steps.findIndex(({ kind }) => kind === 'displace')
      const step = steps[at]
      const before = steps[at - 1]
      if (step?.kind !== 'displace') throw new Error('expected a displacement')
      const inner = before && 'width' in before ? before : { width, height }
      const size = { inWidth: inner.width, inHeight: inner.height, width: step.width, height: step.height }
      const { field, settings } = step
      const forward = field.forward?.bind(field)
      const positions = field.positions(settings, size)
      const map = denseMap({
        ...size,
        positions: () => positions,
        ...(forward ? { forward: (x: number, y: number) => forward(settings, size, x, y) } : {}),
      })
      const random = createRandom('points')
      let seen = 0
      for (let index = 0; index < 400; index++) {
        const [x, y] = [random.uniform([3, size.inWidth - 3]), random.uniform([3, size.inHeight - 3])]
        // Positions are not straight lines from pixel to pixel near the pole, nor across the tear.
        if (transform.name === 'polarWarp' && nearPole(transform, size, x, y)) continue
        const to = map.forward(x, y)
        if (!to || to[0] < 1 || to[1] < 1 || to[0] > size.width - 1 || to[1] > size.height - 1) continue
        // A fold of the plane lies between the halves.
        if (transform.name === 'mirrorHalf' && Math.min(Math.abs(to[0] - width / 2), Math.abs(to[1] - height / 2)) < 2)
          continue
        const from = map.backward(to[0], to[1])
        // Within a pixel, a kink between two triangles or cells is rounded off.
        seen++
        expect(Math.hypot((from?.[0] ?? NaN) - x, (from?.[1] ?? NaN) - y)).toBeLessThan(0.4)
      }
      expect(seen).toBeGreaterThan(50)
    }
  },
)

function nearPole(
  { options }: Transform<Image>,
  { inWidth, inHeight }: { readonly inWidth: number; readonly inHeight: number },
  x: number,
  y: number,
): boolean {
  if (options['direction'] === 'roll') return y < inHeight / 3
  const [right, down] = [x - inWidth / 2, Math.abs(y - inHeight / 2)]
  return down < 4 || Math.hypot(right, down) < 15
}
