import { exact } from '@variegate/core'

/** Turn, scale and move lines of points: degrees counter-clockwise on the screen about (0, 0), then to where that point comes to lie. */
export function placed(
  lines: readonly (readonly number[])[],
  { x, y, scale, angle }: { readonly x: number; readonly y: number; readonly scale: number; readonly angle: number },
): number[][] {
  const radians = (angle * Math.PI) / 180
  const [cos, sin] = [scale * exact.cos(radians), scale * exact.sin(radians)]
  return lines.map((line) =>
    line.map((value, index) => {
      const other = line[index % 2 === 0 ? index + 1 : index - 1] ?? 0
      return index % 2 === 0 ? x + value * cos + other * sin : y + value * cos - other * sin
    }),
  )
}

/** A circle as a line of 48 corners. */
export const circleLine = (x: number, y: number, radius: number): number[] =>
  Array.from({ length: 49 }, (_, corner) => {
    const angle = (2 * Math.PI * corner) / 48
    return [x + radius * exact.cos(angle), y + radius * exact.sin(angle)]
  }).flat()
