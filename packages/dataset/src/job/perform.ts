import { runAsync, type Translator } from '@variegate/core'
import type { Problem, Source } from '../layouts/index.js'
import { contextsOf } from './context.js'
import type { CopyResult, TaskResult } from './journal.js'
import type { Plan } from './plan.js'
import type { JobSettings } from './settings.js'

/** Make the function that does one task: read a sample, and write its copies. A failure is recorded, never thrown. */
export function performer(
  plan: Plan,
  settings: JobSettings,
  translators: Readonly<Record<string, Translator>>,
): (task: number) => Promise<TaskResult> {
  const contexts = new Map<Source, ReturnType<typeof contextsOf>>()
  const { seed, originals, output: folder, policyFile } = settings
  const output = { folder }

  return async (number) => {
    const task = plan.tasks[number]
    if (!task) throw new RangeError(`no task ${number} of ${plan.tasks.length}`)
    const { source, entry } = task
    const contextOf = contexts.get(source) ?? contextsOf(source, policyFile, translators)
    contexts.set(source, contextOf)
    const steps = plan.pipeline[source.modality] ?? []
    const problems: Problem[] = []
    const results: CopyResult[] = []
    let sample: unknown
    try {
      sample = await source.read(entry)
    } catch (error) {
      return { task: number, copies: [], problems: [{ id: entry.id, reason: reasonOf(error) }], labels: [] }
    }
    const labels = source.labelsOf(sample)
    if (originals) {
      try {
        results.push({ copy: 0, ...(await source.writeOriginal(entry, output)), recipe: [], labels })
      } catch (error) {
        problems.push({ id: `${entry.id} (original)`, reason: reasonOf(error) })
      }
    }
    for (let copy = 1; copy <= task.copies && steps.length > 0; copy++) {
      try {
        const made = await runAsync(steps, sample, { seed, id: entry.id, copy, context: contextOf(entry) })
        const written = await source.write(entry, copy, made.sample, output)
        results.push({ copy, ...written, recipe: made.recipe, labels: source.labelsOf(made.sample) })
      } catch (error) {
        problems.push({ id: `${entry.id} (copy ${copy})`, reason: reasonOf(error) })
      }
    }
    return { task: number, copies: results, problems, labels }
  }
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
