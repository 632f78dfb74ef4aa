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
  run(planes, settings) {
    const { width, height } = planes
    return filterColours(planes, (plane) => {
      const values = plane.slice()
      for (const { bright, before } of passes(settings)) {
        // The darkest value is the brightest of the negative.
        if (!bright) negate(values)
        alongRows(values, width, height, settings.size, before)
        alongColumns(values, width, height, settings.size, before)
        if (!bright) negate(values)
      }
      return values
    })
  },
  bytes(canvas, settings) {
    const { scratch, width, height } = canvas
    let { pointer } = canvas
    const radius = Math.floor((settings.size - 1) / 2)
    for (const { bright, before } of passes(settings)) {
      const target = scratch.take(width * height * 4)
      const strip = scratch.take(64 * (Math.max(width, height) + 4 * radius + 16))
      scratch.kernels.extremum(pointer, target, width, height, radius, radius, bright, strip)
      // A window of an even side is a pixel longer than the odd one in its middle.
      if (settings.size % 2 === 0)
        withNeighbour(scratch.bytes(target, width * height * 4), width, bright, before > radius)
      pointer = target
    }
    return { ...canvas, pointer }
  },
}

interface Pass {
  readonly bright: boolean
  /** How many pixels of the window lie before its own. */
  readonly before: number
}

/** The second pass has the first one's window turned about, so that opening and closing do not move edges. */
function passes({ operation, size }: Settings): readonly Pass[] {
  const before = Math.floor(size / 2)
  const first = { bright: operation === 'dilate' || operation === 'close', before }
  return operation === 'dilate' || operation === 'erode'
    ? [first]
    : [first, { bright: !first.bright, before: size - 1 - before }]
}

/** Let colours become the extremum of their own and the neighbours' to the left and above, or to the right and below; alpha stays. */
function withNeighbour(bytes: Uint8Array, width: number, bright: boolean, earlier: boolean): void {
  const line = width * 4
  for (let start = 0; start < bytes.length; start += line) withNext(bytes, start, start + line, 4, bright, earlier)
  withNext(bytes, 0, bytes.length, line, bright, earlier)
}

/** Do it along a run of bytes, from the end that leaves neighbours as they were for as long as they are needed. */
function withNext(
  bytes: Uint8Array,
  from: number,
  to: number,
  distance: number,
  bright: boolean,
  earlier: boolean,
): void {
  const step = earlier ? -1 : 1
  const other = earlier ? -distance : distance
  const last = earlier ? from + distance - 1 : to - distance
  for (let at = earlier ? to - 1 : from; at !== last; at += step) {
    if ((at & 3) === 3) continue
    const here = bytes[at] ?? 0
    const there = bytes[at + other] ?? 0
    if (bright ? there > here : there < here) bytes[at] = there
  }
}

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
