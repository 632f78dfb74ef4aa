import { clamp } from '../testing.js'
import { block, get, type Block, type Plane } from './planes.js'

/** Constant, true-motion, vertical and horizontal predictions of a square, in that order. */
export function predictions(plane: Plane, left: number, top: number, size: number): Block[] {
  const above = Array.from({ length: size }, (_, x) => get(plane, left + x, top - 1))
  const beside = Array.from({ length: size }, (_, y) => get(plane, left - 1, top + y))
  const corner = get(plane, left - 1, top - 1)
  const edges = [...(top > 0 ? above : []), ...(left > 0 ? beside : [])]
  const mean = edges.length === 0 ? 128 : Math.floor((edges.reduce((a, b) => a + b) + edges.length / 2) / edges.length)
  return [
    block(size, () => mean),
    block(size, (x, y) => clamp((above[x] ?? 0) + (beside[y] ?? 0) - corner)),
    block(size, (x) => above[x] ?? 0),
    block(size, (_, y) => beside[y] ?? 0),
  ]
}

/** The ten predictions of a square of four from thirteen neighbours; on the right they come from above the macroblock. */
export function smallPredictions(plane: Plane, left: number, top: number, rightTop: number): Block[] {
  const above = Array.from({ length: 8 }, (_, x) => get(plane, left + x, (x < 4 ? top : rightTop) - 1))
  // From the lowest on the left over the corner to the rightmost above, ends repeated.
  const edge = [3, 3, 2, 1, 0]
    .map((y) => get(plane, left - 1, top + y))
    .concat(get(plane, left - 1, top - 1), above, above.slice(7))
  const of = (at: number) => edge[at + 5] ?? 0
  const two = (at: number) => (of(at) + of(at + 1) + 1) >> 1
  const three = (at: number) => (of(at - 1) + 2 * of(at) + of(at + 1) + 2) >> 2
  const mean = ([-4, -3, -2, -1, 1, 2, 3, 4].reduce((sum, at) => sum + of(at), 0) + 4) >> 3
  return [
    block(4, () => mean),
    block(4, (x, y) => clamp(of(x + 1) + of(-1 - y) - of(0))),
    block(4, (x) => three(x + 1)),
    block(4, (_, y) => three(-1 - y)),
    block(4, (x, y) => three(x - y)),
    block(
      4,
      (x, y) => (y < 2 ? [two(x), three(x)][y] : x === 0 ? three(1 - y) : y === 2 ? two(x - 1) : three(x - 1)) ?? 0,
    ),
    block(4, (x, y) => three(x + y + 2)),
    block(4, (x, y) => {
      if (y > 1 && x === 3) return three(y + 4)
      return y & 1 ? three(x + 2 + (y >> 1)) : two(x + 1 + (y >> 1))
    }),
    block(4, (x, y) => {
      const along = 2 * y - x
      return along < 0 ? three(x - 2 * y - 1) : along & 1 ? three(-((along + 1) >> 1)) : two(-1 - (along >> 1))
    }),
    block(4, (x, y) => {
      const along = x + 2 * y
      return along > 5 ? of(-4) : along & 1 ? three(-2 - (along >> 1)) : two(-2 - (along >> 1))
    }),
  ]
}
