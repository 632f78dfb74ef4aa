import type { Fields, InputOf } from '../fields/index.js'
import type { Json, JsonObject } from '../json.js'
import type { Random } from '../random/index.js'
import type { Context } from './context.js'
import type { Dropped } from './modality.js'
import type { Task } from './task.js'

/** What every step of a policy understands beside its own options. */
export interface CommonOptions {
  /** The chance to apply, in [0, 1]; 1 by default. */
  readonly p?: number
  /** A name for the step's random stream that stays when other steps come or go. */
  readonly id?: string
  /** Steps of several modalities with the same share draw the same numbers. */
  readonly share?: string
}

/** What a transform changes, for whoever must know of it. */
export type Changes = 'values' | 'places' | 'objects'

/** A transform with its options: one step of a policy. Plain data beside its definition. */
export interface Transform<Sample = unknown> {
  readonly definition: TransformDefinition<Sample>
  readonly name: string
  /** The options as they were written. */
  readonly given: JsonObject
  /** Every option, defaults filled in. */
  readonly options: JsonObject
  readonly p: number
  readonly id?: string
  readonly share?: string
  /** The steps that a policy chooses from; none for other transforms. */
  readonly steps: readonly Transform<Sample>[]
}

/** What the engine, the docs, the schema and the command know of a transform. Methods, so that lists may mix sample types. */
export interface TransformDefinition<Sample = unknown> {
  readonly name: string
  readonly doc: string
  readonly origin?: string
  readonly aliases: readonly string[]
  readonly fields: Fields
  /** The modality's name, or `any` for a policy. */
  readonly modality: string
  /** Whether it is made of other steps. */
  readonly takesSteps: boolean
  /** What it changes: values alone, the places of labels, or which labels there are. */
  readonly changes: Changes
  /** `data` where its draw looks at the data itself; absent where it does not. */
  readonly reads?: 'data'
  /** Options that show what it does, where the defaults do nothing or it needs something. */
  readonly example?: JsonObject
  /** Which form its drawn values have; 1 where absent. */
  readonly version?: number
  /** Whether one of a modality's transforms is among its steps where none are given; absent for what needs its steps. */
  fillsSteps?(transform: Transform): boolean
  /** Whether it looks other samples up; absent where it does not. */
  readonly usesOthers?: boolean
  /** The ids of the samples that what it drew needs. */
  uses?(step: RecipeStep): readonly string[]
  /** Make a transform of options as a file gives them; throws a `VariegateError` for a bad one. */
  configure(given: JsonObject, steps?: readonly Transform<Sample>[]): Transform<Sample>
  /** Draw and apply, below the random stream given. */
  play(transform: Transform<Sample>, sample: Sample, streams: Streams, context: Context<Sample>): Task<Played<Sample>>
  /** Apply again what was drawn. */
  replay(step: RecipeStep, sample: Sample, again: Again<Sample>): Task<Sample>
}

/** A definition that is called with its own options. */
export interface TypedTransformDefinition<Sample, F extends Fields> extends TransformDefinition<Sample> {
  (options?: InputOf<F> & CommonOptions): Transform<Sample>
}

/** The stream of one step, and the sample's own for steps that share. */
export interface Streams {
  readonly own: Random
  readonly sample: Random
}

export interface Again<Sample> {
  readonly context: Context<Sample>
  find(name: string): TransformDefinition<Sample>
}

export interface Played<Sample> {
  readonly sample: Sample
  readonly step: RecipeStep
}

/** What was drawn for one step, or the steps that a policy chose. */
export interface RecipeStep {
  readonly name: string
  /** Which form `drawn` has; 1 where absent. */
  readonly version?: number
  readonly drawn?: Json
  /** What was drawn for several moments of a sample with parts, in order of time. */
  readonly keys?: readonly RecipeKey[]
  /** Whether what holds between two keys lies between them; else the earlier key holds. */
  readonly path?: boolean
  readonly steps?: Recipe
  readonly dropped?: readonly Dropped[]
}

/** What was drawn for one moment. */
export interface RecipeKey {
  /** Seconds from the start. */
  readonly at: number
  readonly step: RecipeStep
}

/** All that is needed to make a result again without any random numbers. */
export type Recipe = readonly RecipeStep[]
