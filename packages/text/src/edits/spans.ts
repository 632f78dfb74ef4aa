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

/** Articles before spans that have other words now. */
export const articleEdits = (
  wanted: readonly { readonly span: Span; readonly text: string }[],
  { units, language }: Scene,
): readonly Edit[] =>
  wanted.flatMap(({ span, text: next }): readonly Edit[] => {
    const before = units.findLast(({ end }) => end <= span.start)
    const text = before && !before.fixed ? language.repair?.(before, next) : undefined
    if (!before || text === undefined || before.end === span.start) return []
    const at = [before.start, before.end] as const
    return [{ at, by: [{ text, of: at, labels: 'carry' }] }]
  })
