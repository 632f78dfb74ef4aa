import { normalQuantile } from '@variegate/core'
import { Scratch } from './kernels.js'

export type Key = readonly [number, number]

/** Streams keep counters apart that share a key; the first three are those of the kernels of these names. */
export const STREAMS = { gaussian: 1, saltAndPepper: 2, fill: 3, plain: 4 } as const

/** Random 32-bit words of a key and frame, the same in every engine; `stream` keeps several lots of one key apart. */
export function randomWords(key: Key, frame: number, count: number, stream: number = STREAMS.plain): Uint32Array {
  const scratch = new Scratch()
  const fours = Math.ceil(count / 16)
  const pointer = scratch.take(fours * 64)
  scratch.kernels.randomWords(pointer, fours, stream, frame, key[0], key[1])
  return new Uint32Array(scratch.bytes(pointer, count * 4).slice().buffer)
}

/** Numbers spread evenly over (0, 1), with 24 bits each. */
export function evenNumbers(key: Key, frame: number, count: number, stream: number = STREAMS.plain): Float32Array {
  const words = randomWords(key, frame, count, stream)
  return Float32Array.from(words, (word) => ((word >>> 8) + 0.5) / 2 ** 24)
}

let quantiles: Float32Array | undefined

/** The normal quantile of every 16-bit number's middle. */
export function normalQuantiles(): Float32Array {
  quantiles ??= Float32Array.from({ length: 65536 }, (_, number) => normalQuantile((number + 0.5) / 65536))
  return quantiles
}

/** Normal numbers of mean 0 and standard deviation 1, two of each word: 16 bits each. */
export function normalNumbers(key: Key, frame: number, count: number, stream: number = STREAMS.plain): Float32Array {
  const table = normalQuantiles()
  const halves = new Uint16Array(randomWords(key, frame, Math.ceil(count / 2), stream).buffer)
  const numbers = new Float32Array(count)
  for (let index = 0; index < count; index++) numbers[index] = table[halves[index] ?? 0] ?? 0
  return numbers
}
