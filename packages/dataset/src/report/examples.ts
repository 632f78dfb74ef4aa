import { replayAsync } from '@variegate/core'
import { contextsOf, makeTranslators } from '../job/context.js'
import type { TaskResult } from '../job/journal.js'
import type { Plan } from '../job/plan.js'
import type { JobSettings } from '../job/settings.js'
import { escapeHtml } from './html.js'
import { showSample } from './show-sample.js'

/** How many samples of each source are shown. */
export const EXAMPLES = 4

/** A sample before and after, made again from its recipe. */
export async function showExample(plan: Plan, settings: JobSettings, { task, copies }: TaskResult): Promise<string> {
  const { source, entry } = plan.tasks[task] ?? {}
  const made = copies.find(({ copy }) => copy > 0)
  if (!source || !entry || !made) return ''
  const before = await source.read(entry)
  const context = contextsOf(source, settings.policyFile, makeTranslators({}))(entry)
  const after = await replayAsync(made.recipe, before, { transforms: plan.packages[source.modality] ?? [], context })
  const recipe = made.recipe.map(({ name }) => name).join(', ') || 'no step was drawn'
  return `<article><h3>${escapeHtml(entry.id)}</h3><p class="recipe">${escapeHtml(recipe)}</p>
<div class="pair"><div><h4>Before</h4>${await showSample(source.modality, before, after)}</div><div><h4>After</h4>${await showSample(source.modality, after, before)}</div></div>
<details><summary>Recipe</summary><pre>${escapeHtml(JSON.stringify(made.recipe, null, 1).slice(0, 4000))}</pre></details></article>`
}
