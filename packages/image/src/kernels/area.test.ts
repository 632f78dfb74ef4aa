import fc from 'fast-check'
import { expect, test } from 'vitest'
import { on, randomBytes, rasters, type TestRaster } from './testing.js'

// The kernel has a plain twin here, and the two agree bit for bit.
const f = Math.fround

interface Span {
  readonly first: number
  readonly last: number
  readonly weights: readonly [first: number, between: number, last: number]
}

function spanOf(left: number, right: number, length: number): Span {
  const first = Math.min(length - 1, Math.max(0, Math.floor(left)))
  const last = Math.max(first, Math.min(length - 1, Math.ceil(right) - 1))
  const share = (at: number) => f(Math.max(0, Math.min(right, at + 1) - Math.max(left, at)))
  const shares = [share(first), last > first ? share(last) : 0] as const
  const between = Math.max(0, last - first - 1)
  const total = f(f(shares[0] + shares[1]) + between)
  return { first, last, weights: [f(shares[0] / total), between > 0 ? f(1 / total) : 0, f(shares[1] / total)] }
}

/** The mean over spans in 32-bit floats: down, then across; between the ends of a span rows are added up exactly, columns one by one. */
function meanOf({ width, data }: TestRaster, rows: Span, columns: Span, channel: number): number {
  const value = (x: number, y: number) => data[(y * width + x) * 4 + channel] ?? 0
  const ends = ({ first, last, weights }: Span, at: (index: number) => number) =>
    f(f(at(first) * weights[0]) + f(at(last) * weights[2]))
  const down = (x: number) => {
    let sum = ends(rows, (y) => value(x, y))
    for (let y = rows.first + 1; y < rows.last; y += 256) {
      let between = 0
      for (let row = y; row < Math.min(rows.last, y + 256); row++) between += value(x, row)
      sum = f(sum + f(between * rows.weights[1]))
    }
    return sum
  }
  let between = 0
  for (let x = columns.first + 1; x < columns.last; x++) between = f(between + down(x))
  const mean = f(ends(columns, down) + f(between * columns.weights[1]))
  return Math.floor(f(mean + 8192.5)) - 8192
}

const tall = fc
  .integer({ min: 200, max: 900 })
  .map((height): TestRaster => ({ width: 3, height, data: randomBytes(height * 12, height) }))
const share = fc.double({ min: 0, max: 1, noNaN: true })

test('area averages are the mean of what each pixel covers, rounded to the nearest', () => {
  fc.assert(
    fc.property(fc.oneof(rasters, tall), fc.tuple(share, share, share, share), share, (raster, box, size) => {
      const { width, height } = raster
      const [x, y] = [Math.min(box[0] * width, width - 1), Math.min(box[1] * height, height - 1)]
      const [boxWidth, boxHeight] = [1 + box[2] * (width - x - 1), 1 + box[3] * (height - y - 1)]
      const [w, h] = [Math.max(1, Math.floor(size * boxWidth)), Math.max(1, Math.floor(size * size * boxHeight))]
      const actual = on(
        raster.data,
        (scratch, pointer) => {
          const target = scratch.take(w * h * 4)
          const room = scratch.take(scratch.kernels.areaRoom(width, w))
          scratch.kernels.area(pointer, width, height, target, w, h, x, y, boxWidth, boxHeight, room)
          return target
        },
        w * h * 4,
      )
      for (const [at, value] of actual.entries()) {
        const [column, row] = [(at >> 2) % w, Math.floor((at >> 2) / w)]
        const [scaleX, scaleY] = [boxWidth / w, boxHeight / h]
        const [top, bottom] = [y + row * scaleY, y + (row + 1) * scaleY]
        const [left, right] = [x + column * scaleX, x + (column + 1) * scaleX]
        expect(value).toBe(meanOf(raster, spanOf(top, bottom, height), spanOf(left, right, width), at & 3))
        expect(Math.abs(value - exactMean(raster, [left, right], [top, bottom], at & 3))).toBeLessThanOrEqual(0.501)
      }
    }),
    { numRuns: 60 },
  )
})

function exactMean(
  { width, data }: TestRaster,
  across: readonly [number, number],
  down: readonly [number, number],
  channel: number,
) {
  const shareOf = ([low, high]: readonly [number, number], at: number) =>
    Math.max(0, Math.min(high, at + 1) - Math.max(low, at))
  let [sum, weights] = [0, 0]
  for (let at = channel; at < data.length; at += 4) {
    const pixel = at >> 2
    const weight = shareOf(across, pixel % width) * shareOf(down, Math.floor(pixel / width))
    sum += weight * (data[at] ?? 0)
    weights += weight
  }
  return sum / weights
}
