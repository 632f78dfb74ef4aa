import { transformsOf, type Fields, type TransformSpec, type TypedTransformDefinition } from '@variegate/core'
import { seriesModality, type SeriesFacts } from '../../engine.js'
import type { Series } from '../../sample.js'
import type { On, SeriesStep } from '../../steps/steps.js'
import type { Place } from './place.js'

/** An anomaly as its author writes it: where it lies is drawn, what it does is steps; that it is marked goes without saying. */
export interface AnomalySpec<F extends Fields, Drawn extends Place> extends Omit<
  TransformSpec<Series, SeriesFacts, SeriesStep, F, Drawn>,
  'steps' | 'changes' | 'uses'
> {
  /** What is done to the stretch, which the steps take as `on`. */
  damage(drawn: Drawn, on: Required<On>, facts: SeriesFacts): readonly SeriesStep[]
  /** How bad it is; the interval has none unless stated. */
  severity?(drawn: Drawn): number
}

const define = transformsOf(seriesModality)

/** Define an anomaly: it always marks its interval and its channels, under its own name. */
export const defineAnomaly = <F extends Fields, Drawn extends Place>({
  damage,
  severity,
  ...spec
}: AnomalySpec<F, Drawn>): TypedTransformDefinition<Series, F> =>
  define({
    ...spec,
    changes: 'objects',
    steps(drawn, facts) {
      const { first, end, channels } = drawn
      if (end <= first) return []
      const on: Required<On> = { channels, points: [first, end] }
      const worse = severity?.(drawn)
      const mark = { kind: 'mark' as const, label: spec.name, on, ...(worse === undefined ? {} : { severity: worse }) }
      return [...damage(drawn, on, facts), mark]
    },
  })
