import fc from 'fast-check'
import { expect, test } from 'vitest'
import { borderIndex } from '../steps/border.js'
import { Scratch } from './kernels.js'
import { randomBytes, rasters } from './testing.js'

const f = Math.fround

const halvesAt = (scratch: Scratch, pointer: number, count: number) =>
  new Int16Array(scratch.bytes(pointer, count * 2).slice().buffer)

test('noise becomes shares of liquid', () => {
  fc.assert(
    fc.property(rasters, fc.float({ min: 0, max: 1, noNaN: true }), ({ width, height }, cutoff) => {
      const count = width * height
      const noise = new Int16Array(randomBytes(count * 2, count).buffer)
      const scratch = new Scratch()
      const plane = scratch.put(noise)
      const std = f(0.25 / 7429)
      scratch.kernels.liquidShares(plane, count, 0.5, std, cutoff)
      const shares = noise.map((value) => {
        const amount = f(0.5 + f(std * value))
        return amount < cutoff ? 0 : Math.floor(f(f(Math.min(1, Math.max(0, amount)) * 32767) + 0.5))
      })
      expect(halvesAt(scratch, plane, count)).toEqual(shares)
    }),
  )
})

test('drops are lit by the depth below their edges', () => {
  fc.assert(
    fc.property(rasters, ({ width, height }) => {
      const count = width * height
      const dry = width % 3 === 0 ? 60 : 3
      const liquid = Int16Array.from(randomBytes(count, count), (byte) => (byte < dry ? 0 : byte * 128 + 127))
      const row = width + 18
      const scratch = new Scratch()
      const [wet, light] = [scratch.put(liquid), scratch.take(count * 2)]
      const [steps, levels, relief] = [0, 1, 2].map(() => scratch.take(row * (height + 2)))
      if (steps === undefined || levels === undefined || relief === undefined) return
      const { kernels } = scratch
      const counts = scratch.take(512)
      const framed = (at: number) =>
        Array.from({ length: count }, (_, index) => {
          const [x, y] = [index % width, Math.floor(index / width)]
          return scratch.bytes(at, row * (height + 2))[(y + 1) * row + 1 + x] ?? 0
        })

      kernels.edgeSteps(wet, width, height, steps, row)
      const distances = stepsOf(liquid, width, height)
      expect(framed(steps)).toEqual(distances)

      kernels.evenDepths(steps, width, height, row, levels, counts)
      const depths = sumsAbout(distances, width, height).map((sum) => Math.floor(sum / 45))
      const even = equalized(depths)
      expect(framed(levels)).toEqual(even)

      const most = kernels.litDrops(levels, wet, width, height, row, relief, light)
      const lit = sumsAbout(reliefOf(even, width, height), width, height)
      const expected = lit.map((sum, at) => (sum * 8 * (liquid[at] ?? 0) + 16384) >> 15)
      expect([...halvesAt(scratch, light, count)]).toEqual(expected)
      expect(most).toBe(Math.max(...expected))
    }),
  )
})

function stepsOf(liquid: Int16Array, width: number, height: number): number[] {
  const isWet = (x: number, y: number) =>
    x < 0 || y < 0 || x >= width || y >= height || (liquid[y * width + x] ?? 0) > 0
  const steps = Array.from(liquid, (share, at): number => {
    const [x, y] = [at % width, Math.floor(at / width)]
    return share > 0 && !(isWet(x - 1, y) && isWet(x + 1, y) && isWet(x, y - 1) && isWet(x, y + 1)) ? 0 : 100
  })
  const at = (x: number, y: number) => (x < 0 || y < 0 || x >= width || y >= height ? 100 : (steps[y * width + x] ?? 0))
  for (const way of [1, -1]) {
    for (let index = way === 1 ? 0 : steps.length - 1; index >= 0 && index < steps.length; index += way) {
      const [x, y] = [index % width, Math.floor(index / width)]
      const straight = Math.min(at(x - way, y), at(x, y - way)) + 5
      const across = Math.min(at(x - way, y - way), at(x + way, y - way)) + 7
      steps[index] = Math.min(at(x, y), straight, across)
    }
  }
  return steps
}

const sumsAbout = (values: readonly number[], width: number, height: number): number[] =>
  values.map((_, at) => {
    let sum = 0
    for (let down = -1; down <= 1; down++)
      for (let across = -1; across <= 1; across++) {
        const row = borderIndex(Math.floor(at / width) + down, height, 'replicate')
        sum += values[row * width + borderIndex((at % width) + across, width, 'replicate')] ?? 0
      }
    return sum
  })

function equalized(depths: readonly number[]): number[] {
  const lowest = Math.min(...depths)
  const rest = depths.filter((depth) => depth !== lowest).length
  const upTo = (depth: number) => depths.filter((one) => one > lowest && one <= depth).length
  return depths.map((depth) => (rest > 0 ? Math.floor((255 * upTo(depth)) / rest + 0.5) : 0))
}

const reliefOf = (levels: readonly number[], width: number, height: number): number[] =>
  levels.map((level, at) => {
    const [x, y] = [at % width, Math.floor(at / width)]
    if (x === 0 || y === 0 || x + 1 === width || y + 1 === height) return 0
    const near = (across: number, down: number) => levels[at + down * width + across] ?? 0
    const value = level + 2 * near(1, 1) + near(0, 1) + near(1, 0) - 2 * near(-1, -1) - near(0, -1) - near(-1, 0)
    return Math.min(255, Math.max(0, value))
  })
