import type { Outcome } from './measure.js'
import type { Scaling } from './workers.js'

/** One measured case, by the names that both sides give it. */
export interface Line {
  readonly family: string
  readonly theirs: string
  readonly ours: string
  readonly outcome: Outcome
}

/** All that was measured, as it is written to a file. */
export interface Report {
  readonly processor: string
  readonly cores: number
  /** Processes that wanted a core at the start; figures above the number of cores tell of neighbours. */
  readonly load: number
  readonly pinned: boolean
  readonly versions: Readonly<Record<string, string>>
  readonly lines: readonly Line[]
  /** How many times as fast variegate is over the single transforms, as a geometric mean. */
  readonly mean: number
  readonly workers?: Scaling
  readonly leftOut: Readonly<Record<string, string>>
  /** Peers' transforms that no table tells of. */
  readonly unlisted: readonly string[]
}

/** Title what was measured on. */
export const heading = ({ processor, cores, load, pinned, versions }: Omit<Report, 'lines' | 'mean'>): string =>
  [
    `${processor}, ${cores} cores, load ${load.toFixed(1)}; each side on ${pinned ? 'one core' : 'any core, as taskset is missing'}.`,
    `${Object.entries(versions)
      .map((entry) => entry.join(' '))
      .join(', ')}.`,
    'Milliseconds a call, from pixels to pixels; the ratio says how many times as fast variegate is.',
  ].join('\n')

/** Print a measured case as a row; nothing for a case without two times. */
export function row({ theirs, ours, outcome }: Line): string | undefined {
  if (!('ours' in outcome)) return undefined
  return columns(theirs, ours, outcome.theirs.toFixed(3), outcome.ours.toFixed(3), ratio(outcome).toFixed(2))
}

export const columns = (theirs: string, ours: string, ...figures: readonly string[]): string =>
  `${theirs.padEnd(28)} ${ours.padEnd(24)} ${figures.map((figure) => figure.padStart(10)).join(' ')}`

/** Say how many times as fast variegate is. */
export const ratio = (outcome: { readonly theirs: number; readonly ours: number }): number =>
  outcome.theirs / outcome.ours

/** Average ratios so that twice as fast and half as fast cancel out; not a number without any. */
export function geometricMean(lines: readonly Line[]): number {
  const logarithms = lines.flatMap(({ outcome }) => ('ours' in outcome ? [Math.log(ratio(outcome))] : []))
  return Math.exp(logarithms.reduce((sum, one) => sum + one, 0) / logarithms.length)
}

/** Sum up below the table: the mean, what is missing, what went wrong and what is left out. */
export function summary({ lines, mean, workers, leftOut, unlisted }: Report): string {
  const missing = lines.flatMap(({ theirs, ours, outcome }) =>
    'missing' in outcome ? [`${ours} (${theirs} takes ${outcome.theirs.toFixed(3)} ms)`] : [],
  )
  const errors = lines.flatMap(({ theirs, ours, outcome }) =>
    'error' in outcome ? [`${theirs} / ${ours}: ${outcome.error}`] : [],
  )
  const measured = lines.filter(({ family, outcome }) => family !== 'policy' && 'ours' in outcome)
  const slower = measured.flatMap(({ theirs, outcome }) =>
    'ours' in outcome && ratio(outcome) < 1 ? [`${theirs} ${ratio(outcome).toFixed(2)}`] : [],
  )
  return [
    ...(measured.length > 0
      ? [`Geometric mean of ${measured.length} single transforms: ${mean.toFixed(2)} times as fast.`]
      : []),
    ...(workers
      ? [
          `variegate augment, ${workers.files} files, ${workers.copies} copies of each: ${workers.one.toFixed(2)} s with 1 worker, ${workers.two.toFixed(2)} s with 2: ${(workers.one / workers.two).toFixed(2)} times as fast.`,
        ]
      : []),
    ...list('Slower than the peer', slower),
    ...list('Not there yet', missing),
    ...list('Errors', errors),
    ...list('In no table', unlisted),
    ...list(
      'Left out',
      Object.entries(leftOut).map(([name, reason]) => `${name} ${reason}`),
    ),
  ].join('\n')
}

const list = (title: string, items: readonly string[]): string[] =>
  items.length === 0 ? [] : [`\n${title} (${items.length}):`, ...items.map((item) => `  ${item}`)]
