/** The lowest of each value and the `ahead` values after it, in linear time: Lemire, "Streaming maximum-minimum filter", 2006. */
export function slidingLowest(values: Float64Array, ahead: number): Float64Array {
  const lowest = new Float64Array(values.length)
  // Places of values, rising in both place and value; those before `head` are done with.
  const places: number[] = []
  let head = 0
  for (let at = values.length - 1 + ahead, next = 0; next <= at; next++) {
    const value = values[next]
    if (value !== undefined) {
      while (places.length > head && (values[places.at(-1) ?? 0] ?? 0) >= value) places.pop()
      places.push(next)
    }
    const here = next - ahead
    if (here < 0) continue
    while ((places[head] ?? here) < here) head++
    lowest[here] = values[places[head] ?? here] ?? 0
  }
  return lowest
}
