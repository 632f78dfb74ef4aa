import { escapeHtml, style } from '@variegate/dataset/report'
import { SEEDS, type Draws } from './draws.js'
import { pageOf, type Entry } from './entries.js'
import { lineOf, noteOf, sampleOf } from './examples.js'
import { showOptions } from './options.js'
import { referenceStyle } from './style.js'

/** The headings in the order of the index, with what a reader finds below each. */
export const HEADINGS: Readonly<Record<string, string>> = {
  image: 'Pictures with masks, boxes, polygons and keypoints.',
  text: 'Texts with labelled spans.',
  audio: 'Sound with events and word timings.',
  series: 'Sensor series with intervals.',
  video:
    'Clips with tracks and segments. Every image transform works on clips too, under its own name, drawn once a clip.',
  policy: 'Steps made of other steps, for every modality.',
}

const html = (title: string, body: string): string => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title><style>${style}${referenceStyle}</style></head><body>
${body}</body></html>
`

/** The page of one transform; the neighbours are those before and after it in the index. */
export function showPage(entry: Entry, draws: Draws, before: Entry | undefined, after: Entry | undefined): string {
  const { heading, definition } = entry
  const { name, doc, origin, aliases, usesOthers = false, takesSteps } = definition
  const facts = [
    aliases.length > 0 ? `Also called ${aliases.join(', ')}.` : '',
    origin === undefined ? '' : `After ${origin}.`,
    usesOthers ? 'It takes from other samples of the same split.' : '',
    takesSteps ? 'It takes steps.' : '',
  ].filter((fact) => fact !== '')
  return html(
    `${name}, ${heading}`,
    `<header><nav><a href="index.html">Reference</a> / <a href="index.html#${heading}">${heading}</a></nav>
<h1>${name}</h1><p class="lead">${escapeHtml(doc)}</p><p class="facts">${escapeHtml(facts.join(' '))}</p></header>
<main><section><h2>Before and after</h2>
<pre class="line">${escapeHtml(lineOf(entry))}</pre>
${draws.panels}
<p class="note">Run as it stands above on samples/dataset, ${escapeHtml(sampleOf(entry))}, with the seeds ${SEEDS.join(', ')}. ${escapeHtml(noteOf(entry))}</p></section>
${showOptions(definition)}</main>
<footer><span>${link(before, '← ')}</span><span>${link(after, '', ' →')}</span></footer>
`,
  )
}

const link = (entry: Entry | undefined, left: string, right = ''): string =>
  entry === undefined ? '' : `<a href="${pageOf(entry)}">${left}${entry.definition.name}${right}</a>`

/** The page that leads to all others. */
export function showIndex(entries: readonly Entry[], covers: ReadonlyMap<Entry, string>): string {
  const sections = Object.entries(HEADINGS).map(([heading, about]) => {
    const own = entries.filter((entry) => entry.heading === heading)
    const cards = own.map(
      (entry) =>
        `<div>${covers.get(entry) ?? ''}<b><a href="${pageOf(entry)}">${entry.definition.name}</a></b><p>${escapeHtml(entry.definition.doc)}</p></div>`,
    )
    return `<section id="${heading}"><h2>${heading} <small>${own.length}</small></h2><p>${about}</p><div class="cards">${cards.join('\n')}</div></section>`
  })
  const jumps = Object.keys(HEADINGS).map((heading) => `<a href="#${heading}">${heading}</a>`)
  return html(
    'Variegate reference',
    `<header><h1>Variegate reference</h1><p class="lead">${entries.length} transforms, each with its options and what it does to a bundled sample.</p><nav>${jumps.join(' · ')}</nav></header>
<main>${sections.join('\n')}</main>
`,
  )
}
