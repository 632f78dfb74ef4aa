import type { Span } from '../sample.js'
import type { Edit } from '../steps/text-map.js'
import type { Scene } from '../words/analyse.js'

/** The spans that can be replaced side by side: of those that overlap the first, and of those that begin together the longest. */
export function withoutOverlaps(spans: readonly Span[]): readonly Span[] {
  let at = 0
  return spans
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .filter(({ start, end }) => {
      if (start < at) return false
      at = end
      return true
    })
}

/** Whether a protected word is in a span, or cut by it. */
export const isProtectedSpan = ({ start, end }: Span, { units }: Scene): boolean =>
  units.some((unit) => unit.isProtected && unit.start < end && start < unit.end)

/** Whether new words would become one with what stands beside the span: a word that marks kept the old ones from, or a combining mark. */
export function wouldGlue(text: string, { start, end }: Span, words: string): boolean {
  const old = text.slice(start, end)
  const before = text.slice(Math.max(0, start - NEAR), start)
  const after = text.slice(end, end + NEAR)
  if (EXTENDS.test(after) || EXTENDS.test(old)) return true
  const gluesBefore = ENDS.test(before) && BEGINS.test(words) && !BEGINS.test(old)
  return gluesBefore || (BEGINS.test(after) && ENDS.test(words) && !ENDS.test(old))
}

/** Code units that hold a letter with what combines with it. */
const NEAR = 32
const BEGINS = /^[\p{L}\p{N}\p{M}]/u
const ENDS = /[\p{L}\p{N}]\p{M}*$/u
const EXTENDS = /^[\p{M}\u200c\u200d]/u

/** Articles right before spans that have other words now; spans come in order, none over another. */
export function articleEdits(
  wanted: readonly { readonly span: Span; readonly text: string }[],
  { units, language }: Scene,
): readonly Edit[] {
  const edits = new Map<number, Edit>()
  let next = 0
  for (const { span, text } of wanted) {
    while ((units[next]?.start ?? Infinity) < span.start) next++
    const before = units[next - 1]
    if (!before || before.fixed || before.end >= span.start || edits.has(before.start)) continue
    const mended = language.repair?.(before, text)
    const at = [before.start, before.end] as const
    if (mended !== undefined) edits.set(before.start, { at, by: [{ text: mended, of: at, labels: 'carry' }] })
  }
  return [...edits.values()]
}
