import type { AlphaMaker } from '../steps/alpha.js'

interface StrokeSettings {
  /** Lines through points [x0, y0, x1, y1, …] in pixels; one point alone is a dot. */
  readonly lines: readonly (readonly number[])[]
  /** Half of the pen's width, in pixels. */
  readonly radius: number
  readonly opacity: number
}

/** Lines of a round pen, with an edge of one pixel; where they cross they are no more opaque. */
export const strokes: AlphaMaker<StrokeSettings> = {
  name: 'strokes',
  make({ lines, radius, opacity }, width, height) {
    const alpha = new Float32Array(width * height)
    for (const line of lines) {
      if (line.length === 2) stroke(alpha, width, height, line, 0, 0, radius, opacity)
      for (let at = 0; at + 3 < line.length; at += 2) stroke(alpha, width, height, line, at, at + 2, radius, opacity)
    }
    return alpha
  },
}

function stroke(
  alpha: Float32Array,
  width: number,
  height: number,
  line: readonly number[],
  from: number,
  to: number,
  radius: number,
  opacity: number,
): void {
  const [x0, y0] = [line[from] ?? 0, line[from + 1] ?? 0]
  const [alongX, alongY] = [(line[to] ?? 0) - x0, (line[to + 1] ?? 0) - y0]
  const square = alongX * alongX + alongY * alongY
  const reach = radius + 1
  const left = Math.max(0, Math.floor(Math.min(x0, x0 + alongX) - reach))
  const right = Math.min(width, Math.ceil(Math.max(x0, x0 + alongX) + reach))
  const top = Math.max(0, Math.floor(Math.min(y0, y0 + alongY) - reach))
  const bottom = Math.min(height, Math.ceil(Math.max(y0, y0 + alongY) + reach))
  for (let row = top; row < bottom; row++) {
    const dy = row + 0.5 - y0
    for (let column = left; column < right; column++) {
      const dx = column + 0.5 - x0
      const along = square > 0 ? (dx * alongX + dy * alongY) / square : 0
      const share = along < 0 ? 0 : along > 1 ? 1 : along
      const [offX, offY] = [dx - share * alongX, dy - share * alongY]
      const inside = radius + 0.5 - Math.sqrt(offX * offX + offY * offY)
      if (inside <= 0) continue
      const at = row * width + column
      const opaque = inside < 1 ? inside * opacity : opacity
      if (opaque > (alpha[at] ?? 0)) alpha[at] = opaque
    }
  }
}
