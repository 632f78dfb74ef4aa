import type { Case } from './case.js'
import type { Picture } from './images.js'
import type { Answer, Request, Side } from './side.js'

/** How long and how often is measured. */
export interface Plan {
  /** Turns a side. */
  readonly rounds: number
  /** About how long a turn lasts, in milliseconds. */
  readonly turn: number
  /** How long each side works before it is measured, in milliseconds: a training run calls a transform millions of times. */
  readonly warm: number
}

/** Where the work happens: arrays in memory, or from one JPEG file to another in this folder. */
export type Place = 'memory' | { readonly folder: string }

/** Milliseconds a call on each side, or why there are none. */
export type Outcome =
  | { readonly theirs: number; readonly ours: number }
  | { readonly missing: string; readonly theirs: number }
  | { readonly error: string }

/** The workers of both sides. */
export interface Sides {
  readonly theirs: Side
  readonly ours: Side
}

/** Measure a case on both sides in turn; a side's figure is the median of its turns. */
export async function measure(one: Case, sides: Sides, pictures: readonly Picture[], plan: Plan, place: Place) {
  const turns: Record<keyof Sides, number[]> = { theirs: [], ours: [] }
  const repeats: Record<keyof Sides, number> = { theirs: 1, ours: 1 }
  let missing: string | undefined
  // The first turn of a side warms up and says how many calls fill a turn; it counts for nothing.
  for (let round = -1; round < plan.rounds; round++) {
    for (const side of ['theirs', 'ours'] as const) {
      if (side === 'ours' && missing !== undefined) continue
      const about = { repeat: repeats[side], warm: round < 0 ? plan.warm : 0 }
      const answer = await sides[side].ask({ ...request(one, pictures, round + 1, place), ...about })
      const fault = faultOf(answer)
      if (fault !== undefined) return { error: `${side === 'ours' ? 'variegate' : one.library}: ${fault}` }
      if ('missing' in answer) missing = answer.missing
      else if ('ms' in answer) {
        repeats[side] = Math.min(2000, Math.max(1, Math.round(plan.turn / answer.ms)))
        if (round >= 0) turns[side].push(answer.ms)
      }
    }
  }
  const theirs = median(turns.theirs)
  return missing === undefined ? { theirs, ours: median(turns.ours) } : { missing, theirs }
}

function request(
  given: Case,
  pictures: readonly Picture[],
  round: number,
  place: Place,
): Omit<Request, 'repeat' | 'warm'> {
  const pick = (at: number): Picture => pictures[at % pictures.length] as Picture
  const picture = pick(round)
  const about = { case: given, other: pick(round + 1).png, seed: round + 1 }
  return place === 'memory' ? { ...about, image: picture.png } : { ...about, image: picture.jpeg, target: place.folder }
}

function faultOf(answer: Answer): string | undefined {
  if ('error' in answer) return answer.error
  if ('missing' in answer || answer.changed > 0) return undefined
  return 'no call changed a pixel'
}

/** Find the middle value; the mean of the middle two where their number is even. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2
}
