import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clamp, inPlace, rasters } from './testing.js'

// Every kernel has a plain twin here, and the two agree bit for bit.
const f = Math.fround

/** Rows of a 3x4 matrix as the columns that the kernel takes. */
const columnsOf = (matrix: readonly number[]): Float32Array =>
  Float32Array.from(
    [0, 1, 2, 3].flatMap((column) => [0, 1, 2, 3].map((row) => (row === 3 ? 0 : (matrix[row * 4 + column] ?? 0)))),
  )
/** Rows of three entries and what is added to their sum. */
const matrices = (most: number, offset: number) => {
  const entry = fc.float({ min: -f(most), max: f(most), noNaN: true })
  const row = fc.tuple(entry, entry, entry, fc.float({ min: -offset, max: offset, noNaN: true }))
  return fc.oneof(
    fc.tuple(row, row, row).map((rows) => rows.flat()),
    row.map((alike) => [...alike, ...alike, ...alike]),
  )
}
const coloured = (data: Uint8Array, matrix: readonly number[]) =>
  inPlace(data, (scratch, pointer) => scratch.kernels.colour(pointer, data.length / 4, scratch.put(columnsOf(matrix))))
const product = (data: Uint8Array, at: number, matrix: readonly number[]) => {
  const [row, pixel] = [(at % 4) * 4, at - (at % 4)]
  return [0, 1, 2].map((channel) => (data[pixel + channel] ?? 0) * (matrix[row + channel] ?? 0))
}

test('colour matrices in 1/4096, within a level of the real numbers', () => {
  fc.assert(
    fc.property(rasters, fc.oneof(matrices(1, 300), matrices(7.98, 300)), ({ data }, matrix) => {
      const fixed = matrix.map((entry) => Math.floor(f(f(entry * 4096) + 0.5)))
      const actual = coloured(data, matrix)
      for (const [at, value] of actual.entries()) {
        const row = at % 4
        if (row === 3) {
          expect(value).toBe(data[at])
          continue
        }
        const sum = (terms: number[], offset = 0) => terms.reduce((total, term) => total + term, offset)
        expect(value).toBe(clamp((sum(product(data, at, fixed), fixed[row * 4 + 3]) + 2048) >> 12))
        const exact = clamp(sum(product(data, at, matrix), matrix[row * 4 + 3]))
        expect(Math.abs(value - exact)).toBeLessThanOrEqual(0.6)
      }
    }),
    { numRuns: 80 },
  )
})

test('colour matrices beyond that, in 32-bit floats', () => {
  fc.assert(
    fc.property(rasters, matrices(40, 100000), ({ data }, matrix) => {
      matrix[0] = 8
      const expected = data.map((value, at) => {
        if (at % 4 === 3) return value
        const [red = 0, green = 0, blue = 0] = product(data, at, matrix).map(f)
        return clamp(Math.floor(f(f(f(red + green) + blue) + f((matrix[(at % 4) * 4 + 3] ?? 0) + 0.5))))
      })
      expect(coloured(data, matrix)).toEqual(expected)
    }),
    { numRuns: 30 },
  )
})

/** A hue's turn in whole numbers, as the kernel's comment says. */
function turnPixel([red, green, blue]: readonly [number, number, number], turns: number): number[] {
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)]
  const side = 16 * (most - least)
  const round = 6 * side
  const wrap = (position: number) => (position < 0 ? position + round : position)
  const steps = Math.floor((6 * turns - 6 * Math.floor((6 * turns) / 6)) * 32768 + 0.5)
  const move = side * (steps >> 15) + ((side * (steps & 32767) + 16384) >> 15)
  const position =
    16 * (red === most ? green - blue : green === most ? blue - red : red - green) +
    (red === most ? 0 : green === most ? 2 : 4) * side
  const turned = wrap(wrap(position) + move - round)
  return [1, 3, 5].map((sides) => {
    const k = wrap(turned - sides * side)
    return (16 * most + 8 - Math.max(0, Math.min(k, 4 * side - k, side))) >> 4
  })
}

/** The HSV formulas in real numbers. */
function turnExactly([red, green, blue]: readonly [number, number, number], turns: number): number[] {
  const [most, least] = [Math.max(red, green, blue), Math.min(red, green, blue)]
  const chroma = most - least
  if (chroma === 0) return [red, green, blue]
  const sixth =
    most === red ? (green - blue) / chroma : most === green ? 2 + (blue - red) / chroma : 4 + (red - green) / chroma
  const turned = (((sixth + 6 * turns) % 6) + 6) % 6
  return [5, 3, 1].map((offset) => {
    const k = (offset + turned) % 6
    return most - chroma * Math.max(0, Math.min(k, 4 - k, 1))
  })
}

test('hues turn in whole numbers, within 0.54 levels of the HSV formulas', () => {
  fc.assert(
    fc.property(rasters, fc.double({ min: -0.5, max: 0.5, noNaN: true }), ({ data }, turns) => {
      const actual = inPlace(data, (scratch, pointer) => scratch.kernels.hue(pointer, data.length / 4, turns))
      for (let at = 0; at < data.length; at += 4) {
        const colour = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0] as const
        expect([...actual.subarray(at, at + 4)]).toEqual([...turnPixel(colour, turns), data[at + 3]])
        for (const [channel, exact] of turnExactly(colour, turns).entries())
          expect(Math.abs((actual[at + channel] ?? 0) - exact)).toBeLessThan(0.54)
      }
    }),
    { numRuns: 50 },
  )
})

test('no turn of a hue changes nothing', () => {
  fc.assert(
    fc.property(rasters, ({ data }) => {
      expect(inPlace(data, (scratch, pointer) => scratch.kernels.hue(pointer, data.length / 4, 0))).toEqual(data)
    }),
    { numRuns: 20 },
  )
})
