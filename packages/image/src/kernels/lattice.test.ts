import fc from 'fast-check'
import { expect, test } from 'vitest'
import { latticeTables } from '../fields/lattice-tables.js'
import type { Lattice } from '../fields/lattice.js'
import { Scratch } from './kernels.js'
import { on, pickAt, randomBytes, rasters, sampleAt, type TestRaster } from './testing.js'

const f = Math.fround
const FILL = 0xff102030
const crossings = fc.integer({ min: 2, max: 7 })
const lattices = fc
  .record({
    columns: crossings,
    rows: crossings,
    between: fc.constantFrom('bilinear' as const, 'bicubic' as const, 'spline' as const),
    reach: fc.constantFrom(0, 3, 60),
    seed: fc.nat(),
  })
  .map(({ columns, rows, between, reach, seed }) => {
    const shifts = (key: number) =>
      Float32Array.from(randomBytes(columns * rows, key), (byte) => (byte / 127.5 - 1) * reach)
    return { columns, rows, between, shiftX: shifts(seed), shiftY: shifts(seed + 1) }
  })

/** Lattices of that many crossings over a whole output. */
const over = (
  part: Pick<Lattice, 'columns' | 'rows' | 'between' | 'shiftX' | 'shiftY'>,
  width: number,
  height: number,
): Lattice => ({
  ...part,
  originX: 0,
  originY: 0,
  stepX: width / (part.columns - 1),
  stepY: height / (part.rows - 1),
})

function shifted(
  raster: TestRaster,
  lattice: Lattice,
  width: number,
  height: number,
  border: number,
  nearest = false,
): Uint8Array {
  const { columns, rows, shiftX, shiftY } = lattice
  const { cells, weights } = latticeTables(lattice, width, height)
  return on(
    raster.data,
    (scratch, pointer) => {
      const target = scratch.take(width * height * 4)
      scratch.kernels.spreadFrom(
        scratch.put(shiftX),
        scratch.put(shiftY),
        columns,
        rows,
        scratch.put(cells),
        scratch.put(weights),
        width,
        scratch.take(4 * (columns + 8) + 32 * (width + 4)),
      )
      scratch.kernels.shiftByLattice(pointer, raster.width, raster.height, target, width, height, nearest, border, FILL)
      return target
    },
    width * height * 4,
  )
}

/** Where a pixel lies on an axis: its own place and the shift there. */
function placesOf(lattice: Lattice, width: number, height: number) {
  const { columns, rows } = lattice
  const firstRow = Math.ceil(width / 4) * 4
  const { cells, weights } = latticeTables(lattice, width, height)
  const clamp = (index: number, count: number) => Math.min(count - 1, Math.max(0, index))
  const products = (table: number, values: (tap: number) => number) =>
    [0, 1, 2, 3].map((tap) => f(values(tap) * (weights[4 * table + tap] ?? 0)))
  return (own: number, shifts: Float32Array, x: number, y: number) => {
    const line = (row: number) => {
      const [a = 0, b = 0, c = 0, d = 0] = products(
        x,
        (tap) => shifts[clamp(row, rows) * columns + clamp((cells[x] ?? 0) - 1 + tap, columns)] ?? 0,
      )
      return f(f(a + c) + f(b + d))
    }
    const [a = 0, b = 0, c = 0, d = 0] = products(firstRow + y, (tap) => line((cells[firstRow + y] ?? 0) - 1 + tap))
    return f(own + f(f(a + b) + f(c + d)))
  }
}

function twin(
  raster: TestRaster,
  lattice: Lattice,
  width: number,
  height: number,
  border: number,
  nearest = false,
): Uint8Array {
  const place = placesOf(lattice, width, height)
  return Uint8Array.from({ length: width * height * 4 }, (_, at) => {
    const [x, y] = [(at >> 2) % width, Math.floor((at >> 2) / width)]
    const centre = nearest ? 0.5 : 0
    const places = [place(x + centre, lattice.shiftX, x, y), place(y + centre, lattice.shiftY, x, y)] as const
    return (nearest ? pickAt : sampleAt)(raster, ...places, at % 4, border, FILL)
  })
}

test('every pixel shows its own place and the shift between the crossings about it', () => {
  const side = fc.integer({ min: 1, max: 30 })
  fc.assert(
    fc.property(
      rasters,
      lattices,
      side,
      side,
      fc.nat(4),
      fc.boolean(),
      (raster, part, width, height, border, nearest) => {
        const all = [raster, over(part, width, height), width, height, border, nearest] as const
        expect(shifted(...all)).toEqual(twin(...all))
      },
    ),
    { numRuns: 150 },
  )
})

test('positions of a lattice are those at which pixels are picked', () => {
  const side = fc.integer({ min: 1, max: 30 })
  fc.assert(
    fc.property(lattices, side, side, (part, width, height) => {
      const lattice = over(part, width, height)
      const { columns, rows, shiftX, shiftY } = lattice
      const { cells, weights } = latticeTables(lattice, width, height)
      const scratch = new Scratch()
      const target = scratch.take(width * height * 8)
      const tables = [scratch.put(cells), scratch.put(weights)] as const
      const room = scratch.take(4 * (columns + 8) + 32 * (width + 4))
      scratch.kernels.spreadFrom(scratch.put(shiftX), scratch.put(shiftY), columns, rows, ...tables, width, room)
      scratch.kernels.latticePositions(target, width, height)
      const places = placesOf(lattice, width, height)
      const wanted = Array.from({ length: width * height }, (_, at) => {
        const [x, y] = [at % width, Math.floor(at / width)]
        return [places(x + 0.5, lattice.shiftX, x, y), places(y + 0.5, lattice.shiftY, x, y)]
      })
      expect(scratch.floats(target, wanted.length * 2)).toEqual(Float32Array.from(wanted.flat()))
    }),
    { numRuns: 100 },
  )
})

test('rows wider than a run of pixels go on from run to run', () => {
  const raster = { width: 300, height: 2, data: randomBytes(2400, 1) }
  const still = {
    columns: 2,
    rows: 2,
    between: 'bilinear',
    shiftX: new Float32Array(4),
    shiftY: new Float32Array(4),
  } as const
  expect(shifted(raster, over(still, 300, 2), 300, 2, 1)).toEqual(raster.data)
})
