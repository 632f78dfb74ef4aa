/** Borders by number, as the host names them: constant, replicate, reflect, reflect101, wrap. */
export const CONSTANT = 0
export const REPLICATE = 1
export const REFLECT = 2
export const REFLECT101 = 3

/** The source index that a border position stands for, or -1 outside a constant border. */
export function inside(index: i32, length: i32, border: i32): i32 {
  if (index >= 0 && index < length) return index
  if (border == CONSTANT) return -1
  if (border == REPLICATE) return index < 0 ? 0 : length - 1
  const period = border == REFLECT ? 2 * length : border == REFLECT101 ? max(1, 2 * (length - 1)) : length
  // What lies one period off needs no division.
  let at = index < 0 ? index + period : index < period ? index : index - period
  if (at < 0 || at >= period) {
    at = index % period
    if (at < 0) at += period
  }
  if (at < length) return at
  return border == REFLECT ? period - 1 - at : period - at
}
