import { editMap, type TextMap } from '../../text-map.js'

interface Stretch {
  readonly start: number
  readonly end: number
}

/** Put stretch order[i] in the place of stretch i; what lies between stays where it is. */
export function permute(length: number, stretches: readonly Stretch[], order: readonly number[]): TextMap {
  const edits = stretches.flatMap((place, index) => {
    const taken = stretches[order[index] ?? index]
    return taken === undefined || taken === place
      ? []
      : [{ start: place.start, end: place.end, by: [[taken.start, taken.end] as const] }]
  })
  return editMap(length, edits)
}
