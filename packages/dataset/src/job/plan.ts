import { VariegateError } from '@variegate/core'
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
  /** What decides the result: a run with other facts is another job. */
  readonly facts: string
  /** What the job's own files are called in the output. */
  readonly files: OwnFiles
}

export interface Task {
  readonly source: Source
  readonly entry: Entry
}

/** Read the policy, recognise the dataset and list the tasks; nothing is written. */
export async function makePlan(settings: JobSettings): Promise<Plan> {
  const { input, output, policyFile, copies, seed, originals, layout } = settings
  const { packages, pipeline } = await readPolicy(settings)
  await checkPlaces(settings)
  const dataset = await openDataset(input, { except: [output], ...(layout === undefined ? {} : { layout }) })
  const used = dataset.sources.filter(({ modality }) => originals || (pipeline[modality] ?? []).length > 0)
  if (used.length === 0) {
    const found = [...new Set(dataset.sources.map(({ modality }) => modality))].join(', ')
    throw new VariegateError(
      `Expected steps for ${found} in ${policyFile}, which is what the dataset holds, but there are none.`,
    )
  }
  const tasks = used.flatMap((source) => source.entries.map((entry) => ({ source, entry })))
  const facts = {
    version: 1,
    seed,
    copies,
    originals,
    policy: pipelineToJson(pipeline),
    sources: dataset.sources.map((source) => ({
      layout: source.layout,
      root: source.root,
      samples: source.entries.length,
      damaged: source.problems.length,
    })),
  }
  return {
    dataset,
    packages,
    pipeline,
    tasks,
    facts: `${JSON.stringify(facts, null, 2)}\n`,
    files: ownFilesFor(dataset),
  }
}

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
