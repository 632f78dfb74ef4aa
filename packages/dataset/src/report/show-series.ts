import { endOf, type Series } from '@variegate/series'
import { labelColour, short } from './html.js'
import { curve, rangeOf, showCurves } from './show-time.js'

const MOST_CHANNELS = 4

/** Every channel with the marked intervals. */
export function showSeries({ times, channels, labels }: Series): string {
  const from = times[0] ?? 0
  const to = times.length === 0 ? 1 : endOf(times)
  const places = Float64Array.from(times, (time) => (time - from) / (to - from))
  const shown = channels.slice(0, MOST_CHANNELS)
  const plots = shown.map(({ name, values }) => {
    const range = rangeOf(values)
    const line = curve(values, 70, range, labelColour(name), places)
    return showCurves(
      [line],
      labels.intervals ?? [],
      [from, to],
      70,
      `${name}: ${short(range[0])} to ${short(range[1])}, ${values.length} steps`,
    )
  })
  const more = channels.length > shown.length ? `<p>and ${channels.length - shown.length} more</p>` : ''
  const label = typeof labels.label === 'string' ? `<p class="label">${labels.label.replace(/[<&]/g, '')}</p>` : ''
  return label + plots.join('') + more
}
