import type { Dropped } from '@variegate/core'
import type { Token } from '../sample.js'
import { isKept } from '../steps/text-map.js'
import { followStretches, type Placed } from './places.js'
import { outsideTags, spreadTags } from './tags.js'

const GONE = 'its word is no longer in the text'

/** Let tokens follow: those of kept text move with it, those of replaced text give their tags to the new words, and new words are outside of all. */
export function followTokens(
  placed: readonly Placed[],
  tokens: readonly Token[],
): { readonly kept: readonly Token[]; readonly dropped: readonly Dropped[] } {
  const kept: Token[] = []
  const dropped: Token[] = []
  const groups = new Map<Placed, Token[]>()
  const others: Token[] = []
  const replaced = placed.filter((one) => !isKept(one.piece) && one.origin).sort((a, b) => begin(a) - begin(b))
  let next = 0
  for (const token of tokens) {
    while (next < replaced.length && (replaced[next]?.origin?.[1] ?? 0) <= token.start) next++
    const one = replaced[next]
    if (one?.origin && one.origin[0] <= token.start && token.end <= one.origin[1])
      groups.set(one, [...(groups.get(one) ?? []), token])
    else others.push(token)
  }
  for (const [token, places] of followStretches(placed, others)) {
    if (places.length === 0) dropped.push(token)
    for (const place of places) kept.push({ ...token, ...place })
  }
  const outside = outsideTags(tokens)
  for (const one of placed) {
    if (isKept(one.piece)) continue
    const words = [...one.piece.text.matchAll(/\S+/g)]
    const group = groups.get(one)
    const tags = group ? spreadTags(group, words.length) : words.map(() => outside)
    if (group && (!tags || words.length === 0)) dropped.push(...group)
    // New text in the middle of a token that goes on is no token of its own.
    if (!group && one.origin) continue
    for (const [index, word] of words.entries()) {
      const start = one.start + word.index
      const given = tags?.[index]
      if (given) kept.push({ start, end: start + word[0].length, tags: given })
    }
  }
  return {
    kept: kept.sort((a, b) => a.start - b.start || a.end - b.end),
    dropped: dropped.map(({ tags }) => ({ kind: 'token', label: Object.values(tags).join(' '), reason: GONE })),
  }
}

const begin = ({ origin }: Placed): number => origin?.[0] ?? 0
