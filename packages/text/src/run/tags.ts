import type { Token } from '../sample.js'

type Tags = Token['tags']

/** Tags of chunks: BIO, BIOES and BILOU. */
const CHUNK = /^([BIESLU])-(.+)$/

/**
 * The tags of words that stand for tokens: one for one where there are as many, else those of one chunk or of one kind spread over
 * them; nothing where neither is so, for then nobody knows which word has which.
 */
export function spreadTags(tokens: readonly Token[], count: number): readonly Tags[] | undefined {
  if (tokens.length === count) return tokens.map(({ tags }) => tags)
  const layers = layersOf(tokens)
  const spread = layers.map((layer) =>
    spreadLayer(
      tokens.map(({ tags }) => tags[layer]),
      count,
    ),
  )
  if (spread.some((values) => values === undefined)) return undefined
  return Array.from({ length: count }, (_, index) =>
    Object.fromEntries(
      layers.flatMap((layer, at): [string, string][] => {
        const value = spread[at]?.[index]
        return value === undefined ? [] : [[layer, value]]
      }),
    ),
  )
}

/** The tags of a word that was not there before: outside of every chunk, and none in layers that have no chunks. */
export const outsideTags = (tokens: readonly Token[]): Tags =>
  Object.fromEntries(
    layersOf(tokens)
      .filter((layer) => tokens.some(({ tags }) => tags[layer] === 'O'))
      .map((layer) => [layer, 'O']),
  )

/** The stretches that tags of chunks label. */
export function chunksOf(tokens: readonly Token[]): readonly { readonly start: number; readonly end: number }[] {
  return layersOf(tokens).flatMap((layer) => {
    const chunks: { start: number; end: number; label: string | undefined }[] = []
    for (const { start, end, tags } of tokens) {
      const [, prefix = '', label] = CHUNK.exec(tags[layer] ?? '') ?? []
      const last = chunks.at(-1)
      if (label !== undefined && 'IEL'.includes(prefix) && last?.label === label) last.end = end
      else chunks.push({ start, end, label })
    }
    return chunks.filter(({ label }) => label !== undefined)
  })
}

const layersOf = (tokens: readonly Token[]): readonly string[] => [
  ...new Set(tokens.flatMap(({ tags }) => Object.keys(tags))),
]

function spreadLayer(
  values: readonly (string | undefined)[],
  count: number,
): readonly (string | undefined)[] | undefined {
  const [first] = values
  const chunks = values.map((value) => CHUNK.exec(value ?? ''))
  const [, prefix = '', label] = chunks[0] ?? []
  if (label !== undefined && chunks.every((chunk) => chunk?.[2] === label)) {
    const last = chunks.at(-1)?.[1] ?? ''
    return spreadChunk(prefix, last, count).map((letter) => `${letter}-${label}`)
  }
  return values.every((value) => value === first) ? Array.from({ length: count }, () => first) : undefined
}

/** The letters of a chunk, or of a part of one that begins and ends as given, over so many words. */
function spreadChunk(first: string, last: string, count: number): readonly string[] {
  const begins = 'BSU'.includes(first)
  const ends = 'ESLU'.includes(last)
  const isBilou = 'LU'.includes(last)
  return Array.from({ length: count }, (_, index) => {
    const isFirst = index === 0 && begins
    const isLast = index === count - 1 && ends
    if (isFirst && isLast) return isBilou ? 'U' : 'S'
    if (isFirst) return 'B'
    return isLast ? (isBilou ? 'L' : 'E') : 'I'
  })
}
