import { replayAsync } from '@variegate/core'
import type { Clip } from '@variegate/audio'
import type { Image } from '@variegate/image'
import type { Series } from '@variegate/series'
import type { Document } from '@variegate/text'
import type { VideoClip } from '@variegate/video'
import { contextsOf, makeTranslators } from '../job/context.js'
import type { TaskResult } from '../job/journal.js'
import type { Plan } from '../job/plan.js'
import type { JobSettings } from '../job/settings.js'
import { escapeHtml } from './html.js'
import { showAudio } from './show-audio.js'
import { showImage } from './show-image.js'
import { showSeries } from './show-series.js'
import { showText } from './show-text.js'
import { showVideo } from './show-video.js'

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
<div class="pair"><div><h4>Before</h4>${await show(source.modality, before, after)}</div><div><h4>After</h4>${await show(source.modality, after, before)}</div></div>
<details><summary>Recipe</summary><pre>${escapeHtml(JSON.stringify(made.recipe, null, 1).slice(0, 4000))}</pre></details></article>`
}

/** A source's modality says what its samples are. */
async function show(modality: string, sample: unknown, other: unknown): Promise<string> {
  if (modality === 'image') return showImage(sample as Image)
  if (modality === 'audio') return showAudio(sample as Clip)
  if (modality === 'series') return showSeries(sample as Series)
  if (modality === 'text') return showText(sample as Document, other as Document)
  return showVideo(sample as VideoClip)
}
