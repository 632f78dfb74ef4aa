import type { Box } from '../sample.js'
import { mapPoint, type SpaceMap } from '../space-map.js'

/** Corners of a box, once round. */
export const boxOutline = ([x, y, width, height]: Box): number[] => [
  x,
  y,
  x + width,
  y,
  x + width,
  y + height,
  x,
  y + height,
]

/** Move an outline, cutting off what lies behind the camera of a perspective map. */
export function mapOutline({ matrix }: SpaceMap, outline: readonly number[]): number[] {
  const inFront = clip(outline, (x, y) => matrix[6] * x + matrix[7] * y + matrix[8] - 1e-6)
  const mapped: number[] = []
  for (let index = 0; index + 1 < inFront.length; index += 2) {
    const [x, y] = mapPoint(matrix, inFront[index] ?? 0, inFront[index + 1] ?? 0)
    mapped.push(x, y)
  }
  return mapped
}

/** Cut an outline to the canvas [0, width] x [0, height] (Sutherland and Hodgman, 1974). */
export function clipOutline(outline: readonly number[], width: number, height: number): number[] {
  let result = clip(outline, (x) => x)
  result = clip(result, (x) => width - x)
  result = clip(result, (_x, y) => y)
  return clip(result, (_x, y) => height - y)
}

/** The area inside an outline, in square pixels (the shoelace formula). */
export function outlineArea(outline: readonly number[]): number {
  let twice = 0
  for (let index = 0; index + 1 < outline.length; index += 2) {
    const next = (index + 2) % outline.length
    twice += (outline[index] ?? 0) * (outline[next + 1] ?? 0) - (outline[next] ?? 0) * (outline[index + 1] ?? 0)
  }
  return Math.abs(twice) / 2
}

/** The tightest box around outlines. */
export function outlineBox(outlines: readonly (readonly number[])[]): Box {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const outline of outlines) {
    for (let index = 0; index + 1 < outline.length; index += 2) {
      const x = outline[index] ?? 0
      const y = outline[index + 1] ?? 0
      left = Math.min(left, x)
      top = Math.min(top, y)
      right = Math.max(right, x)
      bottom = Math.max(bottom, y)
    }
  }
  return [left, top, right - left, bottom - top]
}

/** Keep the part of an outline where `side` is at least 0. */
function clip(outline: readonly number[], side: (x: number, y: number) => number): number[] {
  const result: number[] = []
  const count = outline.length
  for (let index = 0; index + 1 < count; index += 2) {
    const x = outline[index] ?? 0
    const y = outline[index + 1] ?? 0
    const nextX = outline[(index + 2) % count] ?? 0
    const nextY = outline[(index + 3) % count] ?? 0
    const here = side(x, y)
    const there = side(nextX, nextY)
    if (here >= 0) result.push(x, y)
    if (here >= 0 !== there >= 0) {
      const share = here / (here - there)
      result.push(x + (nextX - x) * share, y + (nextY - y) * share)
    }
  }
  return result
}
