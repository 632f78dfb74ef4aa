import { runAsync, VariegateError, type RecipeStep } from '@variegate/core'
import { parsePipeline, type Packages } from '@variegate/core/pipeline'
import { escapeHtml, showSample, type Keep } from '@variegate/dataset/report'
import type { Image } from '@variegate/image'
import { pageOf, type Entry } from './entries.js'
import { lineOf } from './examples.js'
import type { Material } from './material.js'

export const SEEDS = [1, 2, 3] as const

const LONGEST_RECIPE = 1200

/** A sample before, and after each draw, as HTML. */
export interface Draws {
  /** The first result alone, for the index. */
  readonly cover: string
  readonly panels: string
}

/** Run the line of a page as it stands there; gives the sample and its recipe for a seed. */
export async function runLine(entry: Entry, { modality, sample, context }: Material, packages: Packages, seed: number) {
  const pipeline = parsePipeline(`${modality}:\n  ${lineOf(entry)}\n`, { packages, file: pageOf(entry) })
  return runAsync(pipeline[modality] ?? [], sample, { seed, context })
}

/** Draw the sample before and after, three times over. */
export async function showDraws(entry: Entry, material: Material, packages: Packages, keep: Keep): Promise<Draws> {
  const { modality, sample } = material
  const made = await Promise.all(SEEDS.map((seed) => runLine(entry, material, packages, seed)))
  // In texts, the words that the other one has not are marked.
  const before = panel('Before', (await showSample(modality, sample, made[0]?.sample ?? sample, keep)) + sizeOf(sample))
  const pictures: string[] = []
  for (const result of made) pictures.push(await showSample(modality, result.sample, sample, keep))
  // What draws nothing looks the same every time; once is enough.
  const alike = pictures.every((picture) => picture === pictures[0])
  const after = pictures
    .map((picture, index) => {
      const title = alike ? `Seeds ${SEEDS.join(', ')}, all the same` : `Seed ${SEEDS[index]}`
      return panel(title, picture + sizeOf(made[index]?.sample) + showRecipe(made[index]?.recipe ?? []))
    })
    .slice(0, alike ? 1 : SEEDS.length)
  return {
    cover: pictures[0] ?? '',
    panels: `<div class="draws ${modality}">${before}${after.join('')}</div>${await showPartners(entry, material, keep)}`,
  }
}

/** The size of a picture, which the column it is shown in hides. */
function sizeOf(sample: unknown): string {
  if (typeof sample !== 'object' || sample === null || !('source' in sample)) return ''
  const { width, height } = sample as Image // only images have a source
  return `<p class="recipe">${width} × ${height} px</p>`
}

const panel = (title: string, content: string): string => `<div><h4>${title}</h4>${content}</div>`

/** What was drawn, and the labels that it cost. */
function showRecipe(recipe: readonly RecipeStep[]): string {
  const dropped = recipe
    .flatMap((step) => [step, ...(step.steps ?? [])])
    .flatMap((step) => step.dropped ?? [])
    .map(({ kind, label, reason }) => `${kind}${label === undefined ? '' : ` ${label}`}: ${reason}`)
  const lost = dropped.length === 0 ? '' : `<p class="recipe">Labels dropped: ${escapeHtml(dropped.join('; '))}</p>`
  const text = JSON.stringify(recipe.length === 1 ? (recipe[0]?.drawn ?? recipe[0]?.steps ?? {}) : recipe, round, 1)
  const cut = text.length > LONGEST_RECIPE ? `${text.slice(0, LONGEST_RECIPE)}…` : text
  return `${lost}<details><summary>What was drawn</summary><pre>${escapeHtml(cut)}</pre></details>`
}

const round = (_key: string, value: unknown): unknown =>
  typeof value === 'number' ? Number(value.toPrecision(4)) : value

/** The other samples that a transform may take, so that a reader knows them again. */
async function showPartners({ definition }: Entry, { modality, context }: Material, keep: Keep): Promise<string> {
  if (!definition.usesOthers || modality !== 'image') return ''
  const pictures: string[] = []
  for (const id of context.partners) {
    const sample = await context.lookup(id)
    if (sample === undefined) throw new VariegateError(`Expected the sample "${id}" but it is not there.`)
    pictures.push(`<div>${await showSample(modality, sample, sample, keep)}</div>`)
  }
  return `<h3>The samples it may take from</h3><div class="partners">${pictures.join('')}</div>`
}
