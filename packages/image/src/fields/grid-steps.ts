import { positionsAlong, type Axes, type Field, type FieldSize } from './field.js'

interface Settings {
  readonly across: readonly number[]
  readonly down: readonly number[]
}

/** Columns and rows of even width in the output that show columns and rows of other widths: shares of the source's sides. */
export const gridSteps: Field<Settings> = {
  name: 'gridSteps',
  positions: (settings, size) => positionsAlong(stepsAlong(settings, size)),
  axes: stepsAlong,
  forward: ({ across, down }, { inWidth, inHeight, width, height }, x, y) => [
    width * outputOf(x / inWidth, across),
    height * outputOf(y / inHeight, down),
  ],
}

function stepsAlong({ across, down }: Settings, { inWidth, inHeight, width, height }: FieldSize): Axes {
  return { xs: sourcesAlong(width, inWidth, across), ys: sourcesAlong(height, inHeight, down) }
}

/** Where every output pixel's centre lies on its axis of the source. */
function sourcesAlong(pixels: number, length: number, shares: readonly number[]): Float64Array {
  const ends = [0]
  for (const share of shares) ends.push((ends.at(-1) ?? 0) + share)
  const sources = new Float64Array(pixels)
  for (let pixel = 0; pixel < pixels; pixel++) {
    const place = ((pixel + 0.5) / pixels) * shares.length
    const step = Math.min(shares.length - 1, Math.floor(place))
    sources[pixel] = length * ((ends[step] ?? 0) + (place - step) * (shares[step] ?? 0))
  }
  return sources
}

/** The share of the output's side at which a share of the source's side comes out; beyond the ends with the outermost step's slope. */
function outputOf(place: number, shares: readonly number[]): number {
  let start = 0
  let step = 0
  while (step < shares.length - 1 && place > start + (shares[step] ?? 0)) start += shares[step++] ?? 0
  return (step + (place - start) / (shares[step] ?? 1)) / shares.length
}
