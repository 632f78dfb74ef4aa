import type { Stretch } from '../sample.js'
import type { Edit } from '../steps/text-map.js'

/** Put stretch order[i] in the place of stretch i; what lies between stays where it is. */
export const permute = (stretches: readonly Stretch[], order: readonly number[]): readonly Edit[] =>
  stretches.flatMap((place, index) => {
    const taken = stretches[order[index] ?? index]
    return taken === undefined || taken === place
      ? []
      : [{ at: [place.start, place.end], by: [{ from: [taken.start, taken.end] }] }]
  })
