import type { Window } from './rasterise.js'

/**
 * The outlines of a shape's pixels, along their edges: one for each part, whose pixels hang together by their sides. A hole is reached by a cut
 * along a row, there and back, so that the even-odd rule leaves it out of the one outline.
 */
export function traceOutlines(shape: Window): number[][] {
  const links = new Links(shape)
  const outer: number[] = []
  const holes: number[] = []
  const { width, height } = shape
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [inside, before] = [links.isInside(x, y), links.isInside(x - 1, y)]
      if (inside === before || links.isSeen(x, y)) continue
      ;(inside ? outer : holes).push(links.follow(x, y, inside))
    }
  }
  // What lies left of a hole was found before it, and so is joined after it.
  for (const hole of holes.toReversed()) links.join(hole)
  return outer.map((start) => links.read(start))
}

/** Corners of pixels in rings, each linked to the next. */
class Links {
  readonly #shape: Window
  readonly #stride: number
  /** The corner that begins or ends the left side of every pixel, plus 1; 0 where no ring passes yet. */
  readonly #sides: Int32Array
  readonly #xs: number[] = []
  readonly #ys: number[] = []
  readonly #next: number[] = []
  /** The next corners as they were before rings were joined. */
  readonly #after: number[] = []

  constructor(shape: Window) {
    this.#shape = shape
    this.#stride = shape.width + 1
    this.#sides = new Int32Array(this.#stride * shape.height)
  }

  isInside(x: number, y: number): boolean {
    const { width, height, data } = this.#shape
    return x >= 0 && y >= 0 && x < width && y < height && data[y * width + x] !== 0
  }

  isSeen(x: number, y: number): boolean {
    return this.#sides[y * this.#stride + x] !== 0
  }

  /** Walk round with the shape on the right hand, from the upper end of a pixel's left side; up it for an outer ring, down it for a hole. */
  follow(startX: number, startY: number, outer: boolean): number {
    const first = this.#xs.length
    let [x, y] = [startX, outer ? startY + 1 : startY]
    let [stepX, stepY] = [0, outer ? -1 : 1]
    const [beginX, beginY, beginStep] = [x, y, stepY]
    do {
      this.#xs.push(x)
      this.#ys.push(y)
      this.#next.push(this.#next.length + 1)
      if (stepY !== 0) this.#sides[(stepY < 0 ? y - 1 : y) * this.#stride + x] = this.#xs.length
      x += stepX
      y += stepY
      // The pixels ahead, right and left of the way.
      const [aheadX, aheadY] = [x + Math.min(0, stepX), y + Math.min(0, stepY)]
      const right =
        stepX === 0 ? this.isInside(stepY < 0 ? x : x - 1, aheadY) : this.isInside(aheadX, stepX > 0 ? y : y - 1)
      const left =
        stepX === 0 ? this.isInside(stepY < 0 ? x - 1 : x, aheadY) : this.isInside(aheadX, stepX > 0 ? y - 1 : y)
      // Parts that touch by a corner alone stay apart.
      if (!right) [stepX, stepY] = [-stepY, stepX]
      else if (left) [stepX, stepY] = [stepY, -stepX]
    } while (x !== beginX || y !== beginY || stepY !== beginStep)
    this.#next[this.#next.length - 1] = first
    for (let corner = first; corner < this.#next.length; corner++) this.#after.push(this.#next[corner] ?? first)
    return first
  }

  /** Join a ring to the one left of it, by a cut from its first corner, there and back. */
  join(hole: number): void {
    const [x, y] = [this.#xs[hole] ?? 0, this.#ys[hole] ?? 0]
    let left = x - 1
    while (left > 0 && !this.isSeen(left, y)) left--
    // The side was walked upwards: it ends at the height of the cut, where the next corner was.
    const from = this.#after[(this.#sides[y * this.#stride + left] ?? 1) - 1] ?? 0
    const [into, back] = [this.#copy(hole), this.#copy(from)]
    this.#next[from] = into
    this.#next[hole] = back
  }

  /** A ring's corners, but for those on a straight way. */
  read(start: number): number[] {
    const { left, top } = this.#shape
    const outline: number[] = []
    let [before, here] = [this.#before(start), start]
    do {
      const next = this.#next[here] ?? start
      const [x, y] = [this.#xs[here] ?? 0, this.#ys[here] ?? 0]
      const across = (x - (this.#xs[before] ?? 0)) * ((this.#ys[next] ?? 0) - y)
      const down = (y - (this.#ys[before] ?? 0)) * ((this.#xs[next] ?? 0) - x)
      const along = (x - (this.#xs[before] ?? 0)) * ((this.#xs[next] ?? 0) - x)
      const alongDown = (y - (this.#ys[before] ?? 0)) * ((this.#ys[next] ?? 0) - y)
      if (across !== down || along + alongDown <= 0) outline.push(left + x, top + y)
      before = here
      here = next
    } while (here !== start)
    return outline
  }

  #copy(corner: number): number {
    this.#xs.push(this.#xs[corner] ?? 0)
    this.#ys.push(this.#ys[corner] ?? 0)
    this.#after.push(corner)
    return this.#next.push(this.#next[corner] ?? corner) - 1
  }

  #before(corner: number): number {
    let before = corner
    while (this.#next[before] !== corner) before = this.#next[before] ?? corner
    return before
  }
}
