import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Scratch } from './kernels.js'
import { inPlace, randomBytes, rasters } from './testing.js'

const whole = (value: number) => Math.max(-32768, Math.min(32767, value))
const product = (a: number, b: number) => whole((a * b + 16384) >> 15)

test('shade takes light from a block', () => {
  fc.assert(
    fc.property(rasters, fc.integer({ min: -32768, max: 0 }), ({ width, height, data }, intensity) => {
      const wide = width + 3
      const changes = Int16Array.from({ length: wide * (height + 1) }, (_, at) => -((at * 4681) % 32769))
      const shares = Int16Array.from({ length: width * height }, (_, at) => ((data[at] ?? 0) * 16384) / 255)
      const scratch = new Scratch()
      const at = scratch.put(changes)
      scratch.kernels.layShade(at + (wide + 2) * 2, wide, scratch.put(shares), width, height, intensity)
      const expected = Array.from(changes, (change, index) => {
        const [x, y] = [(index % wide) - 2, Math.floor(index / wide) - 1]
        if (x < 0 || x >= width || y < 0) return change
        const own = 2 * product(shares[y * width + x] ?? 0, intensity)
        return whole(whole(change + product(change, own)) + own)
      })
      expect([...new Int16Array(scratch.bytes(at, changes.byteLength).slice().buffer)]).toEqual(expected)
    }),
  )
})

test('changes dim a block', () => {
  fc.assert(
    fc.property(rasters, fc.nat(20), fc.nat(5), ({ width, height, data }, left, seed) => {
      const x = Math.min(width - 1, left)
      const block = { width: width - x, height: Math.max(1, height - 1) }
      const bytes = randomBytes(block.width * block.height, seed)
      const changes = Int16Array.from(bytes, (byte) => (byte < 60 ? 0 : byte > 240 ? -32768 : -byte * 128 - 5))
      const dimmed = inPlace(data, (scratch, pointer) =>
        scratch.kernels.dim(pointer + x * 4, width, scratch.put(changes), block.width, block.height),
      )
      expect(dimmed).toEqual(
        data.map((value, at) => {
          const [column, row] = [((at >> 2) % width) - x, Math.floor((at >> 2) / width)]
          if (at % 4 === 3 || column < 0 || row >= block.height) return value
          return Math.floor(value + (value * (changes[row * block.width + column] ?? 0)) / 32768 + 0.5)
        }),
      )
    }),
  )
})
