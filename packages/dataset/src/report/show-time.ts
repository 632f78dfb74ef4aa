import { escapeHtml, labelColour, short } from './html.js'

export interface Stretch {
  readonly start: number
  readonly end: number
  readonly label: string
}

const WIDTH = 360

/** Curves over time with labelled stretches behind them. */
export function showCurves(
  curves: readonly string[],
  stretches: readonly Stretch[],
  [from, to]: readonly [number, number],
  height: number,
  caption: string,
): string {
  const x = (time: number) => ((time - from) / Math.max(1e-9, to - from)) * WIDTH
  const bands = stretches.map(({ start, end, label }) => {
    const colour = labelColour(label)
    const left = x(start)
    return `<rect x="${short(left)}" y="0" width="${short(Math.max(1, x(end) - left))}" height="${height}" fill="${colour}" fill-opacity="0.22"/><text x="${short(left + 2)}" y="11" fill="${colour}" font-size="10">${escapeHtml(label)}</text>`
  })
  return `<figure><svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeHtml(caption)}" class="plot">${bands.join('')}${curves.join('')}</svg><figcaption>${escapeHtml(caption)}</figcaption></figure>`
}

/** The lowest and highest value in each of the plot's columns, as one outline. */
export function curve(
  values: ArrayLike<number>,
  height: number,
  [low, high]: readonly [number, number],
  colour: string,
  places?: ArrayLike<number>,
): string {
  const y = (value: number) => short(height - 2 - ((value - low) / Math.max(1e-12, high - low)) * (height - 4))
  const tops: string[] = []
  const bottoms: string[] = []
  const columns = Math.min(WIDTH, values.length)
  let at = 0
  for (let column = 0; column < columns; column++) {
    let least = Infinity
    let most = -Infinity
    const end = places
      ? endAt(places, (column + 1) / columns, at)
      : Math.round(((column + 1) / columns) * values.length)
    for (; at < end; at++) {
      const value = values[at] ?? NaN
      if (value < least) least = value
      if (value > most) most = value
    }
    if (least > most) continue
    const x = short(((column + 0.5) / columns) * WIDTH)
    tops.push(`${x},${y(most)}`)
    bottoms.push(`${x},${y(least)}`)
  }
  return `<polygon points="${[...tops, ...bottoms.toReversed()].join(' ')}" fill="${colour}" stroke="${colour}" stroke-width="0.8" stroke-linejoin="round"/>`
}

/** The first value whose place, as a share of the whole, lies beyond. */
function endAt(places: ArrayLike<number>, share: number, from: number): number {
  let at = from
  while (at < places.length && (places[at] ?? 1) < share) at++
  return at
}

/** The range of the values that are there. */
export function rangeOf(values: Iterable<number>): [number, number] {
  let low = Infinity
  let high = -Infinity
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  return low > high ? [0, 1] : low === high ? [low - 1, high + 1] : [low, high]
}
