import { exact } from '@variegate/core'
import type { Scratch } from '../kernels/kernels.js'

/** The lowest frequencies of planes of one size, 0 to at least `reach` along each side. */
export interface LowFrequencies {
  /** How many there are along each side; an even number. */
  readonly count: number
  /** Sums of a plane in scratch memory with products of two waves: a row for each down, in it a number for each across, in the order cosine 0, sine 0, cosine 1, … */
  measure(plane: number): Float32Array
  /** Add as much of every product to a plane. */
  add(plane: number, sizes: Float32Array): void
}

/** Make tables and room in scratch memory for planes of a size. */
export function lowFrequencies(scratch: Scratch, width: number, height: number, reach: number): LowFrequencies {
  const { kernels } = scratch
  const count = 2 * Math.ceil((reach + 1) / 2)
  const length = 4 * count * count
  const across = putWaves(scratch, width, count)
  const down = width === height ? across : putWaves(scratch, height, count)
  // What is between: waves across for every row.
  const between = scratch.take(8 * height * count)
  const numbers = scratch.take(4 * length)
  const room = scratch.take(16 * (Math.max(width, height) + 24))
  return {
    count,
    measure(plane) {
      kernels.analyse(plane, width, height, across.pointer, across.padded, count, between, room)
      kernels.analyse(between, height, 2 * count, down.pointer, down.padded, count, numbers, room)
      return scratch.floats(numbers, length)
    },
    add(plane, sizes) {
      new Float32Array(kernels.memory.buffer, numbers, length).set(sizes)
      scratch.bytes(between, 8 * height * count).fill(0)
      kernels.synthesise(between, height, 2 * count, down.pointer, down.padded, count, numbers, room)
      kernels.synthesise(plane, width, height, across.pointer, across.padded, count, between, room)
    },
  }
}

/** Waves along a side as the kernels take them: places from the middle on mirror those before it to the bit. */
function putWaves(scratch: Scratch, side: number, count: number): { pointer: number; padded: number } {
  const padded = 8 * Math.ceil(((side >> 1) + 1) / 8)
  const [cosines, sines] = [new Float32Array(side), new Float32Array(side)]
  for (let turn = 0; turn < side; turn++) {
    const angle = (2 * Math.PI * Math.min(turn, side - turn)) / side
    cosines[turn] = exact.cos(angle)
    sines[turn] = exact.sin(angle) * (2 * turn > side ? -1 : 1)
  }
  const waves = new Float32Array(2 * padded * count)
  for (let frequency = 0, at = 0; frequency < count; frequency++, at += 2 * padded) {
    const step = frequency % side
    for (let x = 0, turn = 0; x < padded; x++, turn = (turn + step) % side) {
      waves[at + x] = cosines[turn] ?? 0
      waves[at + padded + x] = sines[turn] ?? 0
    }
  }
  return { pointer: scratch.put(waves), padded }
}
