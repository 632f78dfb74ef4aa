import { runAsync, type Context } from '@variegate/core'
import { join } from 'node:path'
import type { Problem, Source } from '../layouts/index.js'
import { contextsOf } from './context.js'
import { machineFault, reasonOf, stoppedBy } from './failures.js'
import type { CopyResult, TaskResult } from './journal.js'
import type { Plan } from './plan.js'
import type { JobSettings } from './settings.js'
import { folderStore } from './store.js'

/**
 * Make the function that does one task: read a sample, and write its copies. What is made is told before the next copy is begun, so that it is known
 * whatever becomes of the rest; the last piece is returned. A sample's failure is recorded; what is wrong with the machine is thrown.
 */
export function performer(
  plan: Plan,
  settings: JobSettings,
  services: Context['services'],
): (task: number, tell: (piece: TaskResult) => void) => Promise<TaskResult> {
  const contexts = new Map<Source, ReturnType<typeof contextsOf>>()
  const { seed, originals, output: folder, policyFile } = settings
  const output = { folder }
  const around = { policyFile, services, store: folderStore(join(folder, plan.files.kept)) }

  const problem = (id: string, error: unknown): Problem => {
    const fault = machineFault(error, folder)
    if (fault !== undefined) throw stoppedBy(fault, error)
    return { id, reason: reasonOf(error) }
  }

  return async (number, tell) => {
    const task = plan.tasks[number]
    if (!task) throw new RangeError(`no task ${number} of ${plan.tasks.length}`)
    const { source, entry } = task
    const contextOf = contexts.get(source) ?? contextsOf(source, around)
    contexts.set(source, contextOf)
    const steps = plan.pipeline[source.modality] ?? []
    const nothing: TaskResult = { task: number, copies: [], problems: [], labels: [] }
    let sample: unknown
    let labels: readonly string[]
    try {
      sample = await source.read(entry)
      labels = source.labelsOf(sample)
    } catch (error) {
      return { ...nothing, problems: [problem(entry.id, error)] }
    }
    const attempt = async (id: string, make: () => Promise<CopyResult>): Promise<TaskResult> => {
      try {
        return { ...nothing, copies: [await make()] }
      } catch (error) {
        return { ...nothing, problems: [problem(id, error)] }
      }
    }
    let piece: TaskResult = { ...nothing, labels }
    const last = steps.length > 0 ? task.copies : 0
    for (let copy = originals ? 0 : 1; copy <= last; copy++) {
      const name = copy === 0 ? 'original' : `copy ${copy}`
      const made = await attempt(`${entry.id} (${name})`, async () => {
        if (copy === 0) return { copy, ...(await source.writeOriginal(entry, output)), recipe: [], labels }
        const result = await runAsync(steps, sample, { seed, id: entry.id, copy, context: contextOf(entry) })
        const written = await source.write(entry, copy, result.sample, output)
        return { copy, ...written, recipe: result.recipe, labels: source.labelsOf(result.sample) }
      })
      piece = { ...made, labels: piece.labels }
      if (copy === last) break
      tell(piece)
      piece = nothing
    }
    return piece
  }
}
