import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Scratch } from './kernels.js'

const f = Math.fround
const values = fc
  .array(fc.oneof(fc.float({ min: -2, max: 3, noNaN: true }), fc.constantFrom(0, 1, NaN, Infinity, -Infinity)), {
    minLength: 1,
    maxLength: 40,
  })
  .map((all) => Float32Array.from(all))
const number = fc.float({ min: -3, max: 3, noNaN: true })
/** Values that are no number stay so. */
const limit = (value: number, low: number, high: number) => (high < value ? high : value < low ? low : value)

/** Planes one after another, each with room behind it. */
function changed(
  planes: readonly Float32Array[],
  work: (scratch: Scratch, pointer: number, stride: number, count: number) => void,
): Float32Array[] {
  const count = planes[0]?.length ?? 0
  const stride = count * 4 + 32
  const scratch = new Scratch()
  const pointer = scratch.take(stride * planes.length)
  for (const [at, plane] of planes.entries()) scratch.floatsAt(pointer + at * stride, count).set(plane)
  work(scratch, pointer, stride, count)
  return planes.map((_, at) => scratch.floats(pointer + at * stride, count))
}

test('values follow a line or a cubic', () => {
  const coefficients = fc.tuple(number, number, fc.oneof(fc.constant(0), number), fc.oneof(fc.constant(0), number))
  fc.assert(
    fc.property(values, coefficients, (plane, [a, b, c, d]) => {
      const bend = (v: number) => (c === 0 && d === 0 ? f(f(v * b) + a) : f(f(f(f(f(f(d * v) + c) * v) + b) * v) + a))
      const [made] = changed([plane], ({ kernels }, pointer, _, count) =>
        kernels.bendPlane(pointer, count, a, b, c, d, 0, 1),
      )
      expect(made).toEqual(plane.map((v) => limit(bend(v), 0, 1)))
    }),
  )
})

test('values are multiplied in 64-bit floats', () => {
  fc.assert(
    fc.property(values, fc.double({ min: -300, max: 300, noNaN: true }), (plane, factor) => {
      const [made] = changed([plane], ({ kernels }, pointer, _, count) => kernels.scalePlane(pointer, count, factor))
      expect(made).toEqual(plane.map((v) => v * factor))
    }),
  )
})

test('powers are those of 64-bit floats to 3 of 10^7', () => {
  const exponents = fc.oneof(fc.double({ min: 0.05, max: 8, noNaN: true }), fc.constantFrom(0.5, 1, 2, 1 / 2.2, 100))
  fc.assert(
    fc.property(values, exponents, fc.constantFrom(1, 255, 65535), (plane, exponent, white) => {
      const scaledPlane = plane.map((v) => v * white)
      const [made = plane] = changed([scaledPlane], ({ kernels }, pointer, _, count) =>
        kernels.powerPlane(pointer, count, exponent, white),
      )
      for (const [at, v] of scaledPlane.entries()) {
        if (Number.isNaN(v)) expect(made[at]).toBeNaN()
        else if (v / white < 2 ** -126) expect(made[at]).toBe(0)
        else {
          const exact = limit(white * (v / white) ** exponent, 0, white)
          // The mantissa's part grows with the exponent; the least of floats are 2^-126 of white.
          const near = exact * 3e-7 * Math.max(1, exponent) + white * 2 ** -125
          expect(Math.abs((made[at] ?? NaN) - exact)).toBeLessThanOrEqual(near)
        }
      }
    }),
    { numRuns: 500 },
  )
})

const three = fc
  .array(
    fc.tuple(
      fc.float({ min: 0, max: 1, noNaN: true }),
      fc.float({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(0, 0.25, 1),
    ),
    {
      minLength: 1,
      maxLength: 30,
    },
  )
  .map((all) => [0, 1, 2].map((channel) => Float32Array.from(all, (colour) => colour[channel] ?? 0)))

test('colours are mixed by three rows of four numbers', () => {
  fc.assert(
    fc.property(three, fc.array(number, { minLength: 12, maxLength: 12 }), (planes, matrix) => {
      const made = changed(planes, (scratch, pointer, stride, count) =>
        scratch.kernels.mixPlanes(pointer, stride, count, scratch.put(Float32Array.from(matrix)), 0, 1),
      )
      for (const [row, plane] of made.entries()) {
        const [r = 0, g = 0, b = 0, add = 0] = matrix.slice(row * 4, row * 4 + 4)
        const [red, green, blue] = planes
        const wanted = plane.map((_, at) => {
          const both = f(f((red?.[at] ?? 0) * r) + f((green?.[at] ?? 0) * g))
          return limit(f(f(both + f((blue?.[at] ?? 0) * b)) + add), 0, 1)
        })
        expect(plane).toEqual(wanted)
      }
    }),
  )
})

test('hues turn as by the sector formula of the HSV cylinder, and greys stay', () => {
  fc.assert(
    fc.property(three, fc.float({ min: 0, max: Math.fround(5.99), noNaN: true }), (planes, sixths) => {
      const made = changed(planes, ({ kernels }, pointer, stride, count) =>
        kernels.turnPlanes(pointer, stride, count, sixths),
      )
      for (let at = 0; at < (planes[0]?.length ?? 0); at++) {
        const colour = planes.map((plane) => plane[at] ?? 0)
        const [r = 0, g = 0, b = 0] = colour
        const [most, least] = [Math.max(r, g, b), Math.min(r, g, b)]
        const chroma = most - least
        const turned = made.map((plane) => plane[at] ?? NaN)
        if (chroma === 0) {
          expect(turned).toEqual(colour)
          continue
        }
        const hue = most === r ? (g - b) / chroma : most === g ? 2 + (b - r) / chroma : 4 + (r - g) / chroma
        const place = (((hue + sixths) % 6) + 6) % 6
        const middle = least + chroma * (1 - Math.abs((place % 2) - 1))
        const sectors = [
          [most, middle, least],
          [middle, most, least],
          [least, most, middle],
          [least, middle, most],
          [middle, least, most],
          [most, least, middle],
        ]
        for (const [channel, value] of (sectors[Math.floor(place)] ?? []).entries())
          expect(turned[channel]).toBeCloseTo(value, 5)
      }
    }),
  )
})

test('numbers are added eight by eight, with others in between', () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 0, max: 3 }), number, fc.nat(), (plane, others, share, seed) => {
      const groups = Math.ceil(plane.length / 8)
      const numbers = Int16Array.from({ length: groups * 8 * (others + 1) }, (_, at) => ((at + seed) * 7919) % 30000)
      const [made] = changed([plane], (scratch, pointer, _, count) =>
        scratch.kernels.addNormals(pointer, count, scratch.put(numbers), others * 16, share, 0, 1),
      )
      const wanted = plane.map((value, at) => {
        const own = numbers[Math.floor(at / 8) * 8 * (others + 1) + (at % 8)] ?? 0
        return limit(f(value + f(own * share)), 0, 1)
      })
      expect(made).toEqual(wanted)
    }),
  )
})
