import type { Edit } from '../steps/text-map.js'
import type { Unit } from '../words/analyse.js'

/**
 * Leave out units, given by their indexes. Of the white space around each run of them one stretch stays: at the ends of the text
 * the outer one, else the one with the most line breaks, and none where a mark stood against a word that is gone.
 */
export function dropEdits(text: string, units: readonly Unit[], gone: ReadonlySet<number>): readonly Edit[] {
  if (gone.size === 0) return []
  const isGone = withEmptyBrackets(text, units, gone)
  const edits: Edit[] = []
  const leaveOut = (start: number, end: number) => {
    if (start < end) edits.push({ at: [start, end], by: [] })
  }
  for (let first = 0; first < units.length; first++) {
    if (!isGone.has(first)) continue
    let last = first
    while (isGone.has(last + 1)) last++
    const start = units[first - 1]?.end ?? 0
    const end = units[last + 1]?.start ?? text.length
    const gaps: Gap[] = []
    for (let index = first; index <= last + 1; index++)
      gaps.push([units[index - 1]?.end ?? 0, units[index]?.start ?? text.length])
    const kept = keptGap(text, gaps, units[first - 1], units[last + 1])
    leaveOut(start, kept?.[0] ?? end)
    if (kept) leaveOut(kept[1], end)
    first = last
  }
  return edits
}

type Gap = readonly [start: number, end: number]

/** Which of the stretches of white space before, within and after a run stays between what is left around it. */
function keptGap(
  text: string,
  gaps: readonly Gap[],
  before: Unit | undefined,
  after: Unit | undefined,
): Gap | undefined {
  if (!before) return gaps[0]
  if (!after) return gaps.at(-1)
  const breaks = (gap: Gap) => text.slice(...gap).match(/\r\n|[\n\r\u2028\u2029]/g)?.length ?? 0
  // From the end, so that of two alike the one behind the run stays.
  const inner = gaps.toReversed().filter(([start, end]) => end > start)
  const [widest] = inner.toSorted((a, b) => breaks(b) - breaks(a))
  if (!widest || breaks(widest) > 0) return widest
  const touchesAfter = isEmpty(gaps.at(-1)) && CLOSES.test(text.slice(after.start, after.end))
  const touchesBefore = isEmpty(gaps[0]) && opens(text, before)
  return touchesAfter || touchesBefore ? undefined : widest
}

const isEmpty = (gap: Gap | undefined): boolean => gap !== undefined && gap[0] === gap[1]

/** Marks that stand against the word before them. */
const CLOSES = /^[\p{Pe}\p{Pf}.,;:!?…"'’。、，！？：；]/u

/** Tell whether a mark stands against the word after it; a straight quote does where white space is before it. */
function opens(text: string, { start, end }: Unit): boolean {
  const mark = text.slice(start, end)
  return /[\p{Ps}\p{Pi}]$/u.test(mark) || (/^["']$/.test(mark) && (start === 0 || /\s/.test(text.charAt(start - 1))))
}

/** Brackets and quotes of which nothing is left inside go too. */
function withEmptyBrackets(text: string, units: readonly Unit[], gone: ReadonlySet<number>): ReadonlySet<number> {
  const all = new Set(gone)
  const open: { readonly mark: string; readonly index: number; emptied: boolean }[] = []
  for (const [index, unit] of units.entries()) {
    if (all.has(index)) {
      const last = open.at(-1)
      if (last) last.emptied = true
      continue
    }
    const mark = unit.fixed ? '' : text.slice(unit.start, unit.end)
    const last = open.at(-1)
    if (last && PAIRS[last.mark] === mark) {
      open.pop()
      if (last.emptied) {
        all.add(last.index).add(index)
        const outer = open.at(-1)
        if (outer) outer.emptied = true
      }
    } else if (Object.hasOwn(PAIRS, mark) && opens(text, unit)) open.push({ mark, index, emptied: false })
    else open.length = 0
  }
  return all
}

const PAIRS: Readonly<Record<string, string>> = {
  '(': ')',
  '[': ']',
  '{': '}',
  '“': '”',
  '‘': '’',
  '«': '»',
  '„': '“',
  '"': '"',
}
