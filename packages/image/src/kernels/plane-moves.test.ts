import fc from 'fast-check'
import { expect, test } from 'vitest'
import { borderIndex } from '../steps/border.js'
import { Scratch } from './kernels.js'
import { BORDERS, randomBytes } from './testing.js'

const f = Math.fround
const NEAREST = 0
const LINEAR = 1
const FAR = 1e9

const PLANES = 0
const SHORTS = 1

interface Source {
  /** Planes of floats, or interleaved 16-bit numbers or floats. */
  readonly kind: number
  readonly width: number
  readonly height: number
  readonly planes: readonly Float32Array[]
  readonly reading: number
  readonly border: number
}

const side = fc.oneof(fc.constantFrom(1, 2, 3, 4), fc.integer({ min: 1, max: 40 }))
const sources: fc.Arbitrary<Source> = fc
  .tuple(fc.nat(2), side, side, fc.integer({ min: 1, max: 6 }), fc.nat(), fc.nat(2), fc.nat(4))
  .map(([kind, width, height, channels, seed, reading, border]) => ({
    kind,
    width,
    height,
    planes: Array.from({ length: channels }, (_, channel) =>
      Float32Array.from(randomBytes(width * height, seed + channel), (byte) =>
        kind === SHORTS ? byte * 257 : byte / 16 - 4,
      ),
    ),
    // Whole numbers are not read by cubics.
    reading: kind === SHORTS ? reading % 2 : reading,
    border,
  }))
const fillOf = (channel: number): number => channel + 0.25

/** Let the kernels read the source, and give the planes of what `work` writes. */
function read(source: Source, count: number, work: (scratch: Scratch, target: number) => void): Float32Array[] {
  const { kind, width, height, planes, reading, border } = source
  const scratch = new Scratch()
  const { kernels } = scratch
  const [pixels, channels] = [width * height, planes.length]
  const from = scratch.take(pixels * channels * 4)
  for (const [channel, plane] of planes.entries()) scratch.floatsAt(from + channel * pixels * 4, pixels).set(plane)
  const samples = scratch.take(pixels * channels * 4)
  if (kind !== PLANES) kernels.mergeSamples(from, pixels * 4, pixels, channels, kind, samples)
  const fills = scratch.put(Float32Array.from(planes, (_, channel) => fillOf(channel)))
  kernels.readFrom(kind === PLANES ? from : samples, kind, width, height, channels, reading, border, fills)
  const target = scratch.take(count * channels * 4)
  work(scratch, target)
  const made = scratch.take(count * channels * 4)
  if (kind !== PLANES) kernels.splitSamples(target, count, channels, kind, made, count * 4)
  return planes.map((_, channel) => scratch.floats((kind === PLANES ? target : made) + channel * count * 4, count))
}

const inner = (t: number) => f(f(f(f(f(1.25 * t) - 2.25) * t) * t) + 1)
const outer = (t: number) => f(f(f(f(1.5 - f(0.75 * t)) * t) - 0.75) * t)
const cubicWeights = (t: number) => [outer(t), inner(t), inner(f(1 - t)), outer(f(1 - t))]
const weighed = ([a = 0, b = 0, c = 0, d = 0]: readonly number[], [p = 0, q = 0, r = 0, s = 0]: readonly number[]) =>
  f(f(f(a * p) + f(b * q)) + f(f(c * r) + f(d * s)))
const between = (one: number, other: number, share: number) => f(one + f(f(other - one) * share))

/** The first tap on one axis and the fraction beyond it. */
type Place = readonly [first: number, fraction: number]

/** Of a place in 64-bit floats. */
const placeOf = (place: number): Place => [Math.floor(place), f(place - Math.floor(place))]

/** Of pixel x of a row, in steps of 2^-32 pixel, of which a fraction has 24 bits. */
function lineOf(slope: number, origin: number, x: number): Place {
  const fixed = (value: number) => Math.floor(value * 2 ** 32 + 0.5)
  const place = (fixed(origin) + x * fixed(slope)) / 2 ** 32
  return [Math.floor(place), Math.floor((place - Math.floor(place)) * 2 ** 24) / 2 ** 24]
}

const shiftOf = ({ reading }: Source): number => (reading === NEAREST ? 0 : 0.5)

/** What a place shows of a plane: the plain twin of the kernels. */
function valueAt(
  { width, height, planes, reading, border }: Source,
  channel: number,
  [left, fractionX]: Place,
  [top, fractionY]: Place,
): number {
  const fill = fillOf(channel)
  if (!(Math.abs(left) < FAR && Math.abs(top) < FAR)) return fill
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

/** What kernels write, as numbers of the source's kind. */
const rounded = ({ kind }: Source, value: number): number => (kind === SHORTS ? Math.floor(value + 0.5) : value)

test('planes and pixels are read at positions of a table', () => {
  const position = fc.oneof(
    fc.float({ min: -30, max: 70, noNaN: true }),
    fc.constantFrom(0, 0.5, 1, 1.5, 39.5, -3e9, 3e9, NaN, Infinity),
  )
  const positions = fc.array(fc.tuple(position, position), { minLength: 1, maxLength: 300 })
  fc.assert(
    fc.property(sources, positions, (source, all) => {
      const made = read(source, all.length, (scratch, target) =>
        scratch.kernels.readAt(target, all.length, scratch.put(Float32Array.from(all.flat()))),
      )
      for (const [channel, plane] of made.entries())
        expect(plane).toEqual(
          Float32Array.from(all, ([x, y]) =>
            rounded(source, valueAt(source, channel, placeOf(x - shiftOf(source)), placeOf(y - shiftOf(source)))),
          ),
        )
    }),
  )
})

const entry = fc.double({ min: -1.5, max: 1.5, noNaN: true })
const shift = fc.double({ min: -20, max: 40, noNaN: true })
const tilt = fc.oneof(fc.constant(0), fc.double({ min: -0.05, max: 0.05, noNaN: true }))

test('planes and pixels are read through a map of the plane, rows at a time, within limits', () => {
  fc.assert(
    fc.property(
      sources,
      fc.tuple(fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constant(530)), fc.integer({ min: 1, max: 6 }), fc.nat(9)),
      fc.tuple(entry, entry, shift, entry, entry, shift, tilt, tilt, fc.constantFrom(1, 2, 0.7)),
      fc.oneof(fc.constant([]), fc.tuple(entry, entry, fc.double({ min: -20, max: 20, noNaN: true }))),
      (source, [width, rows, first], matrix, limit) => {
        const made = read(source, width * rows, (scratch, target) => {
          const [map, limits] = [matrix, limit].map((numbers) => scratch.put(Float64Array.from(numbers)))
          scratch.kernels.readWarped(target, width, first, rows, map ?? 0, limits ?? 0, limit.length / 3)
        })
        const [a, b, c, d, e, g, h, i, j] = matrix
        const [p = 0, q = 0, r = 0] = limit
        for (const [channel, plane] of made.entries()) {
          const wanted = plane.map((_, at) => {
            const [column, y] = [at % width, first + Math.floor(at / width) + 0.5]
            const x = column + 0.5
            const weight = h * x + i * y + j
            if (!(weight > 1e-12 && p * x + (q * y + r) >= 0)) return rounded(source, fillOf(channel))
            const less = shiftOf(source)
            const places =
              h === 0 && i === 0
                ? ([
                    lineOf(a / j, (a / j) * 0.5 + (b / j) * y + c / j - less, column),
                    lineOf(d / j, (d / j) * 0.5 + (e / j) * y + g / j - less, column),
                  ] as const)
                : ([
                    placeOf((a * x + b * y + c) / weight - less),
                    placeOf((d * x + e * y + g) / weight - less),
                  ] as const)
            return rounded(source, valueAt(source, channel, ...places))
          })
          expect(plane).toEqual(wanted)
        }
      },
    ),
    { numRuns: 200 },
  )
})
