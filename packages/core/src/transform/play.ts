import { VariegateError } from '../error.js'
import type { Context } from './context.js'
import type { Task } from './task.js'
import type { Recipe, RecipeStep, Streams, Transform } from './transform.js'

/** Draw and apply the steps in order; with `picks`, only those, in that order, each as `change` makes it. A step skipped by chance leaves the sample as it is. */
export function* playAll<Sample>(
  steps: readonly Transform<Sample>[],
  sample: Sample,
  streams: Streams,
  context: Context<Sample>,
  picks: readonly number[] = [...steps.keys()],
  change?: (step: Transform<Sample>, time: number) => Transform<Sample>,
): Task<{ sample: Sample; recipe: Recipe }> {
  const names = streamNames(steps)
  const times = new Map<number, number>()
  const recipe: RecipeStep[] = []
  let current = sample
  for (const [time, pick] of picks.entries()) {
    const listed = steps[pick]
    const step = listed && change ? change(listed, time) : listed
    const name = names[pick]
    if (!step || name === undefined) throw new RangeError(`no step ${pick} of ${steps.length}`)
    const before = times.get(pick) ?? 0
    times.set(pick, before + 1)
    const base = step.share === undefined ? streams.own.child(name) : streams.sample.child('share').child(step.share)
    const own = before === 0 ? base : base.child('again').child(before)
    // A stream that nothing depends on is not opened.
    if (step.p < 1 && !own.child('p').chance(step.p)) continue
    const played = yield* step.definition.play(step, current, { own, sample: streams.sample }, context)
    current = played.sample
    recipe.push(played.step)
  }
  return { sample: current, recipe }
}

/** Name a step's stream by its id, else by its name and how many of that name came before, so that adding a step moves no other. */
function streamNames<Sample>(steps: readonly Transform<Sample>[]): string[] {
  const counts = new Map<string, number>()
  return steps.map(({ name, id }) => {
    if (id !== undefined) {
      const key = `id ${id}`
      if (counts.has(key))
        throw new VariegateError(`Expected every id among the steps of a list once but "${id}" is there twice.`)
      counts.set(key, 1)
      return key
    }
    const before = counts.get(name) ?? 0
    counts.set(name, before + 1)
    return `${name} ${before}`
  })
}
