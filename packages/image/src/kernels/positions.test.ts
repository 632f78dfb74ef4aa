import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Scratch } from './kernels.js'

// Every kernel has a plain twin here, and the two agree bit for bit.
const f = Math.fround

type Point = readonly [x: number, y: number]
type Size = readonly [width: number, height: number]

const single = (min: number, max: number) => fc.float({ min: f(min), max: f(max), noNaN: true })
const point = fc.tuple(single(-30, 60), single(-30, 60))
const points = fc.array(
  fc.oneof({ arbitrary: point, weight: 9 }, { arbitrary: fc.constant([NaN, 4] as const), weight: 1 }),
  {
    minLength: 1,
    maxLength: 40,
  },
)
const size = fc.tuple(fc.integer({ min: 2, max: 30 }), fc.integer({ min: 2, max: 30 }))
const cuts: fc.Arbitrary<Size> = fc.oneof(fc.constant<Size>([0, 0]), size)

/** Let a kernel change positions in place. */
function moved(before: readonly Point[], work: (scratch: Scratch, positions: number) => void): Float32Array {
  const scratch = new Scratch()
  const positions = scratch.put(Float32Array.from(before.flat()))
  work(scratch, positions)
  return scratch.floats(positions, before.length * 2)
}

const inside = ([width, height]: Size, x: number, y: number) => x >= 0 && y >= 0 && x <= width && y <= height

/** The plain twins' results, cut off where a canvas ends. */
const expected = (before: readonly Point[], cut: Size, move: (x: number, y: number) => Point): Float32Array =>
  Float32Array.from(
    before.flatMap(([x, y]) => {
      const [toX, toY] = move(x, y).map(f) as [number, number]
      return cut[0] > 0 && !inside(cut, toX, toY) ? [NaN, toY] : [toX, toY]
    }),
  )

test('every pixel begins at its own centre', () => {
  const scratch = new Scratch()
  const positions = scratch.take(2 * 3 * 8)
  scratch.kernels.centrePositions(positions, 2, 3)
  expect([...scratch.floats(positions, 12)]).toEqual([0.5, 0.5, 1.5, 0.5, 0.5, 1.5, 1.5, 1.5, 0.5, 2.5, 1.5, 2.5])
})

test('maps of the plane move positions, and show nothing behind the camera', () => {
  const entry = fc.double({ min: -2, max: 2, noNaN: true })
  const third = fc.constantFrom([0, 0, 1] as const, [0, 0, 2] as const, [0.01, -0.02, 1] as const)
  const matrix = fc.tuple(entry, entry, entry, entry, entry, entry)
  fc.assert(
    fc.property(points, matrix, third, cuts, (before, [a, b, c, d, e, g], [p, q, r], cut) => {
      const actual = moved(before, (scratch, positions) => {
        const entries = scratch.put(Float64Array.of(a, b, c, d, e, g, p, q, r))
        scratch.kernels.warpPositions(positions, before.length, entries, ...cut)
      })
      const plain = expected(before, cut, (x, y) => {
        const weight = p * x + q * y + r
        const seen = (p === 0 && q === 0) || weight > 1e-12 ? weight : NaN
        return [(a * x + b * y + c) / seen, (d * x + e * y + g) / seen]
      })
      expect(actual).toEqual(plain)
    }),
    { numRuns: 100 },
  )
})

test('a table bends positions, bilinear between its centres and straight on beyond them', () => {
  fc.assert(
    fc.property(points, size, cuts, fc.infiniteStream(single(-9, 40)), (before, [width, height], cut, stream) => {
      const table = Float32Array.from({ length: width * height * 2 }, () => stream.next().value ?? 0)
      const actual = moved(before, (scratch, positions) =>
        scratch.kernels.bendPositions(positions, before.length, scratch.put(table), width, height, ...cut),
      )
      const plain = expected(before, cut, (x, y) => {
        const place = [f(x - 0.5), f(y - 0.5)] as const
        const column = Math.min(width - 2, Math.max(0, Math.floor(place[0])))
        const row = Math.min(height - 2, Math.max(0, Math.floor(place[1])))
        const [across, down] = [f(place[0] - column), f(place[1] - row)]
        if (Number.isNaN(across)) return [NaN, NaN]
        const at = (row * width + column) * 2
        const below = (offset: number) =>
          f(f((table[at + offset] ?? 0) * f(1 - down)) + f((table[at + width * 2 + offset] ?? 0) * down))
        const between = (axis: number) => f(f(below(axis) * f(1 - across)) + f(below(axis + 2) * across))
        return [between(0), between(1)]
      })
      expect(actual).toEqual(plain)
    }),
    { numRuns: 100 },
  )
})

test('the last piece that covers a position says what it shows', () => {
  const edge = fc.integer({ min: -5, max: 30 })
  const piece = fc.tuple(edge, edge, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), edge, edge)
  fc.assert(
    fc.property(points, fc.array(piece, { minLength: 1, maxLength: 6 }), size, cuts, (before, pieces, canvas, cut) => {
      const actual = moved(before, (scratch, positions) => {
        const at = scratch.put(Float32Array.from(pieces.flat()))
        scratch.kernels.piecePositions(positions, before.length, at, pieces.length, ...canvas, ...cut)
      })
      const plain = expected(before, cut, (x, y) => {
        const covers = pieces.findLast(
          ([toX, toY, w, h]) => f(x - toX) >= 0 && f(y - toY) >= 0 && f(x - toX) < w && f(y - toY) < h,
        )
        if (!covers || !(x >= 0 && y >= 0 && x < canvas[0] && y < canvas[1])) return [NaN, y]
        return [f(f(x - covers[0]) + covers[4]), f(f(y - covers[1]) + covers[5])]
      })
      expect(actual).toEqual(plain)
    }),
    { numRuns: 100 },
  )
})
