/** The pixel that a border position stands for: reflect101 (gfedcb|abcdefgh|gfedcba), as OpenCV's default. */
export function reflect(index: i32, length: i32): i32 {
  if (index >= 0 && index < length) return index
  if (length == 1) return 0
  const period = 2 * (length - 1)
  let at = index % period
  if (at < 0) at += period
  return at < length ? at : period - at
}
