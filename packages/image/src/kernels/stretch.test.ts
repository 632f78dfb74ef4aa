import fc from 'fast-check'
import { expect, test } from 'vitest'
import { on, rasters, type TestRaster } from './testing.js'

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
  /** Whether the edge goes on beyond the border, which is filled otherwise. */
  readonly edge: boolean
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
  edge: fc.boolean(),
})

function run(kernel: 'stretch' | 'warp', { source, width, height, across, down, edge }: Case): Uint8Array {
  return on(
    source.data,
    (scratch, pointer) => {
      const target = scratch.take(width * height * 4)
      const matrix = scratch.put(Float64Array.of(across.slope, 0, across.shift, 0, down.slope, down.shift, 0, 0, 1))
      const room = scratch.take(4 * (source.width + 8) + 28 * (width + 8))
      const border = edge ? 1 : 0
      const { kernels } = scratch
      const [w, h] = [source.width, source.height]
      if (kernel === 'warp') kernels.warp(pointer, w, h, target, width, height, matrix, false, border, FILL, room, 0)
      else kernels.stretch(pointer, w, w, h, target, width, height, matrix, border, FILL, room)
      return target
    },
    width * height * 4,
  )
}

/** The whole pixel and the fraction in Q15 that an output pixel comes from: positions step along rows, and are computed for every row. */
function placeOf({ slope, shift }: Axis, at: number, along: 'row' | 'column') {
  const fixed = (value: number) => BigInt(Math.floor(value * 2 ** 32 + 0.5))
  const exact =
    along === 'row'
      ? fixed(slope * 0.5 + shift - 0.5) + BigInt(at) * fixed(slope)
      : fixed(slope * (at + 0.5) + (shift - 0.5))
  const position = exact + 65536n
  return { first: Number(position >> 32n), fraction: Number((position >> 17n) & 32767n) }
}

function twin({ source, width, height, across, down, edge }: Case): Uint8Array {
  const clamp = (value: number, length: number) => Math.min(length - 1, Math.max(0, value))
  const between = (a: number, b: number, weight: number) => a + (((b - a) * weight + 0x4000) >> 15)
  const tap = (x: number, y: number, channel: number) => {
    const [column, row] = [clamp(x, source.width), clamp(y, source.height)]
    if (!edge && (column !== x || row !== y)) return (FILL >>> (channel * 8)) & 255
    return source.data[(row * source.width + column) * 4 + channel] ?? 0
  }
  return Uint8Array.from({ length: width * height * 4 }, (_, index) => {
    const [channel, pixel] = [index % 4, index >> 2]
    const x = placeOf(across, pixel % width, 'row')
    const y = placeOf(down, Math.floor(pixel / width), 'column')
    const blended = (row: number) =>
      between(tap(x.first, row, channel) << 6, tap(x.first + 1, row, channel) << 6, x.fraction)
    return (between(blended(y.first), blended(y.first + 1), y.fraction) + 32) >> 6
  })
}

test('stretching blends across, then down, in steps of 1/64 level', () => {
  fc.assert(
    fc.property(cases, (one) => {
      expect(run('stretch', one)).toEqual(twin(one))
    }),
    { numRuns: 500 },
  )
})

test('stretching gives what warping gives, but for how each rounds on the way', () => {
  fc.assert(
    fc.property(cases, (one) => {
      const warped = run('warp', one)
      const most = run('stretch', one).reduce((sum, value, at) => Math.max(sum, Math.abs(value - (warped[at] ?? 0))), 0)
      expect(most).toBeLessThanOrEqual(1)
    }),
    { numRuns: 2000 },
  )
})
