import { choice, number, parseOptions, type Fields } from '../fields/index.js'
import { VariegateError } from '../error.js'
import type { JsonObject } from '../json.js'
import { makeCallable } from './callable.js'
import { checkOptions, checkSteps } from './check.js'
import { withoutCommon } from './common.js'
import type { Context } from './context.js'
import { between } from './between.js'
import type { Applied } from './modality.js'
import { wait, type Task } from './task.js'
import type { Recipe, RecipeKey, RecipeStep, Transform, TransformDefinition } from './transform.js'

/** How samples of one modality are seen as parts of another's: the frames of a clip, the sound of a clip, the slices of a volume. */
export interface Lens<Outer, Inner> {
  /** The outer modality's name. */
  readonly modality: string
  /** Refuse a sample that no step could work on. */
  check?(outer: Outer): unknown
  /** A part that stands for those around a moment, in seconds: with its data where a draw `reads` them, else with sizes and labels alone. */
  part(outer: Outer, at: number, reads: boolean): Inner | Promise<Inner>
  /** When each part begins, in seconds, rising; one number where there is one part. */
  times(outer: Outer): readonly number[]
  /** The context of a draw: partners of the outer modality seen as parts of the inner one. */
  context(outer: Context<Outer>, at: number, reads: boolean): Context<Inner>
  /** The inner transforms, for policies and others that are made of them. */
  readonly transforms: readonly TransformDefinition<Inner>[]
  /** Do to every part, and to the labels of the whole, what was drawn for its moment; samples that it needs are at hand. */
  apply(outer: Outer, how: HowLifted<Inner>, context: Context<Outer>): Applied<Outer>
}

/** What was drawn, for whoever applies it part by part. */
export interface HowLifted<Inner> {
  /** The recipe of a moment, in seconds. */
  at(time: number): Recipe
  /** Whether other samples take part, whose labels may come along anywhere. */
  readonly usesOthers: boolean
  /** The definitions that play it. */
  readonly transforms: readonly TransformDefinition<Inner>[]
}

/** How what is drawn changes from part to part. */
export const varyFields = {
  vary: choice({
    default: 'whole',
    values: ['whole', 'part', 'path'],
    doc: 'Whether one draw serves the whole, every part draws anew, or what is drawn moves smoothly between draws.',
  }),
  period: number({
    default: 1,
    min: 0.001,
    max: 86_400,
    unit: 's',
    doc: 'How far apart the draws of a path are.',
  }),
} satisfies Fields

const VARY = Object.keys(varyFields)

/** What stands behind lifted definitions, so that policies of the outer modality can be played on parts. */
const inners = new WeakMap<object, unknown>()

/** Make of a transform of an inner modality one of an outer: drawn once for the whole, anew for every part, or along a smooth path. */
export function lift<Outer, Inner>(
  definition: TransformDefinition<Inner>,
  lens: Lens<Outer, Inner>,
): TransformDefinition<Outer> {
  const owner = `${lens.modality}/${definition.name}`
  const varies = VARY.every((name) => !(name in definition.fields))
  const lifted: TransformDefinition<Outer> = {
    ...described(definition),
    modality: lens.modality,
    fields: varies ? { ...definition.fields, ...varyFields } : definition.fields,
    configure(given, steps = []) {
      const inner = definition.configure(
        only(given, varies, false),
        steps.map((step) => lower<Outer, Inner>(step, owner)),
      )
      const vary = varies ? varyOptions(owner, only(given, varies, true)) : {}
      return {
        ...inner,
        definition: callable,
        given,
        options: { ...inner.options, ...vary },
        steps,
      }
    },
    *play(transform, sample, streams, context) {
      lens.check?.(sample)
      const { vary = 'whole', period = 1 } = transform.options
      const inner = lower<Outer, Inner>({ ...transform, definition: callable }, owner)
      const reads = readsData(inner)
      const moments = momentsOf(lens.times(sample), String(vary), Number(period))
      const keys: RecipeKey[] = []
      for (const [index, at] of moments.entries()) {
        const own = index === 0 ? streams.own : streams.own.child('part').child(index)
        const part = yield* wait(lens.part(sample, at, reads), owner)
        const played = yield* definition.play(inner, part, { ...streams, own }, lens.context(context, at, reads))
        const { dropped: _ofPart, ...step } = played.step
        keys.push({ at, step })
      }
      const [first] = keys
      if (!first) throw new VariegateError(`Expected at least one part for ${owner} but the sample has none.`)
      const path = vary === 'path' ? { path: true } : {}
      const step: RecipeStep = keys.length === 1 ? first.step : { name: definition.name, keys, ...path }
      const { sample: after, dropped } = yield* applyStep(sample, step, context)
      return { sample: after, step: dropped.length > 0 ? { ...step, dropped } : step }
    },
    *replay(step, sample, { context }) {
      lens.check?.(sample)
      return (yield* applyStep(sample, step, context)).sample
    },
  }
  const transforms = [definition, ...lens.transforms.filter(({ name }) => name !== definition.name)]
  /** Bring what the step needs, then apply it: labels follow at once, data when somebody asks for them. */
  function* applyStep(sample: Outer, step: RecipeStep, context: Context<Outer>): Task<Applied<Outer>> {
    const others = new Map<string, Outer>()
    for (const id of neededBy(step, transforms)) others.set(id, yield* wait(context.lookup(id), owner))
    const around = { ...context, lookup: (id: string) => others.get(id) ?? context.lookup(id) }
    return lens.apply(sample, { at: (time) => [stepAt(step, time)], usesOthers: others.size > 0, transforms }, around)
  }
  const callable = makeCallable(lifted, (first?: unknown, second?: unknown) =>
    Array.isArray(first)
      ? lifted.configure(checkOptions(owner, second), checkSteps<Outer>(owner, first))
      : lifted.configure(checkOptions(owner, first)),
  )
  inners.set(callable, definition)
  return callable
}

/** Whether a draw, or that of a step within, looks at the data. */
const readsData = <Inner>({ definition, steps }: Transform<Inner>): boolean =>
  definition.reads === 'data' || steps.some((step) => readsData(step))

/** What a definition tells of itself, but for how it is played. */
function described<Inner>({
  configure: _configure,
  play: _play,
  replay: _replay,
  modality: _modality,
  ...told
}: TransformDefinition<Inner>): Omit<TransformDefinition, 'configure' | 'play' | 'replay' | 'modality'> {
  return told
}

/** The inner transform behind a step of the outer modality; policies pass samples through their steps alone, whatever they are. */
function lower<Outer, Inner>(step: Transform<Outer>, owner: string): Transform<Inner> {
  const inner = inners.get(step.definition) as TransformDefinition<Inner> | undefined // what it was lifted from
  if (!inner && step.definition.modality !== 'any')
    throw new VariegateError(`Expected steps on single parts for ${owner} but received ${step.name}; put it beside.`)
  const definition = inner ?? (step.definition as unknown as TransformDefinition<Inner>) // a policy is of any modality
  const options = inner
    ? Object.fromEntries(Object.entries(step.options).filter(([name]) => name in inner.fields))
    : step.options
  return { ...step, definition, options, steps: step.steps.map((one) => lower<Outer, Inner>(one, owner)) }
}

/** The options about variation alone, or those without. */
const only = (given: JsonObject, varies: boolean, wanted: boolean): JsonObject =>
  Object.fromEntries(Object.entries(given).filter(([name]) => (varies && VARY.includes(name)) === wanted))

function varyOptions(owner: string, given: JsonObject): JsonObject {
  return parseOptions(owner, varyFields, withoutCommon(given))
}

/** The ids of all samples that a step and the steps within it need. */
function neededBy<Inner>(
  { name, keys = [], steps = [], ...step }: RecipeStep,
  transforms: readonly TransformDefinition<Inner>[],
): readonly string[] {
  const inside = [...keys.map((key) => key.step), ...steps].flatMap((inner) => neededBy(inner, transforms))
  if (step.drawn === undefined) return inside
  const own = transforms.find((definition) => definition.name === name)?.uses?.({ name, ...step }) ?? []
  return [...new Set([...own, ...inside])]
}

/** When to draw: once, for every part, or every period and at the end, so that a path has both ends. */
function momentsOf(times: readonly number[], vary: string, period: number): readonly number[] {
  const [first = 0] = times
  const last = times.at(-1) ?? first
  if (vary === 'part') return times
  if (vary === 'whole' || last === first) return [first]
  const count = Math.max(1, Math.ceil((last - first) / period))
  return Array.from({ length: count + 1 }, (_, index) => first + ((last - first) * index) / count)
}

/** What holds at a moment: the key at or before it, or on a path what lies between two keys. */
function stepAt(step: RecipeStep, time: number): RecipeStep {
  const { keys } = step
  if (!keys) return step
  const index = Math.max(
    0,
    keys.findLastIndex(({ at }) => at <= time + 1e-9),
  )
  const before = keys[index]
  const after = keys[index + 1]
  if (!before) throw new RangeError(`no key at ${time} s`)
  if (step.path !== true || !after || time <= before.at) return before.step
  return between(before.step, after.step, (time - before.at) / (after.at - before.at))
}
