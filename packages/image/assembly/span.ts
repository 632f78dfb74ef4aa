/** Pixels nearer to the source's edge than this take the careful path, which gives the same values. */
export const MARGIN: f64 = 0.001
/** Beyond this, in pixels, there is nothing to see. */
export const FAR: f64 = 1e9

/** A run of pixels [begin, end) of one row, narrowed by half-planes; one row is worked on at a time. */
export let begin: i32 = 0
export let end: i32 = 0

export function startSpan(first: i32, last: i32): void {
  begin = first
  end = last
}

/** Keep the pixels x with a * x + b >= 0, to rounding. */
export function narrow(a: f64, b: f64): void {
  if (a > 0) begin = max(begin, clampIndex(Math.ceil(-b / a), end))
  else if (a < 0) end = min(end, clampIndex(Math.floor(-b / a) + 1, end))
  else if (!(b >= 0)) end = begin
  end = max(begin, end)
}

/** Keep the pixels x with a * (x + 0.5) + b >= 0, exactly as this is computed for each of them. */
export function narrowCentres(a: f64, b: f64): void {
  const first = begin
  const last = end
  narrow(a, a * 0.5 + b)
  if (a > 0) {
    begin = min(begin, last)
    end = last
    while (begin > first && a * (<f64>begin - 0.5) + b >= 0) begin--
    while (begin < last && !(a * (<f64>begin + 0.5) + b >= 0)) begin++
  } else if (a < 0) {
    begin = first
    end = max(end, first)
    while (end < last && a * (<f64>end + 0.5) + b >= 0) end++
    while (end > first && !(a * (<f64>end - 0.5) + b >= 0)) end--
  }
}

function clampIndex(value: f64, length: i32): i32 {
  return value >= <f64>length ? length : value > 0 ? <i32>value : 0
}
