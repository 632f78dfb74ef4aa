/** Find the value that would come nth in order, from 0 on, of the first `count` (Hoare, "Algorithm 65: Find", 1961); values change places, no smaller one behind it. */
export function nthValue(values: Float32Array | Float64Array, n: number, count = values.length): number {
  let low = 0
  let high = count - 1
  while (low < high) {
    const pivot = values[(low + high) >> 1] ?? 0
    let left = low
    let right = high
    while (left <= right) {
      while ((values[left] ?? 0) < pivot) left++
      while ((values[right] ?? 0) > pivot) right--
      if (left > right) break
      const kept = values[left] ?? 0
      values[left++] = values[right] ?? 0
      values[right--] = kept
    }
    if (n <= right) high = right
    else if (n >= left) low = left
    else break
  }
  return values[n] ?? 0
}
