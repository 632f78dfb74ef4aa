/** The Bessel function of the first kind and order 1 at x >= 0, by Miller's recurrence downwards: sums and products alone, so equal in every engine. */
export function besselJ1(x: number): number {
  if (x === 0) return 0
  // Orders far above x hold nothing, so any start there leads to the same ratios.
  const start = 2 * Math.ceil((x + 20 + 4 * Math.sqrt(x)) / 2)
  let above = 0
  let here = 1e-30
  let norm = 0
  let first = 0
  for (let order = start; order > 0; order--) {
    const below = ((2 * order) / x) * here - above
    above = here
    here = below
    if (order - 1 === 1) first = here
    // 1 = J0 + 2 J2 + 2 J4 + …
    if ((order - 1) % 2 === 0) norm += order - 1 === 0 ? here : 2 * here
    if (Math.abs(here) > 1e200) {
      above *= 1e-200
      here *= 1e-200
      norm *= 1e-200
      first *= 1e-200
    }
  }
  return first / norm
}
