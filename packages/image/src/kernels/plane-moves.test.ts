import fc from 'fast-check'
import { expect, test } from 'vitest'
import { borderIndex } from '../steps/border.js'
import { Scratch } from './kernels.js'
import { BORDERS, randomBytes } from './testing.js'

const f = Math.fround
const NEAREST = 0
const LINEAR = 1
const FAR = 1e9

interface Source {
  readonly width: number
  readonly height: number
  readonly planes: readonly Float32Array[]
  readonly reading: number
  readonly border: number
}

const side = fc.oneof(fc.constantFrom(1, 2, 3, 4), fc.integer({ min: 1, max: 40 }))
const sources: fc.Arbitrary<Source> = fc
  .tuple(side, side, fc.integer({ min: 1, max: 4 }), fc.nat(), fc.nat(2), fc.nat(4))
  .map(([width, height, channels, seed, reading, border]) => ({
    width,
    height,
    planes: Array.from({ length: channels }, (_, channel) =>
      Float32Array.from(randomBytes(width * height, seed + channel), (byte) => byte / 16 - 4),
    ),
    reading,
    border,
  }))
const fillOf = (channel: number): number => channel + 0.25

/** Let the kernels read the source, and give the planes that `work` writes. */
function read(source: Source, count: number, work: (scratch: Scratch, target: number) => void): Float32Array[] {
  const { width, height, planes, reading, border } = source
  const scratch = new Scratch()
  const pixels = width * height
  const from = scratch.take(pixels * planes.length * 4)
  for (const [channel, plane] of planes.entries())
    new Float32Array(scratch.kernels.memory.buffer, from + channel * pixels * 4, pixels).set(plane)
  const fills = scratch.put(Float32Array.from(planes, (_, channel) => fillOf(channel)))
  scratch.kernels.readPlanes(from, width, height, planes.length, reading, border, fills)
  const target = scratch.take(count * planes.length * 4)
  work(scratch, target)
  return planes.map((_, channel) => scratch.floats(target + channel * count * 4, count))
}

const inner = (t: number) => f(f(f(f(f(1.25 * t) - 2.25) * t) * t) + 1)
const outer = (t: number) => f(f(f(f(1.5 - f(0.75 * t)) * t) - 0.75) * t)
const cubicWeights = (t: number) => [outer(t), inner(t), inner(f(1 - t)), outer(f(1 - t))]
const weighed = ([a = 0, b = 0, c = 0, d = 0]: readonly number[], [p = 0, q = 0, r = 0, s = 0]: readonly number[]) =>
  f(f(f(a * p) + f(b * q)) + f(f(c * r) + f(d * s)))
const between = (one: number, other: number, share: number) => f(one + f(f(other - one) * share))

/** What a place, in 64-bit floats, shows of a plane: the plain twin of the kernels. */
function valueAt({ width, height, planes, reading, border }: Source, channel: number, x: number, y: number): number {
  const fill = fillOf(channel)
  const shift = reading === NEAREST ? 0 : 0.5
  const [left, top] = [Math.floor(x - shift), Math.floor(y - shift)]
  if (!(Math.abs(left) < FAR && Math.abs(top) < FAR)) return fill
  const [fractionX, fractionY] = [f(x - shift - left), f(y - shift - top)]
  const name = BORDERS[border] ?? 'constant'
  const tap = (right: number, down: number) => {
    const [column, row] = [borderIndex(left + right, width, name), borderIndex(top + down, height, name)]
    return column < 0 || row < 0 ? fill : (planes[channel]?.[row * width + column] ?? 0)
  }
  if (reading === NEAREST) return tap(0, 0)
  if (reading === LINEAR) {
    const line = (down: number) => between(tap(0, down), tap(1, down), fractionX)
    return between(line(0), line(1), fractionY)
  }
  // Where nothing is seen, the weights' sum is not seen either.
  const isOutside = left + 2 < 0 || left - 1 >= width || top + 2 < 0 || top - 1 >= height
  if (name === 'constant' && isOutside) return fill
  const lines = [-1, 0, 1, 2].map((down) =>
    weighed(
      [-1, 0, 1, 2].map((right) => tap(right, down)),
      cubicWeights(fractionX),
    ),
  )
  return lines.reduce((sum, line, row) => f(sum + f(line * (cubicWeights(fractionY)[row] ?? 0))), 0)
}

test('planes are read at positions of a table', () => {
  const position = fc.oneof(
    fc.float({ min: -30, max: 70, noNaN: true }),
    fc.constantFrom(0, 0.5, 1, 1.5, 39.5, -3e9, 3e9, NaN, Infinity),
  )
  const positions = fc.array(fc.tuple(position, position), { minLength: 1, maxLength: 300 })
  fc.assert(
    fc.property(sources, positions, (source, all) => {
      const made = read(source, all.length, (scratch, target) =>
        scratch.kernels.remapPlanes(target, all.length * 4, all.length, scratch.put(Float32Array.from(all.flat()))),
      )
      for (const [channel, plane] of made.entries())
        expect(plane).toEqual(Float32Array.from(all, ([x, y]) => valueAt(source, channel, x, y)))
    }),
  )
})

const entry = fc.double({ min: -1.5, max: 1.5, noNaN: true })
const shift = fc.double({ min: -20, max: 40, noNaN: true })
const tilt = fc.oneof(fc.constant(0), fc.double({ min: -0.05, max: 0.05, noNaN: true }))

test('planes are read through a map of the plane, rows at a time, within limits', () => {
  fc.assert(
    fc.property(
      sources,
      fc.tuple(fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constant(530)), fc.integer({ min: 1, max: 6 }), fc.nat(9)),
      fc.tuple(entry, entry, shift, entry, entry, shift, tilt, tilt, fc.constantFrom(1, 2, 0.7)),
      fc.oneof(fc.constant([]), fc.tuple(entry, entry, fc.double({ min: -20, max: 20, noNaN: true }))),
      (source, [width, rows, first], matrix, limit) => {
        const made = read(source, width * rows, (scratch, target) => {
          const [map, limits] = [matrix, limit].map((numbers) => scratch.put(Float64Array.from(numbers)))
          scratch.kernels.warpPlanes(target, width, first, rows, map ?? 0, limits ?? 0, limit.length / 3)
        })
        const [a, b, c, d, e, g, h, i, j] = matrix
        const [p = 0, q = 0, r = 0] = limit
        for (const [channel, plane] of made.entries()) {
          const wanted = Float32Array.from(plane, (_, at) => {
            const [x, y] = [(at % width) + 0.5, first + Math.floor(at / width) + 0.5]
            const weight = h * x + i * y + j
            const seen = weight > 1e-12 && p * x + (q * y + r) >= 0
            return seen
              ? valueAt(source, channel, (a * x + b * y + c) / weight, (d * x + e * y + g) / weight)
              : fillOf(channel)
          })
          expect(plane).toEqual(wanted)
        }
      },
    ),
    { numRuns: 200 },
  )
})
