import { coveredArea } from '../maps/area.js'
import { clipToRectangle } from '../maps/outlines.js'
import type { Box } from '../sample.js'
import type { Cover } from './cover.js'
import { polygonsToWindow, type Window } from './rasterise.js'
import { withoutShreds, type Part } from './shreds.js'
import { traceOutlines } from './trace.js'

/** The part of outlines that a cover hides, or the part that it leaves: exact where it is made of rectangles, else along the edges of pixels. */
export function cutOutlines(
  polygons: readonly (readonly number[])[],
  cover: Cover,
  hidden: boolean,
  width: number,
  height: number,
): number[][] {
  if (cover.boxes) {
    const rectangles = disjoint(cover.boxes, hidden ? undefined : boundsOf(polygons))
    return withoutShreds(clippedTo(polygons, rectangles), width, height)
  }
  const shape = polygonsToWindow(polygons, width, height)
  const hides = cover.hides(shape)
  const data = shape.data.map((value, at) => (value !== 0 && hides[at] === (hidden ? 1 : 0) ? 1 : 0))
  return traceOutlines({ ...shape, data } satisfies Window)
}

/** A rectangle by its sides. */
type Sides = readonly [left: number, top: number, right: number, bottom: number]

/** The parts of outlines within rectangles that lie beside one another; a hole falls apart into what lies around it. */
function clippedTo(polygons: readonly (readonly number[])[], rectangles: readonly Sides[]): Part[] {
  return polygons.flatMap((polygon) => {
    const [left, top, right, bottom] = boundsOf([polygon])
    return rectangles.flatMap((sides) => {
      if (sides[0] >= right || sides[1] >= bottom || sides[2] <= left || sides[3] <= top) return []
      const part = clipToRectangle(polygon, ...sides)
      if (part.length < 6 || coveredArea([part]) === 0) return []
      return [
        { outline: part, isPiece: part.length !== polygon.length || part.some((value, at) => value !== polygon[at]) },
      ]
    })
  })
}

function boundsOf(polygons: readonly (readonly number[])[]): Sides {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const polygon of polygons) {
    for (let at = 0; at + 1 < polygon.length; at += 2) {
      const [x, y] = [polygon[at] ?? 0, polygon[at + 1] ?? 0]
      left = Math.min(left, x)
      right = Math.max(right, x)
      top = Math.min(top, y)
      bottom = Math.max(bottom, y)
    }
  }
  return [left, top, right, bottom]
}

/** What boxes cover as rectangles that do not overlap, or what they leave of `within`. */
function disjoint(boxes: readonly Box[], within: Sides | undefined): Sides[] {
  const heights = new Set(boxes.flatMap(([, y, , h]) => [y, y + h]))
  if (within) heights.add(within[1]).add(within[3])
  const rows = [...heights].sort((a, b) => a - b)
  const done: Sides[] = []
  let open: Sides[] = []
  for (let index = 0; index + 1 < rows.length; index++) {
    const [top, bottom] = [rows[index] ?? 0, rows[index + 1] ?? 0]
    if (within && (bottom <= within[1] || top >= within[3])) continue
    const covered = spans(boxes.filter(([, y, , h]) => y <= top && y + h >= bottom))
    const wanted = within ? between(covered, within[0], within[2]) : covered
    const alike =
      wanted.length === open.length &&
      wanted.every(([left, right], at) => left === open[at]?.[0] && right === open[at]?.[2])
    if (alike) open = open.map(([left, first, right]) => [left, first, right, bottom])
    else {
      done.push(...open)
      open = wanted.map(([left, right]) => [left, top, right, bottom])
    }
  }
  return [...done, ...open]
}

type Span = readonly [left: number, right: number]

/** Where boxes of one row lie, from left to right, those that touch joined. */
function spans(boxes: readonly Box[]): Span[] {
  const joined: Span[] = []
  for (const [x, , w] of boxes.toSorted((a, b) => a[0] - b[0])) {
    const last = joined.at(-1)
    if (w <= 0) continue
    if (last && x <= last[1]) joined[joined.length - 1] = [last[0], Math.max(last[1], x + w)]
    else joined.push([x, x + w])
  }
  return joined
}

/** What spans leave of a way. */
function between(covered: readonly Span[], from: number, to: number): Span[] {
  const left: Span[] = []
  let begin = from
  for (const [first, last] of covered) {
    if (first > begin) left.push([begin, Math.min(first, to)])
    begin = Math.max(begin, last)
    if (begin >= to) break
  }
  if (begin < to) left.push([begin, to])
  return left.filter(([first, last]) => last > first)
}
