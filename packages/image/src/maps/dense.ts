import type { Linear, Point, SpaceMap } from './space-map.js'

/** Which source point every output pixel's centre shows: x and y by turns, row by row; NaN where it shows nothing. */
export interface Positions {
  readonly width: number
  readonly height: number
  readonly data: Float32Array
}

interface DenseSettings {
  readonly inWidth: number
  readonly inHeight: number
  readonly width: number
  readonly height: number
  /** Asked for once a point follows the field. */
  readonly positions: () => Positions
  /** Where points go, for fields that fold or move far, whose inverse cannot be found step by step. */
  readonly forward?: (x: number, y: number) => Point | undefined
  /** The parts that an outline falls into, for fields that tear the plane. */
  readonly parts?: (points: readonly number[]) => readonly OutlinePart[]
}

/** A part of an outline, and where its points come out. */
export interface OutlinePart {
  readonly outline: readonly number[]
  readonly forward: (x: number, y: number) => Point | undefined
}

/** Points along an outline every few pixels, so that it bends with the field. */
const SPACING = 3

/** Points farther apart than this after a known map get others between them: near a pole a short way becomes a long one. */
const FAR = 8

/** Halvings of a way until a jump, as through a pole, is nearer than a billionth of a pixel. */
const HALVINGS = 34
const MOST_POINTS = 20_000

/** The map of a dense field; points follow its numeric inverse. */
export function denseMap({
  inWidth,
  inHeight,
  width,
  height,
  positions,
  forward: known,
  parts,
}: DenseSettings): SpaceMap {
  let table: Positions | undefined
  const backward = (x: number, y: number) => positionAt((table ??= positions()), x, y)
  const forward = known ?? ((x: number, y: number) => invertAt(backward, x, y, width / inWidth, height / inHeight))
  return {
    inWidth,
    inHeight,
    width,
    height,
    mirrors: false,
    forward,
    backward,
    outline(points) {
      const pieces = parts?.(points) ?? [{ outline: points, forward }]
      return pieces.map((part) => mapOutline(part, inWidth, inHeight, known !== undefined))
    },
    linear(x, y): Linear {
      const [right, left, below, above] = [
        [x + 0.5, y],
        [x - 0.5, y],
        [x, y + 0.5],
        [x, y - 0.5],
      ].map(([px = 0, py = 0]) => forward(px, py))
      if (!right || !left || !below || !above) return [1, 0, 0, 1]
      return [right[0] - left[0], below[0] - above[0], right[1] - left[1], below[1] - above[1]]
    },
  }
}

/** Where an outline's points come out, and others between them. */
function mapOutline({ outline, forward }: OutlinePart, inWidth: number, inHeight: number, isKnown: boolean): number[] {
  const moved: number[] = []
  let first: readonly [Point, Point] | undefined
  let last: readonly [Point, Point] | undefined
  const between = (from: Point, to: Point, fromMoved: Point, toMoved: Point, halvings: number): void => {
    if (halvings === 0 || moved.length > MOST_POINTS) return
    if (Math.abs(fromMoved[0] - toMoved[0]) <= FAR && Math.abs(fromMoved[1] - toMoved[1]) <= FAR) return
    const middle = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2] as const
    const middleMoved = forward(...middle)
    if (!middleMoved) return
    between(from, middle, fromMoved, middleMoved, halvings - 1)
    moved.push(...middleMoved)
    between(middle, to, middleMoved, toMoved, halvings - 1)
  }
  for (const point of dense(outline, inWidth, inHeight)) {
    const to = forward(...point)
    if (!to) continue
    if (last && isKnown) between(last[0], point, last[1], to, HALVINGS)
    moved.push(...to)
    last = [point, to]
    first ??= last
  }
  if (first && last && isKnown) between(last[0], first[0], last[1], first[1], HALVINGS)
  return moved
}

/** The field between pixel centres, bilinear; beyond the outermost centres it goes on with its last slope. */
export function positionAt({ width, height, data }: Positions, x: number, y: number): Point | undefined {
  const column = Math.max(0, Math.min(width - 2, Math.floor(x - 0.5)))
  const row = Math.max(0, Math.min(height - 2, Math.floor(y - 0.5)))
  const fractionX = width > 1 ? x - 0.5 - column : 0
  const fractionY = height > 1 ? y - 0.5 - row : 0
  const right = width > 1 ? 2 : 0
  const below = height > 1 ? width * 2 : 0
  const at = (row * width + column) * 2
  const between = (offset: number): number => {
    const top = (data[at + offset] ?? 0) * (1 - fractionX) + (data[at + right + offset] ?? 0) * fractionX
    const bottom =
      (data[at + below + offset] ?? 0) * (1 - fractionX) + (data[at + below + right + offset] ?? 0) * fractionX
    return top * (1 - fractionY) + bottom * fractionY
  }
  // A single column or row has no slope of its own: its neighbours lie one pixel away.
  const fromX = between(0) + (width > 1 ? 0 : x - 0.5)
  const fromY = between(1) + (height > 1 ? 0 : y - 0.5)
  return Number.isNaN(fromX) || Number.isNaN(fromY) ? undefined : [fromX, fromY]
}

/** Find the output point that shows an input point, by Newton's method with the field's own slopes. */
function invertAt(
  backward: (x: number, y: number) => Point | undefined,
  x: number,
  y: number,
  scaleX: number,
  scaleY: number,
): Point | undefined {
  let [toX, toY] = [x * scaleX, y * scaleY]
  for (let round = 0; round < 30; round++) {
    const from = backward(toX, toY)
    if (!from) return undefined
    const [missX, missY] = [x - from[0], y - from[1]]
    if (Math.abs(missX) < 1e-7 && Math.abs(missY) < 1e-7) break
    const besideX = backward(toX + 0.5, toY)
    const besideY = backward(toX, toY + 0.5)
    if (!besideX || !besideY) return undefined
    const [a, c] = [(besideX[0] - from[0]) * 2, (besideX[1] - from[1]) * 2]
    const [b, d] = [(besideY[0] - from[0]) * 2, (besideY[1] - from[1]) * 2]
    const det = a * d - b * c
    // Where the field folds, a short step along the miss leads on.
    const steep = Math.abs(det) < 0.05
    const stepX = steep ? missX * scaleX * 0.5 : (d * missX - b * missY) / det
    const stepY = steep ? missY * scaleY * 0.5 : (a * missY - c * missX) / det
    const length = Math.sqrt(stepX * stepX + stepY * stepY)
    const limit = length > 16 ? 16 / length : 1
    toX += stepX * limit
    toY += stepY * limit
  }
  return [toX, toY]
}

/** The points of an outline, and more between them where they lie within a canvas's length of the canvas. */
function* dense(points: readonly number[], inWidth: number, inHeight: number): Generator<Point> {
  for (let at = 0; at + 1 < points.length; at += 2) {
    const next = (at + 2) % points.length
    const [x0, y0, x1, y1] = [points[at] ?? 0, points[at + 1] ?? 0, points[next] ?? 0, points[next + 1] ?? 0]
    const acrossX = near(x0, x1, inWidth)
    const acrossY = near(y0, y1, inHeight)
    const [first, last] = [Math.max(acrossX[0], acrossY[0]), Math.min(acrossX[1], acrossY[1])]
    const length = Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0)) * Math.max(0, last - first)
    const count = Math.max(1, Math.ceil(length / SPACING))
    yield [x0, y0]
    if (first >= last) continue
    for (let index = first === 0 ? 1 : 0; index < count; index++) {
      const share = first === 0 && last === 1 ? index / count : first + ((last - first) * index) / count
      yield [x0 + (x1 - x0) * share, y0 + (y1 - y0) * share]
    }
  }
}

/** The part of a way, as shares of it, that lies between -length and 2 length. */
function near(from: number, to: number, length: number): readonly [first: number, last: number] {
  if (from === to) return from >= -length && from <= 2 * length ? [0, 1] : [1, 0]
  const [a, b] = [(-length - from) / (to - from), (2 * length - from) / (to - from)]
  return [Math.max(0, Math.min(a, b)), Math.min(1, Math.max(a, b))]
}
