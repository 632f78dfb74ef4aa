import { VariegateError } from '@variegate/core'
import { randomUUID } from 'node:crypto'
import { access, mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join, relative } from 'node:path'
import { PART } from '../files/atomic.js'
import { finishJob } from './finish.js'
import { openJournal } from './journal.js'
import type { Plan } from './plan.js'
import { runTasks } from './pool.js'
import type { JobSettings } from './settings.js'

/** How far a job has come. */
export interface Progress {
  /** Samples done and to be done by this shard. */
  readonly done: number
  readonly total: number
  readonly written: number
  readonly skipped: number
}

export interface JobResult {
  /** `complete`: everything is written; `already`: it was before; `shards`: others are still missing; `interrupted`: stopped on request. */
  readonly state: 'complete' | 'already' | 'shards' | 'interrupted'
  readonly written: number
  readonly skipped: number
  /** Shards that are not done yet. */
  readonly missing: readonly number[]
}

/** Do a job, or go on where it stopped. */
export async function augment(
  plan: Plan,
  settings: JobSettings,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<JobResult> {
  const { output, shard } = settings
  const damaged = plan.dataset.sources.reduce((sum, { problems }) => sum + problems.length, 0)
  if (await prepare(plan, settings)) return { state: 'already', written: 0, skipped: 0, missing: [] }
  const journal = await openJournal(output, shard)
  const own = [...plan.tasks.keys()].filter((task) => task % shard.count === shard.index - 1)
  let written = 0
  let skipped = shard.index === 1 ? damaged : 0
  let done = journal.length
  const progress = () => onProgress({ done, total: own.length, written, skipped })
  progress()
  try {
    const left = journal.isDone ? [] : own.slice(journal.length)
    const describe = (task: number) => plan.tasks[task]?.entry.id ?? String(task)
    for await (const result of runTasks(settings, left, describe, signal)) {
      await journal.append(result)
      done++
      written += result.copies.length
      skipped += result.problems.length
      progress()
    }
    if (done < own.length) return { state: 'interrupted', written, skipped, missing: [] }
    if (!journal.isDone) await journal.finish()
  } finally {
    await journal.close()
  }
  const { missing, joining } = await finishJob(plan, settings)
  return { state: missing.length > 0 || joining ? 'shards' : 'complete', written, skipped, missing }
}

/** What a job is, so that no other goes on in its folder. */
const JOB = 'job.json'

const isPartOfJob = (name: string): boolean => name.startsWith(JOB) && name.endsWith(PART)

/** Check that the output is this job's; true where it is complete already. */
async function prepare({ facts }: Plan, { input, output }: JobSettings): Promise<boolean> {
  const inside = relative(output, input)
  if (inside === '' || (!inside.startsWith('..') && !inside.startsWith('/'))) {
    throw new VariegateError(`Expected an output folder apart from the dataset but ${output} holds ${input}.`)
  }
  await mkdir(output, { recursive: true })
  const said = () => readFile(join(output, JOB), 'utf8').catch(() => undefined)
  let before = await said()
  if (before === undefined) {
    const others = (await readdir(output)).filter((name) => name !== '.variegate' && !isPartOfJob(name))
    // Another shard may have begun the job in the meantime, and be at work.
    before = await said()
    if (before === undefined) {
      if (others.length > 0) {
        throw new VariegateError(
          `Expected an empty output folder, or one that this job began, but ${output} holds ${others.slice(0, 3).join(', ')}; name another with --out.`,
        )
      }
      // Shards that begin together must not take one another's file away half written.
      const own = join(output, `${JOB}.${randomUUID()}${PART}`)
      await writeFile(own, facts)
      await rename(own, join(output, JOB))
      return false
    }
  }
  if (before !== facts) {
    throw new VariegateError(
      `The output ${output} belongs to a job with another policy, seed, number of copies or dataset; name another with --out, or remove it.`,
    )
  }
  return access(join(output, 'manifest.jsonl')).then(
    () => true,
    () => false,
  )
}
