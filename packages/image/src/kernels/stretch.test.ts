import fc from 'fast-check'
import { expect, test } from 'vitest'
import { borderIndex } from '../steps/border.js'
import { BORDERS, on, rasters, type TestRaster } from './testing.js'

interface Axis {
  readonly slope: number
  readonly shift: number
}
interface Case {
  readonly source: TestRaster
  readonly width: number
  readonly height: number
  readonly across: Axis
  readonly down: Axis
  readonly border: number
}
const FILL = 0xff102030
const side = fc.integer({ min: 1, max: 40 })
const axis = fc.record({
  slope: fc.oneof(fc.constantFrom(1, 2, 0.5, -1, 0.75), fc.double({ min: -4, max: 4, noNaN: true })),
  shift: fc.oneof(fc.integer({ min: -50, max: 50 }), fc.double({ min: -50, max: 50, noNaN: true })),
})
const cases: fc.Arbitrary<Case> = fc.record({
  source: rasters,
  width: side,
  height: side,
  across: axis,
  down: axis,
  border: fc.nat(4),
})

/** Centres in Q15, within the reach of the kernel. */
function placesAlong({ slope, shift }: Axis, count: number, length: number, border: number): Int32Array {
  const [low, high] = border === 1 ? [0, (length - 1) * 32768] : [-32768, length * 32768]
  return Int32Array.from({ length: count }, (_, at) =>
    Math.min(high, Math.max(low, Math.floor((slope * (at + 0.5) + shift - 0.5) * 32768 + 0.5))),
  )
}

const stretched = ({ source, width, height, across, down, border }: Case): Uint8Array =>
  on(
    source.data,
    (scratch, pointer) => {
      const target = scratch.take(width * height * 4)
      const columns = scratch.put(placesAlong(across, width, source.width, border))
      const rows = scratch.put(placesAlong(down, height, source.height, border))
      const room = scratch.take(4 * (source.width + 8) + 28 * (width + 8))
      const { kernels } = scratch
      kernels.stretch(pointer, source.width, source.height, target, width, height, columns, rows, border, FILL, room)
      return target
    },
    width * height * 4,
  )

const warped = ({ source, width, height, across, down, border }: Case): Uint8Array =>
  on(
    source.data,
    (scratch, pointer) => {
      const target = scratch.take(width * height * 4)
      const matrix = scratch.put(Float64Array.of(across.slope, 0, across.shift, 0, down.slope, down.shift, 0, 0, 1))
      const { kernels } = scratch
      kernels.warp(pointer, source.width, source.height, target, width, height, matrix, false, border, FILL, 0, 0)
      return target
    },
    width * height * 4,
  )

function twin({ source, width, height, across, down, border }: Case): Uint8Array {
  const name = BORDERS[border] ?? 'constant'
  const between = (a: number, b: number, weight: number) => a + (((b - a) * weight + 0x4000) >> 15)
  const tap = (x: number, y: number, channel: number) => {
    const [column, row] = [borderIndex(x, source.width, name), borderIndex(y, source.height, name)]
    if (column < 0 || row < 0) return (FILL >>> (channel * 8)) & 255
    return source.data[(row * source.width + column) * 4 + channel] ?? 0
  }
  const columns = placesAlong(across, width, source.width, border)
  const rows = placesAlong(down, height, source.height, border)
  return Uint8Array.from({ length: width * height * 4 }, (_, index) => {
    const [channel, pixel] = [index % 4, index >> 2]
    const [x, y] = [columns[pixel % width] ?? 0, rows[Math.floor(pixel / width)] ?? 0]
    const blended = (row: number) =>
      between(tap(x >> 15, row, channel) << 6, tap((x >> 15) + 1, row, channel) << 6, x & 32767)
    return (between(blended(y >> 15), blended((y >> 15) + 1), y & 32767) + 32) >> 6
  })
}

test('stretching blends across, then down, in steps of 1/64 level', () => {
  fc.assert(
    fc.property(cases, (one) => {
      expect(stretched(one)).toEqual(twin(one))
    }),
    { numRuns: 500 },
  )
})

test('stretching gives what warping gives, but for how each rounds on the way', () => {
  const clamping = cases.map((one) => ({ ...one, border: one.border % 2 }))
  fc.assert(
    fc.property(clamping, (one) => {
      const other = warped(one)
      const most = stretched(one).reduce((sum, value, at) => Math.max(sum, Math.abs(value - (other[at] ?? 0))), 0)
      expect(most).toBeLessThanOrEqual(1)
    }),
    { numRuns: 2000 },
  )
})
