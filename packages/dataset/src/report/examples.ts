import { replayAsync } from '@variegate/core'
import { join } from 'node:path'
import { contextsOf, makeServices } from '../job/context.js'
import { machineFault, reasonOf } from '../job/failures.js'
import type { CopyResult, TaskResult } from '../job/journal.js'
import type { Plan } from '../job/plan.js'
import type { JobSettings } from '../job/settings.js'
import { folderStore } from '../job/store.js'
import type { Entry, Source } from '../layouts/index.js'
import { escapeHtml } from './html.js'
import { showSample } from './show-sample.js'

/** How many samples of each source are shown. */
export const EXAMPLES = 4

/** A sample before and after, made again from its recipe; a sentence where it cannot be shown, which is no reason for a job not to end. */
export async function showExample(plan: Plan, settings: JobSettings, result: TaskResult): Promise<string> {
  const { source, entry } = plan.tasks[result.task] ?? {}
  const made = result.copies.find(({ copy }) => copy > 0)
  if (!source || !entry || !made) return ''
  try {
    return await showPair(plan, settings, source, entry, made)
  } catch (error) {
    if (machineFault(error, settings.output) !== undefined) throw error
    return `<article><h3>${escapeHtml(entry.id)}</h3><p>It could not be shown: ${escapeHtml(reasonOf(error))}</p></article>`
  }
}

async function showPair(
  plan: Plan,
  settings: JobSettings,
  source: Source,
  entry: Entry,
  made: CopyResult,
): Promise<string> {
  const before = await source.read(entry)
  const { policyFile, output } = settings
  const store = folderStore(join(output, plan.files.kept))
  const context = contextsOf(source, { policyFile, services: makeServices({}), store })(entry)
  const after = await replayAsync(made.recipe, before, { transforms: plan.packages[source.modality] ?? [], context })
  const recipe = made.recipe.map(({ name }) => name).join(', ') || 'no step was drawn'
  return `<article><h3>${escapeHtml(entry.id)}</h3><p class="recipe">${escapeHtml(recipe)}</p>
<div class="pair"><div><h4>Before</h4>${await showSample(source.modality, before, after)}</div><div><h4>After</h4>${await showSample(source.modality, after, before)}</div></div>
<details><summary>Recipe</summary><pre>${escapeHtml(JSON.stringify(made.recipe, null, 1).slice(0, 4000))}</pre></details></article>`
}
