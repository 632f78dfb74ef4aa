import fc from 'fast-check'
import { expect, test } from 'vitest'
import { clamp, inPlace, on, rasters } from './testing.js'

// Every kernel has a plain twin here, and the two agree bit for bit.
const key = [123456789, 987654321] as const

/** Philox 4x32-7: four words of a counter and key. */
function philox7(
  counter: readonly [number, number, number, number],
  [key0, key1]: readonly [number, number],
): number[] {
  const mask = 0xffffffffn
  let [a, b, c, d] = counter.map(BigInt) as [bigint, bigint, bigint, bigint]
  let [k0, k1] = [BigInt(key0), BigInt(key1)]
  for (let round = 0; round < 7; round++) {
    const [left, right] = [0xd2511f53n * a, 0xcd9e8d57n * c]
    a = (right >> 32n) ^ b ^ k0
    b = right & mask
    c = (left >> 32n) ^ d ^ k1
    d = left & mask
    k0 = (k0 + 0x9e3779b9n) & mask
    k1 = (k1 + 0xbb67ae85n) & mask
  }
  return [a, b, c, d].map(Number)
}

const wordsOf = (count: number, stream: number, frame: number): number[] =>
  Array.from({ length: Math.ceil(count / 4) }, (_, block) => philox7([block, stream, frame, 0], key)).flat()

const ATOMS = [
  [-59, -21, -15, -11, -10, -8, -3, -1, 1, 3, 8, 10, 11, 15, 21, 59],
  [-63, -46, -29, -26, -21, -18, -9, -1, 1, 9, 18, 21, 26, 29, 46, 63],
] as const
const DEVIATION = 1485.794
const atomsOf = (byte: number): number => (ATOMS[0][byte & 15] ?? 0) + (ATOMS[1][byte >> 4] ?? 0)

// The known answers that the Random123 library publishes for philox4x32 with 7 rounds (kat_vectors).
test('the plain generator gives the published known answers', () => {
  expect(philox7([0, 0, 0, 0], [0, 0])).toEqual([0x5f6fb709, 0x0d893f64, 0x4f121f81, 0x4f730a48])
  const ones = 0xffffffff
  expect(philox7([ones, ones, ones, ones], [ones, ones])).toEqual([0x5207ddc2, 0x45165e59, 0x4d8ee751, 0x8c52f662])
  expect(philox7([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0])).toEqual([
    0x4dfccaba, 0x190a87f0, 0xc47362ba, 0xb6b5242a,
  ])
})

test('words of a stream', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.nat(3), fc.nat(9), (lots, first, frame) => {
      const words = on(new Uint8Array(lots * 192), (scratch, pointer) => {
        scratch.kernels.randomWords(pointer, lots, first, 4, frame, ...key)
        return pointer
      })
      expect([...new Uint32Array(words.buffer)]).toEqual(wordsOf((first + lots) * 48, 4, frame).slice(first * 48))
    }),
    { numRuns: 20 },
  )
})

test('normal numbers of a stream, whole ones of 16 bits', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 5 }), fc.nat(3), fc.nat(9), (lots, first, frame) => {
      const numbers = on(new Uint8Array(lots * 192), (scratch, pointer) => {
        scratch.kernels.normals(pointer, lots, first, 6, frame, ...key)
        return pointer
      })
      const words = wordsOf((first + lots) * 48, 6, frame).slice(first * 48)
      const halves = words.flatMap((word) => [word & 0xffff, word >>> 16])
      const normal = (half: number) => 5 * (29 * atomsOf(half & 255) + 23 * atomsOf(half >> 8))
      expect([...new Int16Array(numbers.buffer)]).toEqual(halves.map(normal))
    }),
    { numRuns: 20 },
  )
})

test('Gaussian noise, each value from its own 16 bits of a stream', () => {
  const spread = fc.tuple(fc.nat(32767), fc.nat(32767))
  fc.assert(
    fc.property(rasters, spread, fc.boolean(), fc.nat(9), ({ data }, [lower, upper], shared, frame) => {
      const actual = inPlace(data, (scratch, pointer) =>
        scratch.kernels.gaussianNoise(
          pointer,
          data.length / 4,
          lower,
          upper,
          shared,
          0,
          frame,
          ...key,
          scratch.take(192),
        ),
      )
      const halves = wordsOf(data.length + 12, 1, frame).flatMap((word) => [word & 0xffff, word >>> 16])
      const expected = data.map((value, at) => {
        if (at % 4 === 3) return value
        const [pixel, channel] = [at >> 2, at % 4]
        const run = shared ? pixel >> 3 : 3 * (pixel >> 3) + channel
        const half = halves[8 * run + (pixel & 7)] ?? 0
        return clamp(value + ((atomsOf(half & 255) * lower + atomsOf(half >> 8) * upper + 4096) >> 13))
      })
      expect(actual).toEqual(expected)
    }),
    { numRuns: 40 },
  )
})

test('the sum of atoms is a normal law to 0.00035, in its tails to 4%', () => {
  const sums = Float64Array.from(
    { length: 65536 },
    (_, half) => (29 * atomsOf(half & 255) + 23 * atomsOf(half >> 8)) / DEVIATION,
  ).sort()
  const moment = (power: number) => sums.reduce((total, value) => total + value ** power, 0) / 65536
  expect(Math.abs(moment(1))).toBeLessThan(1e-12)
  expect(moment(2)).toBeCloseTo(1, 6)
  expect(moment(4)).toBeCloseTo(3, 2)
  // Kolmogorov and Smirnov's distance, below and above each step.
  let [distance, first] = [0, 0]
  for (let next = 1; next <= sums.length; next++) {
    const value = sums[first] ?? 0
    if (sums[next] === value) continue
    const share = normalShare(value)
    distance = Math.max(distance, Math.abs(share - first / 65536), Math.abs(share - next / 65536))
    first = next
  }
  expect(distance).toBeLessThan(0.00035)
  for (const limit of [3, 3.5, 4]) {
    const share = sums.filter((value) => value > limit).length / 65536
    expect(Math.abs(share / normalShare(-limit) - 1)).toBeLessThan(0.04)
  }
})

/** The share of a normal law below a value, to 1e-10: Marsaglia, "Evaluating the normal distribution", 2004. */
function normalShare(value: number): number {
  let [sum, term] = [value, value]
  for (let index = 1; Math.abs(term) > 1e-17 * Math.abs(sum); index++) {
    term *= (value * value) / (2 * index + 1)
    sum += term
  }
  return 0.5 + sum * Math.exp(-0.5 * value * value - 0.91893853320467274178)
}

test('two colours sprinkled, and noise fills', () => {
  fc.assert(
    fc.property(rasters, fc.nat(5), fc.nat(), ({ data, width, height }, frame, seed) => {
      const [one, both] = [0x30000000, 0xa0000000]
      const speckled = inPlace(data, (scratch, pointer) => {
        const [pixels, room] = [data.length / 4, scratch.take(192)]
        scratch.kernels.sprinkle(pointer, pixels, one, 0x81828384, both, 0xff000001, 0, frame, ...key, room)
      })
      const [speckles, fills] = [wordsOf(data.length / 4, 2, frame), wordsOf(data.length / 4, 3, frame)]
      const speckle = (at: number) => speckles[at >> 2] ?? 0
      expect(speckled).toEqual(
        data.map((value, at) => {
          const colour = speckle(at) < one ? [0x84, 0x83, 0x82] : [1, 0, 0]
          return speckle(at) >= both ? value : (colour[at % 4] ?? value)
        }),
      )
      const [x, y] = [seed % width, (seed >> 8) % height]
      const [w, h] = [1 + ((seed >> 16) % (width - x)), 1 + ((seed >> 20) % (height - y))]
      const filled = inPlace(data, (scratch, pointer) =>
        scratch.kernels.fillNoise(pointer, width, x, y, w, h, frame, ...key, scratch.take(192)),
      )
      const plain = inPlace(data, (scratch, pointer) =>
        scratch.kernels.fillRectangle(pointer, width, x, y, w, h, 0xff030201),
      )
      for (const [at, value] of data.entries()) {
        const [column, row] = [((at >> 2) % width) - x, Math.floor((at >> 2) / width) - y]
        const inside = column >= 0 && row >= 0 && column < w && row < h && at % 4 < 3
        const noise = ((fills[row * w + column] ?? 0) >>> ((at % 4) * 8)) & 255
        expect(filled[at]).toBe(inside ? noise : value)
        expect(plain[at]).toBe(inside ? (at % 4) + 1 : value)
      }
    }),
    { numRuns: 30 },
  )
})
