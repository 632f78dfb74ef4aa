import { parseOptions, type Fields, type InputOf, type OptionsOf } from '../fields/index.js'
import type { Json, JsonObject } from '../json.js'
import type { Random } from '../random/index.js'
import { VariegateError } from '../error.js'
import { makeCallable } from '../transform/callable.js'
import { checkOptions, checkSteps } from '../transform/check.js'
import { common, commonNames, withoutCommon } from '../transform/common.js'
import { playAll } from '../transform/play.js'
import { replayAll } from '../transform/run.js'
import type { Task } from '../transform/task.js'
import type { Changes, CommonOptions, Recipe, Transform, TransformDefinition } from '../transform/transform.js'

/** A transform of one modality made of others: it plays lists of steps on the sample and makes one result of theirs. */
export interface ComposedSpec<Sample, F extends Fields, Drawn> {
  readonly name: string
  readonly doc: string
  readonly origin?: string
  readonly changes: Changes
  readonly reads?: 'data'
  readonly example?: InputOf<F>
  readonly options: F
  /** Whether it is given its steps, or brings its own. */
  readonly takesSteps: boolean
  /** What is random beside the steps: plain JSON. */
  draw(random: Random, options: OptionsOf<F>, sample: Sample): Drawn
  /** The lists of steps to play, each by itself; for a transform that brings its own they are drawn. */
  branches(
    random: Random,
    options: OptionsOf<F>,
    steps: readonly Transform<Sample>[],
    sample: Sample,
  ): readonly (readonly Transform<Sample>[])[]
  /** What every list is played on; the sample itself unless stated. */
  enter?(sample: Sample, drawn: Drawn): Sample
  /** Make the result of those of the lists. */
  merge(sample: Sample, results: readonly Sample[], drawn: Drawn): Sample
}

export interface ComposedDefinition<Sample, F extends Fields> extends TransformDefinition<Sample> {
  (options?: InputOf<F> & CommonOptions): Transform<Sample>
  (steps: readonly Transform<Sample>[], options?: InputOf<F> & CommonOptions): Transform<Sample>
}

/** Make the function with which a modality's transforms made of others are defined. */
export const compositionsOf =
  <Sample>(modality: string) =>
  <F extends Fields, Drawn>(spec: ComposedSpec<Sample, F, Drawn>): ComposedDefinition<Sample, F> =>
    compose(modality, spec)

function compose<Sample, F extends Fields, Drawn>(
  modality: string,
  spec: ComposedSpec<Sample, F, Drawn>,
): ComposedDefinition<Sample, F> {
  const owner = `${modality}/${spec.name}`
  const definition: TransformDefinition<Sample> = {
    name: spec.name,
    doc: spec.doc,
    ...(spec.origin === undefined ? {} : { origin: spec.origin }),
    aliases: [],
    fields: spec.options,
    modality,
    takesSteps: spec.takesSteps,
    changes: spec.changes,
    ...(spec.reads ? { reads: spec.reads } : {}),
    ...(spec.example ? { example: spec.example as JsonObject } : {}), // options are JSON
    configure(given, steps = []) {
      if (spec.takesSteps !== steps.length > 0) {
        const expected = spec.takesSteps ? 'at least one step' : 'options without steps'
        throw new VariegateError(`Expected ${expected} for ${owner} but received ${steps.length} steps.`)
      }
      const options = parseOptions(owner, spec.options, withoutCommon(given), [
        ...commonNames,
        ...(spec.takesSteps ? ['steps'] : []),
      ])
      return { definition: callable, name: spec.name, given, options, steps, ...common(owner, given) }
    },
    *play({ options: parsed, steps }, sample, { own, sample: ofSample }, context) {
      const options = parsed as OptionsOf<F> // parsed by these very fields
      const drawn = spec.draw(own.child('draw'), options, sample)
      const entered = spec.enter?.(sample, drawn) ?? sample
      const results: Sample[] = []
      const recipes: Recipe[] = []
      for (const [index, branch] of spec.branches(own.child('choose'), options, steps, sample).entries()) {
        const streams = { own: own.child('branch').child(index), sample: ofSample }
        const played = yield* playAll(branch, entered, streams, context)
        results.push(played.sample)
        recipes.push(played.recipe)
      }
      const branches = recipes.map((recipe) => ({ name: 'sequence', steps: recipe }))
      return {
        sample: spec.merge(sample, results, drawn),
        // What was drawn is plain JSON; the test kit checks it.
        step: { name: spec.name, drawn: drawn as Json, steps: branches },
      }
    },
    *replay({ drawn: recorded, steps = [] }, sample, again): Task<Sample> {
      const drawn = recorded as Drawn // what this very definition drew
      const entered = spec.enter?.(sample, drawn) ?? sample
      const results: Sample[] = []
      for (const branch of steps) results.push(yield* replayAll(branch.steps ?? [], entered, again))
      return spec.merge(sample, results, drawn)
    },
  }
  function call(first?: unknown, second?: unknown): Transform<Sample> {
    return Array.isArray(first)
      ? definition.configure(checkOptions(owner, second), checkSteps(owner, first))
      : definition.configure(checkOptions(owner, first))
  }
  const callable: ComposedDefinition<Sample, F> = makeCallable(definition, call)
  return callable
}
