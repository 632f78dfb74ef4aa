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
  /** Open this very stream at a position, counted in draws of 32 bits: noise at a sample, without all that came before. */
  from(position: number): Random
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
  return new Stream(derive([0, 0, 0, 0], String(seed)))
}

/** Open the stream of a key that was drawn before, e.g. for noise that a recipe holds only the key of. */
export function keyedRandom([key0, key1]: readonly [number, number]): Random {
  return new Stream([key0 >>> 0, key1 >>> 0, 0, 0])
}

/** A stream's identity is four words: a Philox key and the upper half of the counter. */
class Stream implements Random {
  readonly #identity: Readonly<Words>
  #block: Readonly<Words> = [0, 0, 0, 0]
  #used = 4
  #position = 0

  constructor(identity: Readonly<Words>) {
    this.#identity = identity
  }

  uint32(): number {
    if (this.#used === 4) {
      const [k0, k1, h0, h1] = this.#identity
      this.#block = philox([this.#position >>> 0, Math.floor(this.#position / 2 ** 32) >>> 0, h0, h1], [k0, k1])
      this.#position++
      this.#used = 0
    }
    return this.#block[this.#used++] ?? 0
  }

  float(): number {
    return ((this.uint32() >>> 5) * 2 ** 26 + (this.uint32() >>> 6)) / 2 ** 53
  }

  child(name: string | number): Random {
    return new Stream(derive(this.#identity, String(name)))
  }

  from(position: number): Random {
    const stream = new Stream(this.#identity)
    stream.#position = Math.floor(position / 4)
    for (let skipped = 0; skipped < position % 4; skipped++) stream.uint32()
    return stream
  }

  key(): readonly [number, number] {
    return [this.uint32(), this.uint32()]
  }

  uniform([low, high]: Range): number {
    return low + (high - low) * this.float()
  }

  integer([low, high]: Range): number {
    return integer(this, low, high)
  }

  chance(p: number): boolean {
    return this.float() < p
  }

  normal(mean = 0, std = 1): number {
    return mean + std * normal(this)
  }

  truncatedNormal(mean: number, std: number, range: Range): number {
    return truncatedNormal(this, mean, std, range)
  }

  poisson(mean: number): number {
    return poisson(this, mean)
  }

  cauchy(location: number, scale: number): number {
    return cauchy(this, location, scale)
  }

  gamma(shape: number, scale = 1): number {
    return scale * gamma(this, shape)
  }

  beta(a: number, b: number): number {
    return beta(this, a, b)
  }

  choice<T>(items: readonly T[]): T {
    return choice(this, items)
  }

  weightedChoice<T>(items: readonly T[], weights: readonly number[]): T {
    return weightedChoice(this, items, weights)
  }

  shuffle<T>(items: readonly T[]): T[] {
    return shuffle(this, items)
  }

  sample<T>(items: readonly T[], count: number): T[] {
    return sampleWithoutReplacement(this, items, count)
  }
}

/** Absorb a name into an identity, eight bytes at a time; the length keeps a name apart from its beginnings and from draws. */
function derive(identity: Readonly<Words>, name: string): Words {
  const bytes = utf8Of(name)
  let state: Words = [...identity]
  for (let at = 0; at === 0 || at < bytes.length; at += 8) {
    const [k0, k1, h0, h1] = state
    const counter: Words = [word(bytes, at), word(bytes, at + 4), (h0 ^ at) >>> 0, (h1 ^ (bytes.length + 1)) >>> 0]
    state = philox(counter, [k0, k1])
  }
  return state
}

const utf8 = new TextEncoder()

/** Names are short and mostly ASCII, for which a call of the encoder costs more than the letters. */
function utf8Of(name: string): ArrayLike<number> {
  const codes: number[] = []
  for (let at = 0; at < name.length; at++) {
    const code = name.charCodeAt(at)
    if (code > 127) return utf8.encode(name)
    codes.push(code)
  }
  return codes
}

const word = (bytes: ArrayLike<number>, at: number): number =>
  ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0
