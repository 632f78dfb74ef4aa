import { exact } from '@variegate/core'
import type { RotatedBox } from '../sample.js'
import { directionOf } from './keypoints.js'

/** The corners of a rotated box, once round, beginning with the upper left one as the box itself sees it. */
export function rotatedOutline({ centre: [x, y], width, height, angle }: RotatedBox): number[] {
  const [cos, sin] = [exact.cos((angle * Math.PI) / 180), exact.sin((angle * Math.PI) / 180)]
  const [alongX, alongY, acrossX, acrossY] = [
    (cos * width) / 2,
    (sin * width) / 2,
    (-sin * height) / 2,
    (cos * height) / 2,
  ]
  return [
    x - alongX - acrossX,
    y - alongY - acrossY,
    x + alongX - acrossX,
    y + alongY - acrossY,
    x + alongX + acrossX,
    y + alongY + acrossY,
    x - alongX + acrossX,
    y - alongY + acrossY,
  ]
}

/** The rotated box of least area around an outline, one of whose sides lies along one of the outline's first four; the first is preferred. */
export function boxAround(outline: readonly number[]): RotatedBox {
  let best: RotatedBox | undefined
  for (let side = 0; side < 4; side++) {
    const at = side * 2
    const next = ((side + 1) % 4) * 2
    const alongX = (outline[next] ?? 0) - (outline[at] ?? 0)
    const alongY = (outline[next + 1] ?? 0) - (outline[at + 1] ?? 0)
    // Odd sides run across the box.
    const box = side % 2 === 0 ? alignedBox(outline, alongX, alongY) : alignedBox(outline, alongY, -alongX)
    if (!best || box.width * box.height < best.width * best.height * (1 - 1e-9)) best = box
  }
  return best ?? { centre: [0, 0], width: 0, height: 0, angle: 0 }
}

/** The box around an outline whose width runs along a direction. */
function alignedBox(outline: readonly number[], x: number, y: number): RotatedBox {
  const length = Math.sqrt(x * x + y * y)
  const [cos, sin] = length > 0 ? [x / length, y / length] : [1, 0]
  let [low, high, near, far] = [Infinity, -Infinity, Infinity, -Infinity]
  for (let at = 0; at + 1 < outline.length; at += 2) {
    const [px, py] = [outline[at] ?? 0, outline[at + 1] ?? 0]
    const along = px * cos + py * sin
    const across = py * cos - px * sin
    low = Math.min(low, along)
    high = Math.max(high, along)
    near = Math.min(near, across)
    far = Math.max(far, across)
  }
  const [middle, depth] = [(low + high) / 2, (near + far) / 2]
  return {
    centre: [middle * cos - depth * sin, middle * sin + depth * cos],
    width: high - low,
    height: far - near,
    angle: directionOf(cos, sin),
  }
}
