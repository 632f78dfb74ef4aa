import { VariegateError } from '../error.js'
import { parseOptions, show, type Fields, type InputOf, type OptionsOf } from '../fields/index.js'
import type { Json, JsonObject } from '../json.js'
import type { Random } from '../random/index.js'
import { makeCallable } from './callable.js'
import { checkOptions } from './check.js'
import { common, commonNames, withoutCommon } from './common.js'
import type { Context } from './context.js'
import type { Modality } from './modality.js'
import { wait, type Task } from './task.js'
import type { Changes, CommonOptions, RecipeStep, TransformDefinition, TypedTransformDefinition } from './transform.js'

/** A transform as its author writes it. */
export interface TransformSpec<Sample, Facts, Step, F extends Fields, Drawn> {
  /** The field's own name, in camel case: the one that policy files use. */
  readonly name: string
  /** One sentence that starts with a verb. */
  readonly doc: string
  /** The paper or library that the method comes from. */
  readonly origin?: string
  readonly aliases?: readonly string[]
  /** `values`: every label stays as it is. `places`: labels move with the data. `objects`: some are added, covered or taken away. */
  readonly changes: Changes
  /** `data` where the draw looks at pixels, samples of sound or words, and not at sizes and labels alone. */
  readonly reads?: 'data'
  /** Options that show what it does, where the defaults do nothing or it needs something. */
  readonly example?: InputOf<F>
  /** Which form `drawn` has, from 1; raised when recipes of before could not be played any more. */
  readonly version?: number
  readonly options: F
  /** Every random decision; what comes out is plain JSON and all that `steps` needs. */
  draw(random: Random, options: OptionsOf<F>, sample: Sample, context: Context<Sample>): Drawn | Promise<Drawn>
  /** The ids of other samples that the steps need. */
  uses?(drawn: Drawn): readonly string[]
  /** The names of what the draw kept that the steps need. */
  kept?(drawn: Drawn): readonly string[]
  /** What is to be done: pure, no randomness, no waiting. `bytes` are what was kept, in the order named. */
  steps(drawn: Drawn, facts: Facts, others: readonly Sample[], bytes: readonly Uint8Array[]): readonly Step[]
}

const CHANGES: readonly Changes[] = ['values', 'places', 'objects']

/** Make the function with which a modality's transforms are defined. */
export function transformsOf<Sample, Facts, Step>(modality: Modality<Sample, Facts, Step>) {
  return <F extends Fields, Drawn>(
    spec: TransformSpec<Sample, Facts, Step, F, Drawn>,
  ): TypedTransformDefinition<Sample, F> => {
    const owner = `${modality.name}/${spec.name}`
    // From JavaScript, where no compiler looks.
    if (!CHANGES.includes(spec.changes))
      throw new VariegateError(
        `Expected ${owner} to say what it changes, one of ${CHANGES.join(', ')}, but received ${show(spec.changes)}.`,
      )

    function* applyDrawn(
      sample: Sample,
      facts: Facts,
      drawn: Drawn,
      context: Context<Sample>,
    ): Task<ReturnType<typeof modality.apply>> {
      const others: Sample[] = []
      for (const id of spec.uses?.(drawn) ?? []) others.push(yield* wait(context.lookup(id), owner))
      const bytes: Uint8Array[] = []
      for (const hash of spec.kept?.(drawn) ?? []) bytes.push(yield* wait(context.kept(hash), owner))
      return modality.apply(sample, spec.steps(drawn, facts, others, bytes))
    }

    const definition: TransformDefinition<Sample> = {
      name: spec.name,
      doc: spec.doc,
      ...(spec.origin === undefined ? {} : { origin: spec.origin }),
      aliases: spec.aliases ?? [],
      fields: spec.options,
      modality: modality.name,
      takesSteps: false,
      changes: spec.changes,
      ...(spec.reads ? { reads: spec.reads } : {}),
      ...(spec.example ? { example: spec.example as JsonObject } : {}), // options are JSON
      ...(spec.version === undefined ? {} : { version: spec.version }),
      ...(spec.uses ? { usesOthers: true, uses: (step) => spec.uses?.(step.drawn as Drawn) ?? [] } : {}), // drawn by this very spec
      configure(given, steps = []) {
        if (steps.length > 0) throw new VariegateError(`Expected options for ${owner} but received a list of steps.`)
        const options = parseOptions(owner, spec.options, withoutCommon(given), commonNames)
        return { definition: callable, name: spec.name, given, options, steps, ...common(owner, given) }
      },
      *play(transform, sample, { own }, context) {
        const options = transform.options as OptionsOf<F> // parsed by these very fields
        // Facts come first: they refuse a sample that nothing could be drawn for.
        const facts = modality.facts(sample)
        const drawn = yield* wait(spec.draw(own.child('draw'), options, sample, context), owner)
        const applied = yield* applyDrawn(sample, facts, drawn, context)
        const version = spec.version === undefined ? {} : { version: spec.version }
        const step: RecipeStep = { name: spec.name, ...version, drawn: drawn as Json } // a spec draws plain JSON; the test kit checks it
        return {
          sample: applied.sample,
          step: applied.dropped.length > 0 ? { ...step, dropped: applied.dropped } : step,
        }
      },
      *replay(step, sample, { context }) {
        return (yield* applyDrawn(sample, modality.facts(sample), step.drawn as Drawn, context)).sample
      },
    }
    const callable = makeCallable(definition, (options?: InputOf<F> & CommonOptions) =>
      definition.configure(checkOptions(owner, options)),
    )
    return callable
  }
}
