import type { Document, Part, Span } from '@variegate/text'
import { escapeHtml, labelColour, writeLabel } from './html.js'

/** Every text of a document with its spans marked and the words that the other one has not. */
export function showText(document: Document, other: Document): string {
  const { label } = document.labels
  const caption = label === undefined ? '' : `<p class="label">${escapeHtml(writeLabel(label))}</p>`
  const parts = [showPart(document, other, document.role)]
  for (const [role, part] of Object.entries(document.others ?? {}))
    parts.push(showPart(part, other.others?.[role] ?? part, role))
  return caption + parts.join('')
}

/** One text, with what it is in front of it where that is said. */
function showPart({ text, labels = {} }: Part, other: Part, role: string | undefined): string {
  const words = splitWords(text)
  const common = commonWords(words, splitWords(other.text))
  let at = 0
  let html = role === undefined ? '' : `<b>${escapeHtml(role)}</b> `
  for (const [index, word] of words.entries()) {
    const changed = word.trim() !== '' && !common.has(index)
    html += spansAround(word, at, labels.spans ?? [], changed)
    at += word.length
  }
  return `<p class="text">${html}</p>`
}

/** Write a word, cut where spans begin and end. */
function spansAround(word: string, start: number, spans: readonly Span[], changed: boolean): string {
  const cuts = [0, word.length, ...spans.flatMap((span) => [span.start - start, span.end - start])].filter(
    (cut) => cut >= 0 && cut <= word.length,
  )
  const edges = [...new Set(cuts)].sort((a, b) => a - b)
  let html = ''
  for (const [index, from] of edges.slice(0, -1).entries()) {
    const piece = escapeHtml(word.slice(from, edges[index + 1]))
    const span = spans.find((candidate) => candidate.start <= start + from && start + from < candidate.end)
    const marked = span
      ? `<mark style="--label:${labelColour(span.label)}" title="${escapeHtml(span.label)}">${piece}</mark>`
      : piece
    html += changed ? `<ins>${marked}</ins>` : marked
  }
  return html
}

const splitWords = (text: string): string[] => text.slice(0, 4000).match(/\s+|[^\s]+/g) ?? []

/** Indexes of the words in the longest common subsequence of both texts. */
function commonWords(words: readonly string[], others: readonly string[]): Set<number> {
  const lengths = Array.from({ length: words.length + 1 }, () => new Uint16Array(others.length + 1))
  const at = (row: number, column: number) => lengths[row]?.[column] ?? 0
  for (let row = words.length - 1; row >= 0; row--) {
    for (let column = others.length - 1; column >= 0; column--) {
      const best =
        words[row] === others[column] ? at(row + 1, column + 1) + 1 : Math.max(at(row + 1, column), at(row, column + 1))
      const line = lengths[row]
      if (line) line[column] = best
    }
  }
  const common = new Set<number>()
  for (let row = 0, column = 0; row < words.length && column < others.length;) {
    if (words[row] === others[column]) {
      common.add(row++)
      column++
    } else if (at(row + 1, column) >= at(row, column + 1)) row++
    else column++
  }
  return common
}
