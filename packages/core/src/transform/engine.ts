import type { TimeMap } from '../time/index.js'
import type { Applied, Dropped, Modality, Snapshot } from './modality.js'

/** How steps of one kind are done. `Map` is how labels follow: through time, unless the modality has another map. */
export interface Runner<Sample, Step, Map = TimeMap> {
  /** How the step moves what labels stand on, which they then follow; nothing where it moves none. */
  map?(step: Step, sample: Sample): Map | undefined
  /** Do it to the data; `map` is what `map` gave. Labels that the map does not move are the runner's own. */
  run(step: Step, sample: Sample, map: Map | undefined): Sample
}

/** A runner for every kind of step. */
export type Runners<Sample, Step extends { readonly kind: string }, Map = TimeMap> = {
  readonly [Kind in Step['kind']]: Runner<Sample, Extract<Step, { readonly kind: Kind }>, Map>
}

export interface EngineSpec<Sample, Facts, Step extends { readonly kind: string }, Map = TimeMap> {
  readonly name: string
  /** Refuse a sample that no step could work on; looked at once a sample. */
  check?(sample: Sample): unknown
  facts(sample: Sample): Facts
  readonly runners: Runners<Sample, Step, Map>
  /** Let the labels of `before` follow a map onto `after`, whose data a step has moved. */
  follow?(after: Sample, map: Map, step: Step, before: Sample): Applied<Sample>
  snapshot(sample: Sample): Snapshot | Promise<Snapshot>
}

/** Make the engine of a modality of runners, one a kind of step. */
export function engineOf<Sample extends object, Facts, Step extends { readonly kind: string }, Map = TimeMap>(
  spec: EngineSpec<Sample, Facts, Step, Map>,
): Modality<Sample, Facts, Step> {
  const checked = new WeakSet<Sample>()
  const known = (sample: Sample): Sample => {
    if (spec.check && !checked.has(sample)) {
      spec.check(sample)
      checked.add(sample)
    }
    return sample
  }
  return {
    name: spec.name,
    facts: (sample) => spec.facts(known(sample)),
    apply(sample, steps) {
      const dropped: Dropped[] = []
      let current = known(sample)
      for (const step of steps) {
        const runner: Runner<Sample, Step, Map> = spec.runners[step.kind as Step['kind']] // a runner takes the steps of its kind
        const map = runner.map?.(step, current)
        const after = runner.run(step, current, map)
        if (map && spec.follow) {
          const followed = spec.follow(after, map, step, current)
          dropped.push(...followed.dropped)
          current = followed.sample
        } else current = after
      }
      // What steps made of a sample that was checked needs no second look.
      checked.add(current)
      return { sample: current, dropped }
    },
    snapshot: (sample) => spec.snapshot(sample),
  }
}

/** Add a property that is computed when somebody asks for it, once. */
export function lazily<Base extends object, Key extends string, Value>(
  base: Base,
  key: Key,
  compute: () => Value,
): Base & { readonly [K in Key]: Value } {
  let computed: { readonly value: Value } | undefined
  return Object.defineProperty({ ...base }, key, {
    enumerable: true,
    get: () => (computed ??= { value: compute() }).value,
  }) as Base & { readonly [K in Key]: Value } // just defined
}
