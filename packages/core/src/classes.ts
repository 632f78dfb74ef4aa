import type { ClassLabel } from './json.js'

/** Classes as shares that add up to 1, `share` of them the other's; one class alone stays a plain name. */
export function mixClasses(
  own: ClassLabel | undefined,
  other: ClassLabel | undefined,
  share: number,
): ClassLabel | undefined {
  if (share <= 0 || other === undefined) return own
  if (share >= 1 || own === undefined) return other
  const shares: Record<string, number> = {}
  for (const [label, weight] of [
    [own, 1 - share],
    [other, share],
  ] as const) {
    for (const [name, part] of Object.entries(typeof label === 'string' ? { [label]: 1 } : label))
      shares[name] = (shares[name] ?? 0) + weight * part
  }
  const [only, ...more] = Object.keys(shares)
  return only !== undefined && more.length === 0 ? only : shares
}
