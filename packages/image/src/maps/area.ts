import { outlineArea } from './outlines.js'

/** An edge of an outline, its upper end first. */
interface Edge {
  readonly ring: number
  readonly top: number
  readonly bottom: number
  readonly x: number
  /** How far x moves with every pixel down. */
  readonly slope: number
}

/** Outlines whose edges lie side by side or cross more often than this are measured along lines, as painted pixels are. */
const MOST_VISITS = 4_000_000
const MOST_CROSSINGS = 20_000
const LINES = 4096

/** So many edges are put in order one by one. */
const FEW = 32

/** The area that outlines cover together, in square pixels: each by the even-odd rule, as they are rasterised, and what several cover counts once. */
export function coveredArea(outlines: readonly (readonly number[])[]): number {
  const plain = outlines.reduce((sum, outline) => sum + outlineArea(outline), 0)
  const [only] = outlines
  if (only && outlines.length === 1 && isStar(only)) return plain
  const edges = edgesOf(outlines)
  const swept = sweptArea(edges, outlines.length) ?? linedArea(edges, outlines.length)
  // The shoelace formula rounds less where it holds: outlines that neither cross themselves nor one another.
  return Math.abs(swept - plain) <= 1e-9 * Math.max(1, plain) ? plain : swept
}

/** Whether an outline goes once round the mean of its corners without turning back, as it then cannot cross itself. */
function isStar(outline: readonly number[]): boolean {
  const count = outline.length / 2
  let [middleX, middleY] = [0, 0]
  for (let at = 0; at + 1 < outline.length; at += 2) {
    middleX += (outline[at] ?? 0) / count
    middleY += (outline[at + 1] ?? 0) / count
  }
  let [right, left, turns] = [false, false, 0]
  for (let at = 0; at + 1 < outline.length; at += 2) {
    const next = (at + 2) % outline.length
    const [x0, y0] = [(outline[at] ?? 0) - middleX, (outline[at + 1] ?? 0) - middleY]
    const [x1, y1] = [(outline[next] ?? 0) - middleX, (outline[next + 1] ?? 0) - middleY]
    const cross = x0 * y1 - x1 * y0
    if (cross > 0) right = true
    if (cross < 0) left = true
    if (right && left) return false
    // Half of the line to the right and left is passed twice in each turn.
    if (y0 < 0 !== y1 < 0) turns++
  }
  return turns === 2
}

function edgesOf(outlines: readonly (readonly number[])[]): Edge[] {
  const edges: Edge[] = []
  for (const [ring, outline] of outlines.entries()) {
    for (let at = 0; at + 1 < outline.length; at += 2) {
      const next = (at + 2) % outline.length
      const [x0, y0, x1, y1] = [outline[at] ?? 0, outline[at + 1] ?? 0, outline[next] ?? 0, outline[next + 1] ?? 0]
      if (y0 === y1) continue
      const slope = (x1 - x0) / (y1 - y0)
      edges.push(y0 < y1 ? { ring, top: y0, bottom: y1, x: x0, slope } : { ring, top: y1, bottom: y0, x: x1, slope })
    }
  }
  return edges.sort((a, b) => a.top - b.top)
}

/** Add up bands between the heights where edges begin, end or cross: within one, what is inside is made of trapezoids. Nothing where edges cross too often. */
function sweptArea(edges: readonly Edge[], rings: number): number | undefined {
  const heights = Float64Array.from(edges.flatMap(({ top, bottom }) => [top, bottom])).sort()
  const inside = new Uint8Array(rings)
  const active: Edge[] = []
  let entered = 0
  let area = 0
  let [visited, crossed] = [0, 0]
  for (let index = 0; index + 1 < heights.length; index++) {
    const [top, bottom] = [heights[index] ?? 0, heights[index + 1] ?? 0]
    if (top === bottom) continue
    let kept = 0
    for (const edge of active) if (edge.bottom > top) active[kept++] = edge
    active.length = kept
    for (let edge = edges[entered]; edge && edge.top <= top; edge = edges[entered]) {
      active.push(edge)
      entered++
    }
    visited += active.length
    if (visited > MOST_VISITS) return undefined
    const middle = (top + bottom) / 2
    orderAt(active, middle)
    if (isOrdered(active, top) && isOrdered(active, bottom)) {
      area += (bottom - top) * insideAt(active, middle, inside)
      continue
    }
    const crossings = crossingsWithin(active, top, bottom)
    crossed += crossings.length
    if (crossed > MOST_CROSSINGS) return undefined
    let from = top
    for (const to of [...crossings, bottom]) {
      const between = (from + to) / 2
      orderAt(active, between)
      area += (to - from) * insideAt(active, between, inside)
      from = to
    }
  }
  return area
}

/** Sort edges by where they are at a height; from band to band they hardly change places. */
function orderAt(active: Edge[], y: number): void {
  if (active.length > FEW) {
    active.sort((a, b) => at(a, y) - at(b, y))
    return
  }
  for (let index = 1; index < active.length; index++) {
    const edge = active[index]
    if (!edge) continue
    const x = at(edge, y)
    let place = index
    for (let before = active[place - 1]; before && at(before, y) > x; before = active[place - 1])
      active[place--] = before
    active[place] = edge
  }
}

function isOrdered(active: readonly Edge[], y: number): boolean {
  let before = -Infinity
  for (const edge of active) {
    const x = at(edge, y)
    // Edges that meet at a corner differ there by rounding.
    if (x < before - 1e-9) return false
    before = x
  }
  return true
}

/** Measure along evenly spaced lines. */
function linedArea(edges: readonly Edge[], rings: number): number {
  const [first, last] = [edges[0]?.top ?? 0, edges.reduce((most, { bottom }) => Math.max(most, bottom), -Infinity)]
  const step = (last - first) / LINES
  const inside = new Uint8Array(rings)
  let active: Edge[] = []
  let entered = 0
  let length = 0
  for (let line = 0; line < LINES; line++) {
    const y = first + (line + 0.5) * step
    for (let edge = edges[entered]; edge && edge.top <= y; edge = edges[entered]) {
      active.push(edge)
      entered++
    }
    active = active.filter((edge) => edge.bottom > y)
    orderAt(active, y)
    length += insideAt(active, y, inside)
  }
  return length * step
}

const at = ({ x, top, slope }: Edge, y: number): number => x + (y - top) * slope

/** The heights inside a band at which edges change places. */
function crossingsWithin(active: readonly Edge[], top: number, bottom: number): number[] {
  const ordered = active.toSorted((a, b) => at(a, top) - at(b, top) || at(a, bottom) - at(b, bottom))
  const crossings: number[] = []
  for (const [index, one] of ordered.entries()) {
    for (const other of ordered.slice(index + 1)) {
      if (at(one, bottom) <= at(other, bottom)) continue
      const y = top + (at(other, top) - at(one, top)) / (one.slope - other.slope)
      if (y > top && y < bottom) crossings.push(y)
    }
    if (crossings.length > MOST_CROSSINGS) break
  }
  return crossings.sort((a, b) => a - b)
}

/** How much of a horizontal line lies inside any outline; edges are in their order there, and `inside` is 0 for every ring, before and after. */
function insideAt(active: readonly Edge[], y: number, inside: Uint8Array): number {
  let [within, begin, length] = [0, 0, 0]
  for (const edge of active) {
    const { ring } = edge
    if (within === 0) begin = at(edge, y)
    inside[ring] = 1 - (inside[ring] ?? 0)
    within += inside[ring] === 1 ? 1 : -1
    if (within === 0) length += at(edge, y) - begin
  }
  return length
}
