import { VariegateError } from '../error.js'
import { parseOptions, type Fields, type InputOf, type OptionsOf } from '../fields/index.js'
import type { Random } from '../random/index.js'
import { makeCallable } from '../transform/callable.js'
import { checkOptions, checkSteps } from '../transform/check.js'
import { common, commonNames, withoutCommon } from '../transform/common.js'
import { playAll } from '../transform/play.js'
import { replayAll } from '../transform/run.js'
import type { CommonOptions, Transform, TransformDefinition } from '../transform/transform.js'

/** A policy as its author writes it: which of its steps to take, in which order, how often. */
interface PolicySpec<F extends Fields> {
  readonly name: string
  readonly doc: string
  readonly options: F
  /** The chance to apply where none is given; 1 unless stated. */
  readonly p?: number
  readonly origin?: string
  /** Which of a modality's transforms are its steps where a policy file gives none. */
  fillsSteps?(transform: Transform): boolean
  /** The indexes of the steps to take, in order; an index may come several times. */
  choose(random: Random, options: OptionsOf<F>, steps: readonly Transform[], sample: unknown): readonly number[]
  /** What a step that was chosen becomes; itself unless stated. */
  change?(random: Random, options: OptionsOf<F>, step: Transform): Transform
  /** Refuse options that do not fit the steps. */
  check?(options: OptionsOf<F>, steps: readonly Transform[]): void
}

export interface PolicyDefinition<F extends Fields> extends TransformDefinition {
  <Sample>(steps: readonly Transform<Sample>[], options?: InputOf<F> & CommonOptions): Transform<Sample>
}

/** Define a transform made of transforms, for any modality. */
export function definePolicy<F extends Fields>(spec: PolicySpec<F>): PolicyDefinition<F> {
  const definition: TransformDefinition = {
    name: spec.name,
    doc: spec.doc,
    ...(spec.origin === undefined ? {} : { origin: spec.origin }),
    ...(spec.fillsSteps ? { fillsSteps: (transform) => spec.fillsSteps?.(transform) === true } : {}),
    aliases: [],
    fields: spec.options,
    modality: 'any',
    takesSteps: true,
    changes: 'objects',
    configure(given, steps = []) {
      if (steps.length === 0) throw new VariegateError(`Expected at least one step for ${spec.name} but received none.`)
      const options = parseOptions(spec.name, spec.options, withoutCommon(given), [...commonNames, 'steps'])
      spec.check?.(options as OptionsOf<F>, steps)
      return { definition: callable, name: spec.name, given, options, steps, ...common(spec.name, given, spec.p) }
    },
    *play({ options: parsed, steps }, sample, { own, sample: ofSample }, context) {
      const options = parsed as OptionsOf<F> // parsed by these very fields
      const picks = spec.choose(own.child('draw'), options, steps, sample)
      const changing = own.child('change')
      const change =
        spec.change && ((step: Transform, time: number) => spec.change?.(changing.child(time), options, step) ?? step)
      const streams = { own: own.child('steps'), sample: ofSample }
      const played = yield* playAll(steps, sample, streams, context, picks, change)
      return { sample: played.sample, step: { name: spec.name, steps: played.recipe } }
    },
    *replay({ steps = [] }, sample, again) {
      return yield* replayAll(steps, sample, again)
    },
  }
  const callable: PolicyDefinition<F> = makeCallable(
    definition,
    <Sample>(steps: readonly Transform<Sample>[], options?: InputOf<F> & CommonOptions) =>
      definition.configure(checkOptions(spec.name, options), checkSteps(spec.name, steps)) as Transform<Sample>,
  ) // a policy passes samples through its steps alone
  return callable
}
