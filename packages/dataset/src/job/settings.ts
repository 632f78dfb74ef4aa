import { VariegateError } from '@variegate/core'

/** What an augmentation job does. Paths are absolute. */
export interface JobSettings {
  readonly input: string
  readonly output: string
  /** The policy's text and its file, whose folder relative folders in it start from. */
  readonly policyText: string
  readonly policyFile: string
  /** Copies of every sample, from 1. */
  readonly copies: number
  readonly seed: number | string
  /** Worker threads, from 1. */
  readonly workers: number
  /** The longest that nothing may come of a sample, neither its reading nor a copy; then it is recorded and skipped. */
  readonly timeoutSeconds: number
  /** Which part of the samples to make; 1 of 1 makes all. */
  readonly shard: Shard
  /** Whether untouched samples are written too. */
  readonly originals: boolean
  /** The layout to take the dataset as, instead of recognising it. */
  readonly layout?: string
  /** Modules with transforms of the user's own. */
  readonly use: readonly string[]
  /** Command lines by translator name; the first word is the program. */
  readonly translators: Readonly<Record<string, string>>
}

export interface Shard {
  /** From 1. */
  readonly index: number
  readonly count: number
}

/** Read `3/16`; throws for anything but a part of a whole. */
export function parseShard(text: string): Shard {
  const match = /^(\d+)\/(\d+)$/.exec(text)
  const [index, count] = [Number(match?.[1]), Number(match?.[2])]
  if (match && index >= 1 && index <= count && count <= 100_000) return { index, count }
  throw new VariegateError(
    `Expected a shard such as 3/16, the first number from 1 to the second, but received "${text}".`,
  )
}
