import { expect, test } from 'vitest'
import { latticeTables } from './lattice-tables.js'
import { lens } from './lens.js'

test("four by four crossings of the camera's lens give its positions everywhere", () => {
  for (const [width, height] of [
    [1, 1],
    [37, 20],
    [300, 512],
  ] as const) {
    const settings = { distortion: -0.4, model: 'camera' } as const
    const size = { inWidth: width + 5, inHeight: height, width, height }
    const lattice = lens.lattice?.(settings, size)
    if (!lattice) throw new Error('expected a lattice')
    const { cells, weights } = latticeTables(lattice, width, height)
    const firstRow = cells.length - height
    const shiftAt = (shifts: Float32Array, x: number, y: number) =>
      shifts.reduce((sum, shift, at) => {
        const share = (index: number, crossing: number) => weights[4 * index + crossing - (cells[index] ?? 0) + 1] ?? 0
        return sum + shift * share(x, at % 4) * share(firstRow + y, Math.floor(at / 4))
      }, 0)
    const { data } = lens.positions(settings, size)
    for (let at = 0; at < width * height; at++) {
      const [x, y] = [at % width, Math.floor(at / width)]
      expect(Math.abs(x + 0.5 + shiftAt(lattice.shiftX, x, y) - (data[2 * at] ?? NaN))).toBeLessThan(1e-3)
      expect(Math.abs(y + 0.5 + shiftAt(lattice.shiftY, x, y) - (data[2 * at + 1] ?? NaN))).toBeLessThan(1e-3)
    }
  }
})

test('a fisheye has no lattice', () => {
  const size = { inWidth: 9, inHeight: 9, width: 9, height: 9 }
  expect(lens.lattice?.({ distortion: 0.5, model: 'fisheye' }, size)).toBeUndefined()
})
