import type { Mask } from '../sample.js'

/** Paint outlines into a mask: a pixel is inside where its centre is, by the even-odd rule within each outline. */
export function polygonsToMask(polygons: readonly (readonly number[])[], width: number, height: number): Mask {
  const data = new Uint8Array(width * height)
  for (const polygon of polygons) fillPolygon(polygon, width, height, data, 1)
  return { width, height, data }
}

/** A shape's pixels within the rectangle of a canvas that holds all of them. */
export interface Window {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  /** 0 where the shape is not, row by row. */
  readonly data: Uint8Array | Uint16Array
}

/** Paint outlines as `polygonsToMask` does, into the smallest rectangle of the canvas that holds them. */
export function polygonsToWindow(polygons: readonly (readonly number[])[], width: number, height: number): Window {
  let [left, top, right, bottom] = [width, height, 0, 0]
  for (const polygon of polygons) {
    for (let at = 0; at + 1 < polygon.length; at += 2) {
      left = Math.min(left, Math.floor(polygon[at] ?? 0))
      right = Math.max(right, Math.ceil(polygon[at] ?? 0))
      top = Math.min(top, Math.floor(polygon[at + 1] ?? 0))
      bottom = Math.max(bottom, Math.ceil(polygon[at + 1] ?? 0))
    }
  }
  left = Math.max(0, left)
  top = Math.max(0, top)
  const size = {
    width: Math.max(0, Math.min(width, right) - left),
    height: Math.max(0, Math.min(height, bottom) - top),
  }
  const window = { left, top, ...size, data: new Uint8Array(size.width * size.height) }
  for (const polygon of polygons) fillWindow(polygon, window, 1)
  return window
}

/** Write a value wherever a pixel's centre is inside an outline. */
export function fillPolygon(
  polygon: readonly number[],
  width: number,
  height: number,
  data: Uint8Array | Int16Array,
  value: number,
): void {
  fillWindow(polygon, { left: 0, top: 0, width, height, data }, value)
}

function fillWindow(
  polygon: readonly number[],
  { left, top, width, height, data }: Omit<Window, 'data'> & { readonly data: Uint8Array | Int16Array },
  value: number,
): void {
  let [first, last] = [Infinity, -Infinity]
  for (let at = 1; at < polygon.length; at += 2) {
    first = Math.min(first, polygon[at] ?? 0)
    last = Math.max(last, polygon[at] ?? 0)
  }
  const bottom = Math.min(top + height, Math.ceil(last))
  for (let y = Math.max(top, Math.floor(first)); y < bottom; y++) {
    const crossings = crossingsAt(polygon, y + 0.5)
    const row = (y - top) * width
    for (let index = 0; index + 1 < crossings.length; index += 2) {
      const begin = Math.max(0, Math.ceil((crossings[index] ?? 0) - 0.5) - left)
      const end = Math.min(width, Math.ceil((crossings[index + 1] ?? 0) - 0.5) - left)
      if (begin < end) data.fill(value, row + begin, row + end)
    }
  }
}

/** Where an outline crosses a horizontal line, from left to right. */
function crossingsAt(polygon: readonly number[], y: number): number[] {
  const crossings: number[] = []
  for (let index = 0; index + 1 < polygon.length; index += 2) {
    const next = (index + 2) % polygon.length
    const [x0, y0, x1, y1] = [polygon[index] ?? 0, polygon[index + 1] ?? 0, polygon[next] ?? 0, polygon[next + 1] ?? 0]
    if (y0 <= y === y1 <= y) continue
    crossings.push(x0 + ((y - y0) / (y1 - y0)) * (x1 - x0))
  }
  return crossings.sort((a, b) => a - b)
}
