import type { ClassLabel } from '@variegate/core'

/** Make any text safe to stand in HTML, in an attribute or between tags. */
export const escapeHtml = (text: string): string =>
  text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

/** Put a picture or a sound where a page finds it; gives its address. */
export type Keep = (type: string, bytes: Uint8Array) => string

/** Keep bytes in the page itself. */
export const dataUri: Keep = (type, bytes) => `data:${type};base64,${Buffer.from(bytes).toString('base64')}`

/** A number as people read it, without a trail of digits. */
export const short = (value: number): string => String(Math.round(value * 100) / 100)

/** A class label as people read it; of a mixed one, every class with its share. */
export function writeLabel(label: ClassLabel): string {
  if (typeof label !== 'object') return String(label)
  return Object.entries(label)
    .map(([name, share]) => `${name} ${short(share)}`)
    .join(', ')
}

const COLOURS = ['#e4572e', '#2e86ab', '#3fa34d', '#8e44ad', '#d4a017', '#c2185b', '#00897b', '#6d4c41']

/** A colour for a label, the same wherever it comes up. */
export function labelColour(label: string): string {
  let hash = 7
  for (const character of label) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) >>> 0
  return COLOURS[hash % COLOURS.length] ?? '#e4572e'
}
