import type { Mask } from '../sample.js'

/** Paint outlines into a mask: a pixel is inside where its centre is, by the even-odd rule within each outline. */
export function polygonsToMask(polygons: readonly (readonly number[])[], width: number, height: number): Mask {
  const data = new Uint8Array(width * height)
  for (const polygon of polygons) fillPolygon(polygon, width, height, data, 1)
  return { width, height, data }
}

/** Write a value wherever a pixel's centre is inside an outline. */
export function fillPolygon(
  polygon: readonly number[],
  width: number,
  height: number,
  data: Uint8Array | Int16Array,
  value: number,
): void {
  for (let y = 0; y < height; y++) {
    const crossings = crossingsAt(polygon, y + 0.5)
    for (let index = 0; index + 1 < crossings.length; index += 2) {
      const first = Math.max(0, Math.ceil((crossings[index] ?? 0) - 0.5))
      const last = Math.min(width, Math.ceil((crossings[index + 1] ?? 0) - 0.5))
      data.fill(value, y * width + first, y * width + Math.max(first, last))
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
