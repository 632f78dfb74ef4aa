import { VariegateError, type Transform } from '@variegate/core'
import { modalitiesOf, parsePipeline, pipelineToJson, type Packages, type Pipeline } from '@variegate/core/pipeline'
import type { OwnFiles } from '../files/own-files.js'
import { openDataset, type Dataset, type Entry, type Source } from '../layouts/index.js'
import { ownFilesFor } from './own-files.js'
import { loadPackages } from './packages.js'
import { checkPlaces } from './places.js'
import type { JobSettings } from './settings.js'

/** Everything that a job and each of its workers know before the first sample. */
export interface Plan {
  readonly dataset: Dataset
  readonly packages: Packages
  readonly pipeline: Pipeline
  /** One task a sample, in the order of sources and their entries. */
  readonly tasks: readonly Task[]
  /** How many samples of each split every source has, where a split is named at all. */
  readonly splits: ReadonlyMap<Source, readonly SplitCount[]>
  /** Steps that bring objects of other samples along, and so may mix classes, of every modality. */
  readonly mixing: Readonly<Record<string, readonly string[]>>
  /** What decides the result: a run with other facts is another job. */
  readonly facts: string
  /** What the job's own files are called in the output. */
  readonly files: OwnFiles
}

export interface Task {
  readonly source: Source
  readonly entry: Entry
  /** How many copies are made of it: none where its split only passes through. */
  readonly copies: number
}

/** How many samples of a split there are, and what becomes of them. */
export interface SplitCount {
  readonly split: string
  readonly samples: number
  readonly becomes: 'augmented' | 'written' | 'left out'
}

/** What becomes of a split, as people read it: "30 of val written as they came". */
export const saySplit = ({ split, samples, becomes }: SplitCount): string =>
  `${samples} of ${split === '' ? 'no split' : split} ${becomes === 'written' ? 'written as they came' : becomes}`

/** Read the policy, recognise the dataset and list the tasks; nothing is written. What another plan of the same job has checked is not looked for again. */
export async function makePlan(settings: JobSettings, isChecked = false): Promise<Plan> {
  const { input, output, policyFile, copies, seed, originals, layout, mixedClasses = 'record' } = settings
  const splits = settings.splits ?? ['train']
  const { packages, pipeline } = await readPolicy(settings)
  await checkPlaces(settings)
  const dataset = await openDataset(input, {
    except: [output, policyFile],
    mixedClasses,
    ...(layout === undefined ? {} : { layout }),
    unrecognized: isChecked ? 'skip' : settings.ignoreUnrecognized === true ? 'tell' : 'refuse',
  })
  const used = dataset.sources.filter(({ modality }) => originals || (pipeline[modality] ?? []).length > 0)
  if (used.length === 0) {
    const found = [...new Set(dataset.sources.map(({ modality }) => modality))].join(', ')
    throw new VariegateError(
      `Expected steps for ${found} in ${policyFile}, which is what the dataset holds, but there are none.`,
    )
  }
  const isAugmented = (entry: Entry): boolean => entry.split === '' || splits.includes(entry.split)
  const tasks = used.flatMap((source) => {
    const hasSteps = (pipeline[source.modality] ?? []).length > 0
    return source.entries.flatMap((entry): Task[] => {
      const isMade = hasSteps && isAugmented(entry)
      return isMade || originals ? [{ source, entry, copies: isMade ? copies : 0 }] : []
    })
  })
  if (tasks.length === 0) refuseNothing(used, splits)
  // What the machine lacks is no fault of a clip.
  if (!isChecked && used.some(({ modality }) => modality === 'video'))
    await (await import('@variegate/video/node')).needCodecs()
  const facts = {
    version: 1,
    seed,
    copies,
    originals,
    splits,
    mixedClasses,
    policy: pipelineToJson(pipeline),
    sources: dataset.sources.map((source) => ({
      layout: source.layout,
      root: source.root,
      samples: source.entries.length,
      damaged: source.problems.length,
    })),
  }
  const fates = new Map(tasks.map(({ entry, copies: made }) => [entry, made > 0 ? 'augmented' : 'written'] as const))
  return {
    dataset,
    packages,
    pipeline,
    tasks,
    splits: new Map(dataset.sources.map((source) => [source, countSplits(source, fates)])),
    mixing: Object.fromEntries(Object.entries(pipeline).map(([modality, steps]) => [modality, mixingIn(steps)])),
    facts: `${JSON.stringify(facts, null, 2)}\n`,
    files: ownFilesFor(dataset),
  }
}

/** A job that would make nothing says so, and what there was. */
function refuseNothing(used: readonly Source[], splits: readonly string[]): void {
  const found = new Map<string, number>()
  for (const { entries } of used) for (const { split } of entries) found.set(split, (found.get(split) ?? 0) + 1)
  if (found.size === 0) return
  const counts = [...found].map(([split, count]) => `${count} of ${split}`).join(', ')
  throw new VariegateError(
    `Expected samples of ${splits.join(', ')}, or of no split, which are the ones that are augmented, but there are only ${counts}; --splits ${[...found.keys()].join(',')} augments them, and --originals writes them as they came.`,
  )
}

function countSplits(source: Source, fates: ReadonlyMap<Entry, SplitCount['becomes']>): SplitCount[] {
  const counts = new Map<string, SplitCount>()
  for (const entry of source.entries) {
    const { split } = entry
    const becomes = fates.get(entry) ?? 'left out'
    counts.set(split, { split, becomes, samples: (counts.get(split)?.samples ?? 0) + 1 })
  }
  return counts.size === 1 && counts.has('') ? [] : [...counts.values()]
}

/** The names of steps that bring objects or classes of other samples along, those within policies included. */
const mixingIn = (steps: readonly Transform[]): string[] => [
  ...new Set(
    steps.flatMap(({ name, definition, steps: inner }) => [
      ...(definition.usesOthers === true && definition.changes === 'objects' ? [name] : []),
      ...mixingIn(inner),
    ]),
  ),
]

/** Load what the policy is about: packages take a good part of a short job's time. */
async function readPolicy({ policyText, policyFile, use }: JobSettings): Promise<Pick<Plan, 'packages' | 'pipeline'>> {
  const read = (packages: Packages) => ({
    packages,
    pipeline: parsePipeline(policyText, { packages, file: policyFile }),
  })
  const some = await loadPackages(use, modalitiesOf(policyText))
  try {
    return read(some)
  } catch {
    // What is wrong is said with all transforms in view, so that those of another modality are named.
    return read(await loadPackages(use))
  }
}
