import { formatPipeline } from '@variegate/core/pipeline'
import type { ClassShares } from '../files/class-shares.js'
import type { TaskResult } from '../job/journal.js'
import { mixedSentence } from '../job/mixed.js'
import type { JobSettings } from '../job/settings.js'
import { saySplit, type Plan } from '../job/plan.js'
import type { Problem, Row, Source } from '../layouts/index.js'
import { EXAMPLES, showExample } from './examples.js'
import { escapeHtml, labelColour, short } from './html.js'
import { style } from './style.js'

// A damaged dataset may have more skips than a page can show; errors.jsonl has them all.
const SHOWN_SKIPS = 200

interface Counts {
  samples: number
  copies: number
  /** Copies whose class their folder cannot say. */
  mixed: number
  readonly before: Map<string, number>
  readonly after: Map<string, number>
  readonly examples: TaskResult[]
}

/** One page that shows what a job did, with everything that it needs inside. */
export async function makeReport(
  plan: Plan,
  settings: JobSettings,
  results: () => AsyncIterable<TaskResult>,
): Promise<string> {
  const sources = new Map<Source, Counts>()
  const skips: Problem[] = plan.dataset.sources.flatMap(({ problems }) => problems)
  for await (const result of results()) {
    skips.push(...result.problems)
    const source = plan.tasks[result.task]?.source
    if (!source) continue
    const counts: Counts = sources.get(source) ?? {
      samples: 0,
      copies: 0,
      mixed: 0,
      before: new Map(),
      after: new Map(),
      examples: [],
    }
    sources.set(source, counts)
    counts.samples++
    counts.copies += result.copies.length
    for (const label of result.labels) add(counts.before, label)
    for (const { labels, rows } of result.copies) {
      const shares = sharesBeside(source, rows)
      if (shares) counts.mixed++
      for (const label of labels) add(counts.after, label, shares?.[label])
    }
    if (counts.examples.length < EXAMPLES && result.copies.some(({ copy }) => copy > 0)) counts.examples.push(result)
  }
  const sections: string[] = []
  for (const [source, counts] of sources) sections.push(await showSource(plan, settings, source, counts))
  const written = [...sources.values()].reduce((sum, { copies }) => sum + copies, 0)
  const facts = [
    [String(plan.tasks.length), 'samples read'],
    [String(written), 'outputs written'],
    [String(skips.length), 'skipped'],
    [String(settings.seed), 'seed'],
    [String(settings.copies), 'copies of each'],
  ]
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; media-src data:; style-src 'unsafe-inline'">
<title>Variegate report</title><style>${style}</style></head><body>
<header><h1>Variegate report</h1><dl>${facts.map(([value = '', name = '']) => `<div><dt>${name}</dt><dd>${escapeHtml(value)}</dd></div>`).join('')}</dl></header>
<main>${sections.join('\n')}
${showNotes(plan.dataset.notes)}
${showSkips(skips, plan.dataset.ignored)}
<section><h2>Policy</h2><pre>${escapeHtml(formatPipeline(plan.pipeline))}</pre></section></main></body></html>
`
}

async function showSource(plan: Plan, settings: JobSettings, source: Source, counts: Counts): Promise<string> {
  const examples = []
  for (const example of counts.examples) examples.push(await showExample(plan, settings, example))
  const name = source.root === '' ? source.layout : `${source.root} (${source.layout})`
  return `<section><h2>${escapeHtml(name)}</h2><p>${source.modality}: ${counts.samples} samples, ${counts.copies} outputs</p>
${showLabelNotes(plan, source, counts)}${showBalance(counts)}${examples.join('\n')}</section>`
}

/** The shares of a copy's classes, where they stand in a file beside the samples. */
function sharesBeside({ mixedClasses }: Source, rows: readonly Row[]): Readonly<Record<string, number>> | undefined {
  if (typeof mixedClasses !== 'object') return undefined
  const row = rows.find(({ kind }) => kind === mixedClasses.kind)
  if (!row) return undefined
  const { label } = row.value as unknown as ClassShares // as the source made it
  return typeof label === 'string' ? { [label]: 1 } : label
}

/** What became of each split, and where mixed classes stand. */
function showLabelNotes({ splits }: Plan, source: Source, { mixed }: Counts): string {
  const counts = (splits.get(source) ?? []).map(saySplit).join('; ')
  const { mixedClasses } = source
  const said = [
    ...(counts === '' ? [] : [`Splits: ${counts}.`]),
    ...(mixed > 0 && typeof mixedClasses === 'object' ? [mixedSentence(mixed, mixedClasses.file)] : []),
  ]
  return said.map((sentence) => `<p>${escapeHtml(sentence)}</p>`).join('\n')
}

function showNotes(notes: readonly string[]): string {
  if (notes.length === 0) return ''
  return `<section><h2>How the dataset was read</h2><ul>${notes.map((note) => `<li>${escapeHtml(note)}</li>`).join('')}</ul></section>`
}

/** Shares of each label before and after, so that a policy that drops one is seen. */
function showBalance({ before, after }: Counts): string {
  const labels = [...new Set([...before.keys(), ...after.keys()])].sort()
  if (labels.length === 0) return ''
  const most = Math.max(...before.values(), ...after.values(), 1)
  const bar = (count: number, label: string) =>
    `<td class="bar"><span style="width:${Math.round((count / most) * 100)}%;background:${labelColour(label)}"></span>${short(count)}</td>`
  const rows = labels
    .slice(0, 40)
    .map(
      (label) =>
        `<tr><th scope="row">${escapeHtml(label)}</th>${bar(before.get(label) ?? 0, label)}${bar(after.get(label) ?? 0, label)}</tr>`,
    )
  const more = labels.length > 40 ? `<p>and ${labels.length - 40} more labels</p>` : ''
  return `<details open><summary>Labels</summary><table><thead><tr><th>Label</th><th>Before</th><th>After</th></tr></thead><tbody>${rows.join('')}</tbody></table>${more}</details>`
}

function showSkips(skips: readonly Problem[], ignored: readonly Problem[]): string {
  const list = (title: string, problems: readonly Problem[]) =>
    problems.length === 0
      ? ''
      : `<details${title === 'Skipped' ? ' open' : ''}><summary>${title}: ${problems.length}</summary><table><tbody>${problems
          .slice(0, SHOWN_SKIPS)
          .map(({ id, reason }) => `<tr><th scope="row">${escapeHtml(id)}</th><td>${escapeHtml(reason)}</td></tr>`)
          .join('')}</tbody></table></details>`
  const content = list('Skipped', skips) + list('Files of no layout', ignored)
  return content === '' ? '' : `<section><h2>Left out</h2>${content}</section>`
}

function add(counts: Map<string, number>, label: string, share = 1): void {
  counts.set(label, (counts.get(label) ?? 0) + share)
}
