import { commonFields, type Field, type Fields, type TransformDefinition } from '@variegate/core'
import { escapeHtml } from '@variegate/dataset/report'

const COLUMNS: readonly (readonly [title: string, cell: (field: Field) => string])[] = [
  ['What it is', ({ doc }) => escapeHtml(doc)],
  ['Takes', (field) => escapeHtml(kindOf(field))],
  [
    'Range',
    ({ min, max }) => (min === undefined || max === undefined ? '' : unbroken(`${write(min)} to ${write(max)}`)),
  ],
  ['Unit', ({ unit = '' }) => escapeHtml(unit)],
  ['Default', (field) => (field.default === undefined ? 'not set' : escapeHtml(write(field.default)))],
  ['Neutral', ({ neutral }) => (neutral === undefined ? '' : escapeHtml(write(neutral)))],
  [
    'Strength 0, ½, 1',
    ({ strength }) => (strength ? [0, 0.5, 1].map((share) => unbroken(write(strength(share)))).join('<br>') : ''),
  ],
]

/** The table of a transform's own options, and of those that every step understands. */
export function showOptions({ fields }: TransformDefinition): string {
  const own = Object.keys(fields).length === 0 ? '<p>It has no options of its own.</p>' : table(fields)
  return `<section><h2>Options</h2>${own}
<h3>On every step</h3>${table(commonFields)}
<p class="note">Neutral is the value that changes nothing. Strength, from 0 to 1, is how a policy turns a transform up or down
as a whole: it sets the options that have values in that column, and leaves the others.</p></section>`
}

/** The options' table, with the columns in which any of them has something to say. */
function table(fields: Fields): string {
  const all = Object.entries(fields)
  const columns = COLUMNS.filter(([, cell]) => all.some(([, field]) => cell(field) !== ''))
  const rows = all.map(
    ([name, field]) =>
      `<tr><th scope="row"><code>${name}</code></th>${columns.map(([, cell]) => `<td>${cell(field)}</td>`).join('')}</tr>`,
  )
  const titles = ['Option', ...columns.map(([title]) => title)]
  return `<div class="wide"><table class="options"><thead><tr>${titles.map((title) => `<th scope="col">${title}</th>`).join('')}</tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>`
}

/** What an option takes, without the limits, which have a column. */
function kindOf({ kind, expected }: Field): string {
  const plain = expected.replace(/,$/, '')
  return kind === 'list' ? plain : (plain.split(' within [')[0] ?? plain)
}

const unbroken = (text: string): string => `<span class="unbroken">${escapeHtml(text)}</span>`

/** Write a value as a policy file has it, without a trail of digits. */
function write(value: unknown): string {
  if (value === '') return 'empty'
  if (typeof value === 'number') return String(Number(value.toPrecision(4)))
  return Array.isArray(value) ? `[${value.map(write).join(', ')}]` : String(value)
}
