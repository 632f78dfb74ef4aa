import { keyedRandom } from '@variegate/core'
import { latticeField } from './lattice.js'

/** A grid over the whole image whose inner crossings are pulled at random by up to `magnitude` pixels; its edges stay. */
export const gridElasticField = latticeField<{
  readonly columns: number
  readonly rows: number
  readonly magnitude: number
  readonly between: 'bilinear' | 'bicubic'
  readonly key: readonly [number, number]
}>('gridElastic', ({ columns, rows, magnitude, between, key }, { width, height }) => {
  const [across, down] = [columns + 1, rows + 1]
  const [shiftX, shiftY] = [new Float32Array(across * down), new Float32Array(across * down)]
  const random = keyedRandom(key)
  for (let row = 1; row < rows; row++) {
    for (let column = 1; column < columns; column++) {
      shiftX[row * across + column] = random.uniform([-magnitude, magnitude])
      shiftY[row * across + column] = random.uniform([-magnitude, magnitude])
    }
  }
  const [stepX, stepY] = [width / columns, height / rows]
  return { columns: across, rows: down, originX: 0, originY: 0, stepX, stepY, shiftX, shiftY, between }
})
