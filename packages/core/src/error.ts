/** An error for the person who reads it: what was expected, where, what came, and the way out where there is one. */
export class VariegateError extends Error {
  override readonly name = 'VariegateError'
  /** Where in the given value the trouble lies, from the outside in, e.g. `['gamma', 1]`. */
  readonly path: readonly (string | number)[]

  constructor(message: string, path: readonly (string | number)[] = [], options?: ErrorOptions) {
    super(message, options)
    this.path = path
  }
}

/** Find the name that a mistyped one most likely meant, or nothing where none is near. */
export function nearest(name: string, names: Iterable<string>): string | undefined {
  let best: string | undefined
  // More than a third of the letters wrong is another word, not a slip.
  let bestDistance = Math.floor(Math.max(name.length, 3) / 3) + 1
  for (const candidate of names) {
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase())
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance]
  }
  return best
}

/** Say which right name a wrong one is nearest to, else nothing. */
export function suggestion(name: string, names: Iterable<string>): string {
  const near = nearest(name, names)
  return near === undefined ? '' : `; the nearest right name is "${near}"`
}

/** Count the insertions, deletions, substitutions and neighbour swaps between two words (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let row = 1; row <= a.length; row++) {
    const current = [row]
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1] ? 0 : 1
      let cost = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + same)
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1]) {
        cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1)
      }
      current.push(cost)
    }
    beforeLast = last
    last = current
  }
  return last[b.length] ?? 0
}

/**
 * Refuse what is no object, and what an object has no use for, with the nearest right name: a misspelt key would be passed over in
 * silence. `meant` holds the right names of what other libraries call otherwise.
 */
export function refuseUnknownKeys(
  owner: string,
  value: unknown,
  known: readonly string[],
  meant: Readonly<Record<string, string>> = {},
): void {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new VariegateError(
      `Expected ${owner} as an object that may have ${known.join(', ')} but received ${kindOf(value)}.`,
    )
  }
  for (const key of Object.keys(value)) {
    if (known.includes(key)) continue
    const right = Object.hasOwn(meant, key)
      ? `; the nearest right name is "${meant[key] ?? ''}"`
      : suggestion(key, known)
    throw new VariegateError(`Unknown key "${key}" in ${owner}${right} (it may have ${known.join(', ')}).`, [key])
  }
}

/** Refuse a sample's labels where nothing reads them: beside `labels`, not in it. */
export function refuseLooseLabels(owner: string, sample: object, names: readonly string[]): void {
  const loose = Object.keys(sample).find((key) => key !== 'labels' && names.includes(key))
  if (loose === undefined) return
  throw new VariegateError(
    `Expected "${loose}" of ${owner} within its labels, { labels: { … } }, but it stands beside them.`,
    [loose],
  )
}

const kindOf = (value: unknown): string =>
  Array.isArray(value) ? 'a list' : typeof value === 'string' ? JSON.stringify(value) : String(value)
