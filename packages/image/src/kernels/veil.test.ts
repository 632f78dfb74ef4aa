import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Scratch } from './kernels.js'
import { clamp, inPlace, rasters, type TestRaster } from './testing.js'

const f = Math.fround
const level = fc.float({ min: 0, max: 255, noNaN: true })
const colours = fc.tuple(level, level, level)
const cut = (value: number) => clamp(Math.trunc(value))

/** Shares in [0, 1]; of every three pixels one has none and one is wholly covered. */
const sharesOf = ({ data }: TestRaster): Float32Array =>
  Float32Array.from({ length: data.length / 4 }, (_, at) =>
    at % 3 === 0 ? 0 : at % 3 === 1 ? 1 : ((at * 37) % 101) / 101,
  )

test('shares of a colour are painted, and added', () => {
  fc.assert(
    fc.property(rasters, colours, (raster, [red, green, blue]) => {
      const { data } = raster
      const shares = sharesOf(raster)
      const levels = [red, green, blue]
      const run = (name: 'paintShares' | 'addShares') =>
        inPlace(data, (scratch, pointer) =>
          scratch.kernels[name](pointer, shares.length, scratch.put(shares), red, green, blue),
        )
      const each = (change: (value: number, share: number, level: number) => number) =>
        data.map((value, at) => (at % 4 === 3 ? value : cut(change(value, shares[at >> 2] ?? 0, levels[at % 4] ?? 0))))
      expect(run('paintShares')).toEqual(
        each((value, share, level) => f(f(f(value * f(1 - share)) + f(share * level)) + 0.5)),
      )
      expect(run('addShares')).toEqual(each((value, share, level) => f(f(value + f(share * level)) + 0.5)))
    }),
  )
})

const place = fc.float({ min: -20, max: 60, noNaN: true })
const reach = fc.float({ min: 0, max: 30, noNaN: true })
const distanceTo = (index: number, width: number, x: number, y: number): number => {
  const [across, down] = [f(f((index % width) + 0.5) - x), f(f(Math.floor(index / width) + 0.5) - y)]
  return f(Math.sqrt(f(f(across * across) + f(down * down))))
}

test('shares by distance', () => {
  fc.assert(
    fc.property(rasters, place, place, reach, ({ width, height }, x, y, radius) => {
      const scratch = new Scratch()
      const table = Float32Array.from({ length: 32 }, (_, distance) => 1 / (distance + 1))
      const at = scratch.take(width * height * 4)
      scratch.kernels.roundShares(at, width, height, x, y, radius, scratch.put(table))
      const expected = Array.from({ length: width * height }, (_, index) => {
        const distance = distanceTo(index, width, x, y)
        return distance < radius ? table[Math.floor(distance)] : 0
      })
      expect([...scratch.floats(at, width * height)]).toEqual(expected)
    }),
  )
})

test('shares by how many discs lie over a pixel', () => {
  const inside = fc.integer({ min: -9, max: 40 })
  const disc = fc.tuple(inside, inside, fc.nat(12))
  fc.assert(
    fc.property(rasters, fc.array(disc, { maxLength: 9 }), ({ width, height }, discs) => {
      const table = Float32Array.from({ length: 10 }, (_, count) => 1 - 0.9 ** count)
      const scratch = new Scratch()
      const [at, steps] = [scratch.take(width * height * 4), scratch.take((width + 1) * height * 4)]
      scratch.kernels.coverDiscs(steps, width, height, scratch.put(Int32Array.from(discs.flat())), discs.length)
      scratch.kernels.coverShares(at, width, height, steps, scratch.put(table))
      const expected = Array.from({ length: width * height }, (_, index) => {
        const [x, y] = [index % width, Math.floor(index / width)]
        return table[discs.filter(([cx, cy, radius]) => (x - cx) ** 2 + (y - cy) ** 2 <= radius ** 2).length]
      })
      expect([...scratch.floats(at, width * height)]).toEqual(expected)
    }),
  )
})

test('discs with soft edges', () => {
  const share = fc.float({ min: 0, max: 1, noNaN: true })
  fc.assert(
    fc.property(rasters, place, place, reach, share, ({ width, height, data }, x, y, radius, opacity) => {
      const levels = [200, 100.5, 0]
      const painted = inPlace(data, (scratch, pointer) =>
        scratch.kernels.paintDisc(pointer, width, height, x, y, radius, opacity, 200, 100.5, 0),
      )
      expect(painted).toEqual(
        data.map((value, at) => {
          const inside = f(f(radius + 0.5) - distanceTo(at >> 2, width, x, y))
          if (at % 4 === 3 || inside <= 0) return value
          const part = inside < 1 ? f(opacity * inside) : opacity
          return cut(f(f(value + f(f((levels[at % 4] ?? 0) - value) * part)) + 0.5))
        }),
      )
    }),
  )
})
