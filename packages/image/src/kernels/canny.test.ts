import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cannyEdges } from '../algorithms/canny.js'
import { borderIndex } from '../steps/border.js'
import { randomBytes } from './testing.js'

const f = Math.fround
const TANGENT = Math.tan(Math.PI / 8)

interface Slope {
  readonly dx: number
  readonly dy: number
  readonly length: number
}

type Read = (x: number, y: number) => number

/** Sobel's slopes of one plane, and of several the steepest; nothing is steep outside. */
function slopesOf(planes: readonly Float32Array[], width: number, height: number): (x: number, y: number) => Slope {
  const at = (plane: Float32Array): Read => {
    return (x, y) => plane[borderIndex(y, height, 'replicate') * width + borderIndex(x, width, 'replicate')] ?? NaN
  }
  return (x, y) => {
    let steepest: Slope = { dx: 0, dy: 0, length: 0 }
    if (x < 0 || y < 0 || x >= width || y >= height) return steepest
    for (const read of planes.map(at)) {
      let [dx, dy] = [0, 0]
      for (const [side, weight] of [
        [-1, 1],
        [0, 2],
        [1, 1],
      ] as const) {
        dx += weight * (read(x + 1, y + side) - read(x - 1, y + side))
        dy += weight * (read(x + side, y + 1) - read(x + side, y - 1))
      }
      const length = Math.abs(dx) + Math.abs(dy)
      if (length > steepest.length) steepest = { dx, dy, length }
    }
    return steepest
  }
}

/** Whether a place is a crest along its own direction: flat, upright or slanted. */
function isCrest(slope: (x: number, y: number) => Slope, x: number, y: number): boolean {
  const { dx, dy, length } = slope(x, y)
  const angle = Math.abs(dy) / Math.abs(dx)
  if (angle < TANGENT) return length > slope(x - 1, y).length && length >= slope(x + 1, y).length
  if (angle > 1 / TANGENT) return length > slope(x, y - 1).length && length >= slope(x, y + 1).length
  const side = dx < 0 === dy < 0 ? 1 : -1
  return length > slope(x - side, y - 1).length && length > slope(x + side, y + 1).length
}

function edgesOf(planes: readonly Float32Array[], width: number, height: number, low: number, high: number): number[] {
  const slope = slopesOf(planes, width, height)
  const places = Array.from({ length: width * height }, (_, at) => [at % width, Math.floor(at / width)] as const)
  const crests = places.map(([x, y]) => slope(x, y).length > low && isCrest(slope, x, y))
  const edges = places.map(([x, y], at) => (crests[at] === true && slope(x, y).length > high ? 1 : 0))
  // Joined crests are found by spreading until nothing changes.
  for (let grown = true; grown;) {
    grown = false
    for (const [at, [x, y]] of places.entries()) {
      if (edges[at] === 1 || crests[at] !== true) continue
      const joined = places.some(
        ([otherX, otherY], other) => edges[other] === 1 && Math.abs(otherX - x) <= 1 && Math.abs(otherY - y) <= 1,
      )
      if (!joined) continue
      edges[at] = 1
      grown = true
    }
  }
  return edges
}

const side = fc.oneof(fc.constantFrom(1, 2, 3, 4), fc.integer({ min: 1, max: 24 }))

test('edges are the crests of the steepest slopes, and what is joined to them', () => {
  fc.assert(
    fc.property(
      side,
      side,
      fc.constantFrom(1, 3, 4),
      fc.integer({ min: 0, max: 900 }),
      fc.integer({ min: 0, max: 900 }),
      fc.constantFrom(1, 16, 64),
      fc.nat(),
      (width, height, channels, one, other, coarse, seed) => {
        const bytes = randomBytes(width * height * channels, seed)
        const planes = Array.from({ length: channels }, (_, channel) =>
          bytes.slice(channel * width * height, (channel + 1) * width * height),
        ).map((plane) => Float32Array.from(plane, (value) => f(Math.floor(value / coarse) * coarse)))
        const [low, high] = [Math.min(one, other), Math.max(one, other)]
        const found = cannyEdges({ width, height, planes, alpha: false }, { low, high, sigma: 0 })
        expect([...found]).toEqual(edgesOf(planes, width, height, low, high))
      },
    ),
    { numRuns: 300 },
  )
})
