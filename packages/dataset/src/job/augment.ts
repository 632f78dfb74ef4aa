import { VariegateError } from '@variegate/core'
import { randomUUID } from 'node:crypto'
import { readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { PART } from '../files/atomic.js'
import { onMachine } from './failures.js'
import { cleanUp, finishJob, isComplete, totalsOf } from './finish.js'
import { openJournal, type TaskResult } from './journal.js'
import { makeFolder } from './folders.js'
import type { Plan } from './plan.js'
import { runTasks, type PoolOptions } from './pool.js'
import type { JobSettings } from './settings.js'
import { openUnderWay } from './under-way.js'

/** How far a job has come. */
export interface Progress {
  /** Samples done and to be done by this shard. */
  readonly done: number
  readonly total: number
  readonly written: number
  readonly skipped: number
  /** The process that joins the parts, where this one waits for it. */
  readonly waitsFor?: string
}

export interface JobResult {
  /**
   * `complete`: everything is written; `joined`: so it is, and another process put the parts together; `already`: it was before;
   * `shards`: this part is done, others are still missing; `interrupted`: stopped on request.
   */
  readonly state: 'complete' | 'joined' | 'already' | 'shards' | 'interrupted'
  /** Of the whole job where it is complete, whichever runs did them; else of this run. */
  readonly written: number
  readonly skipped: number
  /** Shards that are not done yet. */
  readonly missing: readonly number[]
}

/** Do a job, or go on where it stopped. What is wrong with the machine, such as a full disk, throws a `VariegateError` and is recorded for no sample. */
export const augment = (
  plan: Plan,
  settings: JobSettings,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<JobResult> => onMachine(settings.output, () => runJob(plan, settings, onProgress, signal))

async function runJob(
  plan: Plan,
  settings: JobSettings,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<JobResult> {
  const { output, shard } = settings
  const damaged = plan.dataset.sources.reduce((sum, { problems }) => sum + problems.length, 0)
  const already = async (): Promise<JobResult> => {
    await cleanUp(output)
    return { state: 'already', ...(await totalsOf(plan, output)), missing: [] }
  }
  await prepare(plan, settings)
  if (await isComplete(plan, output)) return already()
  const journal = await openJournal(output, shard)
  // Another process may have ended in the meantime, and its journals be gone.
  if (await isComplete(plan, output)) {
    await journal.close()
    return already()
  }
  const own = [...plan.tasks.keys()].filter((task) => task % shard.count === shard.index - 1)
  let written = 0
  let skipped = shard.index === 1 ? damaged : 0
  let done = journal.length
  const progress = (more: Pick<Progress, 'waitsFor'> = {}) =>
    onProgress({ done, total: own.length, written, skipped, ...more })
  progress()
  try {
    const left = journal.isDone ? [] : own.slice(journal.length)
    for await (const result of runAll(plan, settings, left, signal)) {
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
  const finished = await finishJob(plan, settings, (waitsFor) => progress({ waitsFor }), signal)
  const isWhole = finished.state === 'complete' || finished.state === 'joined'
  return { ...finished, ...(isWhole ? await totalsOf(plan, output) : { written, skipped }) }
}

/**
 * Run tasks in threads. What was under way when the process before this one crashed, and all before it, runs in processes: if one of them crashes too,
 * it is known what did it, and the job outlives it. So does all of a job with videos: where a damaged one leaves its decoder at work, a thread that
 * ends takes the whole process with it.
 */
async function* runAll(
  plan: Plan,
  settings: JobSettings,
  tasks: readonly number[],
  signal: AbortSignal,
): AsyncGenerator<TaskResult> {
  if (tasks.length === 0) return
  const underWay = openUnderWay(settings.output, settings.shard)
  const isVideo = (task: number) => plan.tasks[task]?.source.modality === 'video'
  const unsafe = tasks.some(isVideo) ? tasks.length : tasks.findLastIndex((task) => underWay.suspects.has(task)) + 1
  const options = (kind: PoolOptions['kind']): PoolOptions => ({
    kind,
    signal,
    onBegin: underWay.begin,
    describe: (task) => plan.tasks[task]?.entry.id ?? String(task),
  })
  try {
    yield* runTasks(settings, tasks.slice(0, unsafe), options('process'))
    yield* runTasks(settings, tasks.slice(unsafe), options('thread'))
  } finally {
    underWay.close()
  }
}

/** Make the output folder this job's, or check that it is. */
async function prepare({ facts, files }: Plan, { output }: JobSettings): Promise<void> {
  await makeFolder(output)
  const said = async (): Promise<string | undefined> => {
    try {
      return await readFile(join(output, files.job), 'utf8')
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
      throw error
    }
  }
  const isOwn = (name: string) => name === '.variegate' || (name.startsWith(files.job) && name.endsWith(PART))
  let before = await said()
  if (before === undefined) {
    const others = (await readdir(output)).filter((name) => !isOwn(name))
    // Another shard may have begun the job in the meantime, and be at work.
    before = await said()
    if (before === undefined) {
      if (others.length > 0) {
        throw new VariegateError(
          `Expected an empty output folder, or one that this job began, but ${output} holds ${others.slice(0, 3).join(', ')}; name another with --out.`,
        )
      }
      // Shards that begin together must not take one another's file away half written.
      const own = join(output, `${files.job}.${randomUUID()}${PART}`)
      await writeFile(own, facts)
      await rename(own, join(output, files.job))
      return
    }
  }
  if (before !== facts) {
    throw new VariegateError(
      `The output ${output} belongs to a job with another policy, seed, number of copies or dataset; name another with --out, or remove it.`,
    )
  }
}
