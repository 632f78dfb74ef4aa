import { exact } from '@variegate/core'
import type { Box } from '../sample.js'

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

/** Sixty-four points of the ellipse inside a box. */
export function ellipseOutline([x, y, width, height]: Box): number[] {
  return Array.from({ length: 64 }, (_, index) => {
    const angle = (index / 32) * Math.PI
    return [x + (width / 2) * (1 + exact.cos(angle)), y + (height / 2) * (1 + exact.sin(angle))]
  }).flat()
}

/** Cut an outline to the canvas [0, width] x [0, height] (Sutherland and Hodgman, 1974). */
export const clipOutline = (outline: readonly number[], width: number, height: number): number[] =>
  clipToRectangle(outline, 0, 0, width, height)

/** Cut an outline to a rectangle. */
export function clipToRectangle(
  outline: readonly number[],
  left: number,
  top: number,
  right: number,
  bottom: number,
): number[] {
  let result = clipHalfPlane(outline, (x) => x - left)
  result = clipHalfPlane(result, (x) => right - x)
  result = clipHalfPlane(result, (_x, y) => y - top)
  return clipHalfPlane(result, (_x, y) => bottom - y)
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
export function clipHalfPlane(outline: readonly number[], side: (x: number, y: number) => number): number[] {
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
