import { Scratch } from './kernels.js'

/** Words that kernels draw at a time. */
export const LOT = 48

export type Key = readonly [number, number]

/** Streams keep counters apart that share a key; the first three are those of the kernels of these names. */
export const STREAMS = { gaussian: 1, sprinkle: 2, fill: 3, plain: 4 } as const

/** Random 32-bit words of a key and frame, the same in every engine; `stream` keeps several lots of one key apart. */
export function randomWords(key: Key, frame: number, count: number, stream: number = STREAMS.plain): Uint32Array {
  const scratch = Scratch.beside()
  const pointer = wordsAt({ scratch, frame }, key, count, stream)
  return new Uint32Array(scratch.bytes(pointer, count * 4).slice().buffer)
}

/** Grow the random words of a key and frame in scratch memory; gives their pointer. */
export function wordsAt(
  { scratch, frame }: { readonly scratch: Scratch; readonly frame: number },
  key: Key,
  count: number,
  stream: number = STREAMS.plain,
): number {
  const lots = Math.ceil(count / LOT)
  const pointer = scratch.take(lots * LOT * 4)
  scratch.kernels.randomWords(pointer, lots, 0, stream, frame, key[0], key[1])
  return pointer
}

/** Numbers spread evenly over (0, 1), with 24 bits each. */
export function evenNumbers(key: Key, frame: number, count: number, stream: number = STREAMS.plain): Float32Array {
  const words = randomWords(key, frame, count, stream)
  const numbers = new Float32Array(count)
  for (let index = 0; index < count; index++) numbers[index] = (((words[index] ?? 0) >>> 8) + 0.5) / 2 ** 24
  return numbers
}

// The atoms and weights of assembly/normal.ts, where their making is told.
const LOW_ATOMS = [-59, -21, -15, -11, -10, -8, -3, -1, 1, 3, 8, 10, 11, 15, 21, 59]
const HIGH_ATOMS = [-63, -46, -29, -26, -21, -18, -9, -1, 1, 9, 18, 21, 26, 29, 46, 63]
/** What the lower and the upper byte of a number weigh, and the standard deviation of their weighted sum. */
const WEIGHTS = [29, 23] as const
const DEVIATION = 1485.794

/** What an atom of each byte adds for a standard deviation in levels, in 1/8192 level. */
export const atomShares = (std: number): number[] =>
  WEIGHTS.map((weight) => Math.min(32767, Math.floor((std * 8192 * weight) / DEVIATION + 0.5)))

/** What the kernel of normal numbers of 16 bits has for 1. */
export const NORMAL_UNIT = 5 * DEVIATION

let normals: Float32Array | undefined

/** The normal number of each 16 bits, as the noise kernel has it. */
export function normalTable(): Float32Array {
  const atom = (byte: number) => (LOW_ATOMS[byte & 15] ?? 0) + (HIGH_ATOMS[byte >> 4] ?? 0)
  normals ??= Float32Array.from(
    { length: 65536 },
    (_, bits) => (WEIGHTS[0] * atom(bits & 255) + WEIGHTS[1] * atom(bits >> 8)) / DEVIATION,
  )
  return normals
}

/** Normal numbers of mean 0 and standard deviation 1, to 4.27 on either side, two of each word: 16 bits each. */
export function normalNumbers(key: Key, frame: number, count: number, stream: number = STREAMS.plain): Float32Array {
  const table = normalTable()
  const halves = new Uint16Array(randomWords(key, frame, Math.ceil(count / 2), stream).buffer)
  const numbers = new Float32Array(count)
  for (let index = 0; index < count; index++) numbers[index] = table[halves[index] ?? 0] ?? 0
  return numbers
}
