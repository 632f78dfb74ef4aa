import { commonFields, type Field, type Fields, type TransformDefinition } from '@variegate/core'
import { escapeHtml } from '@variegate/dataset/report'

const COLUMNS = ['Option', 'What it is', 'Takes', 'Range', 'Unit', 'Default', 'Neutral', 'Strength 0, ½, 1']

/** The table of a transform's own options, and of those that every step understands. */
export function showOptions({ fields }: TransformDefinition): string {
  const own = Object.keys(fields).length === 0 ? '<p>It has no options of its own.</p>' : table(fields)
  return `<section><h2>Options</h2>${own}
<h3>On every step</h3>${table(commonFields)}
<p class="note">Neutral is the value that changes nothing. Strength, from 0 to 1, is what a policy that searches for
the right force sets instead of the option; where the column is empty, the option keeps its default.</p></section>`
}

const table = (fields: Fields): string =>
  `<div class="wide"><table class="options"><thead><tr>${COLUMNS.map((name) => `<th scope="col">${name}</th>`).join('')}</tr></thead>
<tbody>${Object.entries(fields)
    .map(([name, field]) => row(name, field))
    .join('\n')}</tbody></table></div>`

function row(name: string, field: Field): string {
  const { doc, unit = '', min, max, neutral, strength } = field
  const cells = [
    doc,
    kindOf(field),
    min === undefined || max === undefined ? '' : `${write(min)} to ${write(max)}`,
    unit,
    field.default === undefined ? 'not set' : write(field.default),
    neutral === undefined ? '' : write(neutral),
    strength ? [0, 0.5, 1].map((share) => write(strength(share))).join(', ') : '',
  ]
  return `<tr><th scope="row"><code>${name}</code></th>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}</tr>`
}

/** What an option takes, without the limits, which have a column. */
function kindOf({ kind, expected }: Field): string {
  const plain = expected.replace(/,$/, '')
  return kind === 'list' ? plain : (plain.split(' within [')[0] ?? plain)
}

/** Write a value as a policy file has it, without a trail of digits. */
function write(value: unknown): string {
  if (value === '') return 'empty'
  if (typeof value === 'number') return String(Number(value.toPrecision(4)))
  return Array.isArray(value) ? `[${value.map(write).join(', ')}]` : String(value)
}
