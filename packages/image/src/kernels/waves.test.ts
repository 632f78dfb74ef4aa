import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Scratch } from './kernels.js'
import { randomBytes } from './testing.js'

const f = Math.fround
const side = fc.oneof(fc.constantFrom(1, 2, 3, 4, 8, 9, 16), fc.integer({ min: 1, max: 45 }))
const cases = fc.tuple(side, fc.integer({ min: 1, max: 6 }), fc.constantFrom(2, 4, 6), fc.integer())

const numbers = (length: number, seed: number) => Float32Array.from(randomBytes(length, seed), (byte) => byte / 7 - 15)

/** Waves as the kernels want them: places that mirror one another have the same cosine and the opposite sine. */
function wavesOf(width: number, count: number, seed: number) {
  const padded = 8 * Math.ceil(((width >> 1) + 1) / 8)
  const [cosines, sines] = [numbers(width * count, seed), numbers(width * count, seed + 1)]
  const waves = new Float32Array(2 * padded * count)
  for (let u = 0; u < count; u++)
    for (let x = 0; x < padded; x++) {
      const place = x % width
      const near = Math.min(place, width - place)
      const sign = place === 0 || 2 * place === width ? 0 : 2 * place > width ? -1 : 1
      waves[2 * u * padded + x] = cosines[u * width + near] ?? 0
      waves[(2 * u + 1) * padded + x] = sign * (sines[u * width + near] ?? 0)
    }
  return { padded, waves }
}

test('rows are weighed with waves, their even part with cosines and their odd part with sines', () => {
  fc.assert(
    fc.property(cases, ([width, rows, count, seed]) => {
      const { padded, waves } = wavesOf(width, count, seed)
      const plane = numbers(width * rows, seed + 2)
      const scratch = new Scratch()
      const target = scratch.take(8 * rows * count)
      const room = scratch.take(16 * padded)
      scratch.kernels.analyse(scratch.put(plane), width, rows, scratch.put(waves), padded, count, target, room)
      const half = width >> 1
      const folded = (row: number, odd: boolean, x: number) => {
        const value = plane[row * width + x] ?? 0
        if (x > half) return 0
        if (x === 0 || 2 * x === width) return odd ? 0 : value
        const mirrored = plane[row * width + width - x] ?? 0
        return f(odd ? value - mirrored : value + mirrored)
      }
      const expected = Array.from({ length: 2 * count * rows }, (_, at) => {
        const [wave, row] = [Math.floor(at / rows), at % rows]
        const lanes = [0, 0, 0, 0]
        for (let x = 0; x < padded; x++)
          lanes[x % 4] = f((lanes[x % 4] ?? 0) + f(folded(row, wave % 2 === 1, x) * (waves[wave * padded + x] ?? 0)))
        const [a = 0, b = 0, c = 0, d = 0] = lanes
        return f(f(a + c) + f(b + d))
      })
      expect([...scratch.floats(target, expected.length)]).toEqual(expected.map((value) => value + 0))
    }),
  )
})

test('waves of the sizes given are added to rows', () => {
  fc.assert(
    fc.property(cases, ([width, rows, count, seed]) => {
      const { padded, waves } = wavesOf(width, count, seed)
      const [plane, sizes] = [numbers(width * rows, seed + 2), numbers(2 * count * rows, seed + 3)]
      const scratch = new Scratch()
      const target = scratch.put(plane)
      const room = scratch.take(8 * (width + padded + 16))
      scratch.kernels.synthesise(target, width, rows, scratch.put(waves), padded, count, scratch.put(sizes), room)
      const sum = (row: number, x: number, odd: number) => {
        let total = 0
        for (let wave = odd; wave < 2 * count; wave += 2)
          total = f(total + f((waves[wave * padded + x] ?? 0) * (sizes[wave * rows + row] ?? 0)))
        return total
      }
      const expected = plane.map((value, at) => {
        const [row, x] = [Math.floor(at / width), at % width]
        const near = Math.min(x, width - x)
        const [even, odd] = [sum(row, near, 0), sum(row, near, 1)]
        return f(value + f(x === near ? even + odd : even - odd))
      })
      expect([...scratch.floats(target, plane.length)]).toEqual([...expected])
    }),
  )
})
