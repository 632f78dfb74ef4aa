import { refuseUnknownKeys, suggestion, VariegateError } from '../error.js'
import { createRandom } from '../random/index.js'
import { checkSteps, named } from './check.js'
import { emptyContext, type Context } from './context.js'
import { playAll } from './play.js'
import { finish, finishAsync, type Task } from './task.js'
import type { Again, Recipe, RecipeStep, Transform, TransformDefinition } from './transform.js'

/** What decides a result, beside the transforms and the sample. */
export interface RunOptions<Sample> {
  /** A whole number or any text; there is no default, as a result without a seed could not be made again. */
  readonly seed: number | string
  /** The sample's id; its own `id` where it has one. */
  readonly id?: string
  /** Which copy of the sample, from 1. */
  readonly copy?: number
  readonly context?: Context<Sample>
}

export interface RunResult<Sample> {
  readonly sample: Sample
  readonly recipe: Recipe
}

export interface ReplayOptions<Sample> {
  /** The definitions that the recipe's names are looked up in. */
  readonly transforms: readonly TransformDefinition<Sample>[]
  readonly context?: Context<Sample>
}

type Steps<Sample> = Transform<Sample> | readonly Transform<Sample>[]

/** Draw and apply at once; throws where something has to wait. */
export function run<Sample>(transforms: Steps<Sample>, sample: Sample, options: RunOptions<Sample>): RunResult<Sample> {
  return finish(runTask(transforms, sample, options))
}

/** Draw and apply, waiting for translators, lookups and pixels. */
export async function runAsync<Sample>(
  transforms: Steps<Sample>,
  sample: Sample,
  options: RunOptions<Sample>,
): Promise<RunResult<Sample>> {
  return finishAsync(runTask(transforms, sample, options))
}

/** Make the result of a recipe again, without random numbers; throws where something has to wait. */
export function replay<Sample>(recipe: Recipe, sample: Sample, options: ReplayOptions<Sample>): Sample {
  return finish(replayTask(recipe, sample, options))
}

/** Make the result of a recipe again, waiting for lookups. */
export async function replayAsync<Sample>(
  recipe: Recipe,
  sample: Sample,
  options: ReplayOptions<Sample>,
): Promise<Sample> {
  return finishAsync(replayTask(recipe, sample, options))
}

function* runTask<Sample>(
  transforms: Steps<Sample>,
  sample: Sample,
  options: RunOptions<Sample>,
): Task<RunResult<Sample>> {
  if (options !== undefined) refuseUnknownKeys('the options of run', options, ['seed', 'id', 'copy', 'context'])
  if (typeof options?.seed !== 'number' && typeof options?.seed !== 'string')
    throw new VariegateError(
      `Expected a seed, a whole number or a text; give it to run, e.g. run(steps, sample, { seed: 7 }). Received ${named(options?.seed)}.`,
    )
  const steps = checkSteps<Sample>('run', [transforms].flat())
  if (sample === undefined) throw new VariegateError('Expected a sample to run on but received nothing.')
  const { seed, copy = 1, context = emptyContext } = options
  const id = options.id ?? idOf(sample)
  if (id === undefined) {
    throw new VariegateError(
      'Expected an id for the sample; set it on the sample or give it to run, e.g. { seed: 7, id: "cat-1" }.',
    )
  }
  const ofSample = createRandom(seed).child(id).child(copy)
  const own = ofSample.child(modalityOf(steps))
  return yield* playAll(steps, sample, { own, sample: ofSample }, context)
}

function* replayTask<Sample>(recipe: Recipe, sample: Sample, options: ReplayOptions<Sample>): Task<Sample> {
  if (!Array.isArray(recipe))
    throw new VariegateError(`Expected a recipe, a list of what was drawn, but received ${named(recipe)}.`)
  if (!Array.isArray(options?.transforms))
    throw new VariegateError(
      `Expected the transforms that the recipe names; give them to replay, e.g. replay(recipe, sample, { transforms: [gamma] }). Received ${named(options?.transforms)}.`,
    )
  const { transforms, context = emptyContext } = options
  const again: Again<Sample> = { context, find: (name) => find(name, transforms) }
  return yield* replayAll(recipe, sample, again)
}

/** Apply the steps of a recipe in order. */
export function* replayAll<Sample>(recipe: Recipe, sample: Sample, again: Again<Sample>): Task<Sample> {
  let current = sample
  for (const step of recipe) {
    current =
      step.steps && step.drawn === undefined
        ? yield* replayAll(step.steps, current, again)
        : yield* replayStep(step, current, again)
  }
  return current
}

function* replayStep<Sample>(step: RecipeStep, sample: Sample, again: Again<Sample>): Task<Sample> {
  const definition = again.find(step.name)
  if ((step.version ?? 1) !== (definition.version ?? 1))
    throw new VariegateError(
      `The recipe's step ${step.name} has the form ${step.version ?? 1}, but this library draws and plays form ${definition.version ?? 1}; replay it with the version that made it.`,
    )
  return yield* definition.replay(step, sample, again)
}

function find<Sample>(name: string, transforms: readonly TransformDefinition<Sample>[]): TransformDefinition<Sample> {
  const found = transforms.find((definition) => definition.name === name)
  if (found) return found
  const names = transforms.map((definition) => definition.name)
  throw new VariegateError(
    `The recipe names "${name}", which is not among the transforms given${suggestion(name, names)}.`,
  )
}

/** The modality of the first step that has one; policies take that of their steps. */
function modalityOf<Sample>(steps: readonly Transform<Sample>[]): string {
  for (const step of steps) {
    const modality = step.steps.length > 0 ? modalityOf(step.steps) : step.definition.modality
    if (modality !== 'any') return modality
  }
  return 'any'
}

const idOf = (sample: unknown): string | undefined =>
  typeof sample === 'object' && sample !== null && 'id' in sample && typeof sample.id === 'string'
    ? sample.id
    : undefined
