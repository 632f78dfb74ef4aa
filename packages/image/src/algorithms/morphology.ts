import { filterColours } from '../planes/filter.js'
import type { Algorithm } from './algorithm.js'

export type Operation = 'dilate' | 'erode' | 'open' | 'close'

interface Settings {
  readonly operation: Operation
  /** Side of the square window, in pixels; its middle is at floor(size / 2). */
  readonly size: number
}

/** The brightest or darkest value of every pixel's window, by rows and then columns; what lies outside does not count. */
export const morphologyOf: Algorithm<Settings> = {
  name: 'morphology',
  run(planes, { operation, size }) {
    const { width, height } = planes
    return filterColours(planes, (plane) => {
      // The darkest value is the brightest of the negative.
      const values = plane.slice()
      for (const bright of passes(operation)) {
        if (!bright) negate(values)
        // The windows of an erosion are those of a dilation turned about, so that opening and closing do not move edges.
        const before = bright ? Math.floor(size / 2) : size - 1 - Math.floor(size / 2)
        alongRows(values, width, height, size, before)
        alongColumns(values, width, height, size, before)
        if (!bright) negate(values)
      }
      return values
    })
  },
}

const passes = (operation: Operation): readonly boolean[] =>
  operation === 'dilate'
    ? [true]
    : operation === 'erode'
      ? [false]
      : operation === 'open'
        ? [false, true]
        : [true, false]

function negate(values: Float32Array): void {
  for (let at = 0; at < values.length; at++) values[at] = -(values[at] ?? 0)
}

/** Windows from `before` pixels before each pixel on: runs of 1, 2, 4, … values, then two runs that overlap. */
function alongRows(values: Float32Array, width: number, height: number, size: number, before: number): void {
  const length = width + size - 1
  const line = new Float32Array(length)
  for (let y = 0; y < height; y++) {
    const row = y * width
    line.fill(-Infinity)
    for (let x = 0; x < width; x++) line[x + before] = values[row + x] ?? 0
    let run = 1
    for (; run * 2 <= size; run *= 2) brightest(line, length - run, run)
    if (run < size) brightest(line, width, size - run)
    for (let x = 0; x < width; x++) values[row + x] = line[x] ?? 0
  }
}

/** Every value becomes the brighter of itself and the one `distance` later. */
function brightest(line: Float32Array, count: number, distance: number): void {
  for (let at = 0; at < count; at++) {
    const [here, there] = [line[at] ?? 0, line[at + distance] ?? 0]
    if (there > here) line[at] = there
  }
}

function alongColumns(values: Float32Array, width: number, height: number, size: number, before: number): void {
  const rows = height + size - 1
  const lines = new Float32Array(rows * width).fill(-Infinity)
  lines.set(values, before * width)
  let run = 1
  for (; run * 2 <= size; run *= 2) brightest(lines, (rows - run) * width, run * width)
  if (run < size) brightest(lines, height * width, (size - run) * width)
  values.set(lines.subarray(0, height * width))
}
