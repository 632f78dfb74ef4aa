import { VariegateError } from '../error.js'
import type { Range } from '../json.js'
import { beta, gamma } from './gamma.js'
import { cauchy, normal, truncatedNormal } from './normal.js'
import { philox, type Words } from './philox.js'
import { poisson } from './poisson.js'
import { choice, sampleWithoutReplacement, shuffle, weightedChoice } from './selection.js'
import { integer, type Source } from './source.js'

/** A stream of random numbers with a name. Children depend on names alone, never on how much was drawn. */
export interface Random extends Source {
  /** Open the stream of that name below this one; the same name always opens the same stream. */
  child(name: string | number): Random
  /** Draw the Philox key from which a noise kernel grows its own counters. */
  key(): readonly [number, number]
  /** Draw evenly from [low, high); a range of one value gives that value. */
  uniform(range: Range): number
  /** Draw a whole number, both ends included. */
  integer(range: Range): number
  /** Decide with probability `p` in [0, 1]. */
  chance(p: number): boolean
  normal(mean?: number, std?: number): number
  truncatedNormal(mean: number, std: number, range: Range): number
  poisson(mean: number): number
  cauchy(location: number, scale: number): number
  gamma(shape: number, scale?: number): number
  beta(a: number, b: number): number
  choice<T>(items: readonly T[]): T
  weightedChoice<T>(items: readonly T[], weights: readonly number[]): T
  /** Put the items in a random order; the list given stays as it is. */
  shuffle<T>(items: readonly T[]): T[]
  /** Draw `count` different items, in the order drawn. */
  sample<T>(items: readonly T[], count: number): T[]
}

/** Open the root stream of a seed: a whole number, or any text. */
export function createRandom(seed: number | string): Random {
  if (typeof seed === 'number' && !Number.isSafeInteger(seed)) {
    throw new VariegateError(`Expected a whole number or a text as seed but received ${seed}.`)
  }
  return stream(derive([0, 0, 0, 0], String(seed)))
}

/** Open the stream of a key that was drawn before, e.g. for noise that a recipe holds only the key of. */
export function keyedRandom([key0, key1]: readonly [number, number]): Random {
  return stream([key0 >>> 0, key1 >>> 0, 0, 0])
}

/** A stream's identity is four words: a Philox key and the upper half of the counter. */
function stream(identity: Readonly<Words>): Random {
  const [k0, k1, h0, h1] = identity
  let block: Words = [0, 0, 0, 0]
  let used = 4
  let position = 0
  const uint32 = (): number => {
    if (used === 4) {
      block = philox([position >>> 0, Math.floor(position / 2 ** 32) >>> 0, h0, h1], [k0, k1])
      position++
      used = 0
    }
    return block[used++] ?? 0
  }
  const float = (): number => ((uint32() >>> 5) * 2 ** 26 + (uint32() >>> 6)) / 2 ** 53
  const source: Source = { uint32, float }
  return {
    uint32,
    float,
    child: (name) => stream(derive(identity, String(name))),
    key: () => [uint32(), uint32()],
    uniform: ([low, high]) => low + (high - low) * float(),
    integer: ([low, high]) => integer(source, low, high),
    chance: (p) => float() < p,
    normal: (mean = 0, std = 1) => mean + std * normal(source),
    truncatedNormal: (mean, std, range) => truncatedNormal(source, mean, std, range),
    poisson: (mean) => poisson(source, mean),
    cauchy: (location, scale) => cauchy(source, location, scale),
    gamma: (shape, scale = 1) => scale * gamma(source, shape),
    beta: (a, b) => beta(source, a, b),
    choice: (items) => choice(source, items),
    weightedChoice: (items, weights) => weightedChoice(source, items, weights),
    shuffle: (items) => shuffle(source, items),
    sample: (items, count) => sampleWithoutReplacement(source, items, count),
  }
}

const utf8 = new TextEncoder()

/** Absorb a name into an identity, eight bytes at a time; the length keeps a name apart from its beginnings and from draws. */
function derive(identity: Readonly<Words>, name: string): Words {
  const bytes = utf8.encode(name)
  let state: Words = [...identity]
  for (let at = 0; at === 0 || at < bytes.length; at += 8) {
    const [k0, k1, h0, h1] = state
    const counter: Words = [word(bytes, at), word(bytes, at + 4), (h0 ^ at) >>> 0, (h1 ^ (bytes.length + 1)) >>> 0]
    state = philox(counter, [k0, k1])
  }
  return state
}

const word = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0
