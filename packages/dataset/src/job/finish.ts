import { VariegateError } from '@variegate/core'
import { access, rm, readdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { PART, streamAtomically, writeAtomically } from '../files/atomic.js'
import { lineCount } from '../files/tail.js'
import type { Row } from '../layouts/index.js'
import { workFolder } from './folders.js'
import { missingShards, readJournals } from './journal.js'
import { takeLock, type Lock } from './lock.js'
import type { Plan } from './plan.js'
import type { JobSettings } from './settings.js'

/** How often to look whether another process that joins is done, in milliseconds. */
const LOOK = 500

/** How a job's end came: joined here, or by another process; or not yet, as shards are missing or a stop was asked for. */
export interface Finished {
  readonly state: 'complete' | 'joined' | 'shards' | 'interrupted'
  readonly missing: readonly number[]
}

/** Join the journals of all shards into the manifest, the shared label files and the report. Where another process does that, wait for it, and take over if it is gone. */
export async function finishJob(
  plan: Plan,
  settings: JobSettings,
  onWait: (holder: string) => void,
  signal: AbortSignal,
): Promise<Finished> {
  const { output, shard } = settings
  const locks = join(workFolder(output), 'locks')
  let waitsFor: string | undefined
  for (;;) {
    const missing = await missingShards(output, shard.count)
    // Journals are gone once another has joined them.
    if (await isComplete(plan, output)) {
      await cleanUp(output)
      return { state: 'joined', missing: [] }
    }
    if (missing.length > 0) return { state: 'shards', missing }
    const lock = await takeLock(locks, 'joining').catch(async (error: unknown) => {
      // Another has just ended and removed the folder.
      if (await isComplete(plan, output)) return 'another process'
      throw error
    })
    if (typeof lock !== 'string') {
      try {
        if (await isComplete(plan, output)) continue
        await joinParts(plan, settings, lock)
        return { state: 'complete', missing: [] }
      } finally {
        await lock.release()
      }
    }
    if (waitsFor !== lock) onWait(lock)
    waitsFor = lock
    if (signal.aborted) return { state: 'interrupted', missing: [] }
    await sleep(LOOK, undefined, { signal }).catch(() => {})
  }
}

/** Whether everything is written: the manifest comes last. */
export const isComplete = ({ files }: Pick<Plan, 'files'>, output: string): Promise<boolean> =>
  access(join(output, files.manifest)).then(
    () => true,
    () => false,
  )

/** What all runs and parts of a complete job wrote and skipped. */
export async function totalsOf({ files }: Pick<Plan, 'files'>, output: string) {
  const [manifest, errors] = await Promise.all(
    [files.manifest, files.errors].map((name) => lineCount(join(output, name))),
  )
  return { written: manifest?.lines ?? 0, skipped: errors?.lines ?? 0 }
}

async function joinParts(plan: Plan, settings: JobSettings, lock: Lock): Promise<void> {
  const { output: folder, shard } = settings
  const output = { folder }
  const { files } = plan
  const results = () => readJournals(folder, shard.count)
  for (const source of plan.dataset.sources) {
    const rows = async function* (): AsyncGenerator<Row> {
      for await (const { task, copies } of results()) {
        if (plan.tasks[task]?.source === source) for (const copy of copies) yield* copy.rows
      }
    }
    if (plan.tasks.some((task) => task.source === source)) await source.join(rows, output)
  }
  await streamAtomically(
    output,
    files.errors,
    (async function* () {
      for (const { problems } of plan.dataset.sources)
        for (const problem of problems) yield `${JSON.stringify(problem)}\n`
      for await (const { problems } of results()) for (const problem of problems) yield `${JSON.stringify(problem)}\n`
    })(),
  )
  const { makeReport } = await import('../report/report.js')
  writeAtomically(output, files.report, await makeReport(plan, settings, results))
  if (!(await lock.isHeld())) {
    throw new VariegateError(
      'This process was still for so long that another took over the joining of the parts; run the same command again to see that it is complete.',
    )
  }
  await removeParts(folder)
  // The manifest comes last: where it is, the job is complete.
  await streamAtomically(
    output,
    files.manifest,
    (async function* () {
      for await (const { task, copies } of results()) {
        const id = plan.tasks[task]?.entry.id
        for (const { copy, output: file, recipe, sha256 } of copies)
          yield `${JSON.stringify({ id, copy, output: file, recipe, sha256 })}\n`
      }
    })(),
  )
  await cleanUp(folder)
}

/** Remove the work folder of a job that is complete; what another process just wrote there is left to the next run. */
export async function cleanUp(folder: string): Promise<void> {
  try {
    await rm(workFolder(folder), { recursive: true, force: true })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error
  }
}

/** Files that a killed run left half written; every shard is done, so nobody writes any more. */
async function removeParts(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && entry.name.endsWith(PART)) await unlink(join(entry.parentPath, entry.name))
  }
}
