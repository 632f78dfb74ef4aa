import { VariegateError } from '@variegate/core'
import { SPLIT_NAMES, splitNamed } from '../files/splits.js'
import type { MixedClassesRule } from '../layouts/index.js'

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
  /** The splits that are augmented, beside samples of none; the others pass through as they came. `train` alone where absent. */
  readonly splits?: readonly string[]
  /** Go on where files look like labels that no layout reads. */
  readonly ignoreUnrecognized?: boolean
  /** Write mixed classes beside the samples, or refuse their copies; `record` where absent. */
  readonly mixedClasses?: MixedClassesRule
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

/** Read `train,val`, in any of the words for a split; throws for a word that names none. */
export function parseSplits(text: string): string[] {
  const words = text.split(',').map((word) => word.trim())
  return SPLIT_NAMES.filter((name) =>
    words
      .map((word) => {
        const split = splitNamed(word)
        if (split === undefined)
          throw new VariegateError(
            `Expected splits such as train,val (they may be ${SPLIT_NAMES.join(', ')}) but received "${text}".`,
          )
        return split
      })
      .includes(name),
  )
}

/** Read `record` or `refuse`. */
export function parseMixedClasses(text: string): MixedClassesRule {
  if (text === 'record' || text === 'refuse') return text
  throw new VariegateError(`Expected record or refuse for mixed classes but received "${text}".`)
}
