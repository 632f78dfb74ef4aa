import { VariegateError } from '../error.js'
import { parseOptions, type Fields, type InputOf, type OptionsOf } from '../fields/index.js'
import type { Random } from '../random/index.js'
import { checkOptions, checkSteps } from '../transform/check.js'
import { common, commonNames } from '../transform/common.js'
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
  /** The indexes of the steps to take, in order; an index may come several times. */
  choose(random: Random, options: OptionsOf<F>, count: number): readonly number[]
  /** Refuse options that do not fit the number of steps. */
  check?(options: OptionsOf<F>, count: number): void
}

export interface PolicyDefinition<F extends Fields> extends TransformDefinition {
  <Sample>(steps: readonly Transform<Sample>[], options?: InputOf<F> & CommonOptions): Transform<Sample>
}

/** Define a transform made of transforms, for any modality. */
export function definePolicy<F extends Fields>(spec: PolicySpec<F>): PolicyDefinition<F> {
  const definition: TransformDefinition = {
    name: spec.name,
    doc: spec.doc,
    aliases: [],
    fields: spec.options,
    modality: 'any',
    takesSteps: true,
    configure(given, steps = []) {
      if (steps.length === 0) throw new VariegateError(`Expected at least one step for ${spec.name} but received none.`)
      const own = Object.fromEntries(Object.entries(given).filter(([name]) => !commonNames.includes(name)))
      const options = parseOptions(spec.name, spec.options, own, [...commonNames, 'steps'])
      spec.check?.(options as OptionsOf<F>, steps.length)
      return { definition: callable, name: spec.name, given, options, steps, ...common(spec.name, given, spec.p) }
    },
    *play({ options, steps }, sample, { own, sample: ofSample }, context) {
      const picks = spec.choose(own.child('draw'), options as OptionsOf<F>, steps.length) // parsed by these very fields
      const played = yield* playAll(steps, sample, { own: own.child('steps'), sample: ofSample }, context, picks)
      return { sample: played.sample, step: { name: spec.name, steps: played.recipe } }
    },
    *replay({ steps = [] }, sample, again) {
      return yield* replayAll(steps, sample, again)
    },
  }
  const call = <Sample>(steps: readonly Transform<Sample>[], options?: InputOf<F> & CommonOptions) =>
    definition.configure(checkOptions(spec.name, options), checkSteps(spec.name, steps)) as Transform<Sample> // a policy passes samples through its steps alone
  const properties = Object.entries(definition).map(([key, value]) => [key, { value, enumerable: true }] as const)
  const callable = Object.defineProperties(call, Object.fromEntries(properties)) as typeof call & TransformDefinition
  return callable
}
