import { rm, readdir, readFile, unlink, writeFile } from 'node:fs/promises'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { PART, streamAtomically, writeAtomically } from '../files/atomic.js'
import type { Row } from '../layouts/index.js'
import { missingShards, readJournals, workFolder } from './journal.js'
import type { Plan } from './plan.js'
import type { JobSettings } from './settings.js'

/** Join the journals of all shards into the manifest, the shared label files and the report; says what is still missing. */
export async function finishJob(
  plan: Plan,
  settings: JobSettings,
): Promise<{ missing: readonly number[]; joining: boolean }> {
  const { output: folder, shard } = settings
  const missing = await missingShards(folder, shard.count)
  if (missing.length > 0) return { missing, joining: false }
  if (!(await takeLock(folder))) return { missing, joining: true }
  const output = { folder }
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
    'errors.jsonl',
    (async function* () {
      for (const { problems } of plan.dataset.sources)
        for (const problem of problems) yield `${JSON.stringify(problem)}\n`
      for await (const { problems } of results()) for (const problem of problems) yield `${JSON.stringify(problem)}\n`
    })(),
  )
  const { makeReport } = await import('../report/report.js')
  writeAtomically(output, 'report.html', await makeReport(plan, settings, results))
  await removeParts(folder)
  // The manifest comes last: where it is, the job is complete.
  await streamAtomically(
    output,
    'manifest.jsonl',
    (async function* () {
      for await (const { task, copies } of results()) {
        const id = plan.tasks[task]?.entry.id
        for (const { copy, output: file, recipe, sha256 } of copies)
          yield `${JSON.stringify({ id, copy, output: file, recipe, sha256 })}\n`
      }
    })(),
  )
  await rm(workFolder(folder), { recursive: true })
  return { missing: [], joining: false }
}

/** One process joins; a lock that a dead process of this machine left is taken over. */
async function takeLock(folder: string): Promise<boolean> {
  const path = join(workFolder(folder), 'joining')
  const own = `${hostname()} ${process.pid}`
  for (let attempt = 0; attempt < 2; attempt++) {
    try {
      await writeFile(path, own, { flag: 'wx' })
      return true
    } catch {
      const [host, pid] = (await readFile(path, 'utf8').catch(() => '')).split(' ')
      if (host !== hostname() || isAlive(Number(pid))) return false
      await unlink(path).catch(() => {})
    }
  }
  return false
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** Files that a killed run left half written; every shard is done, so nobody writes any more. */
async function removeParts(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (entry.isFile() && entry.name.endsWith(PART)) await unlink(join(entry.parentPath, entry.name))
  }
}
