import { colourPlanes, withColours } from '../planes/planes.js'
import type { Linear } from '../maps/space-map.js'
import type { Algorithm } from './algorithm.js'

/** Turn surface normals with the image plane: (x, y) by the inverse transpose of what moves points, length kept. Values run from -1 at 0 to 1 at 255. */
export const turnNormals: Algorithm<{ readonly linear: Linear }> = {
  name: 'turnNormals',
  run(planes, { linear: [a, b, c, d] }) {
    const [first, second, third] = colourPlanes(planes)
    if (!first || !second || !third) return planes
    const det = a * d - b * c
    const size = Math.sqrt(Math.abs(det))
    const [x, y] = [first.slice(), second.slice()]
    for (let at = 0; at < x.length; at++) {
      const [u, v] = [(first[at] ?? 0) / 127.5 - 1, (second[at] ?? 0) / 127.5 - 1]
      // Covectors turn by the inverse transpose; dividing by the scale keeps plain zooms from changing them.
      const [turnedX, turnedY] = [((d * u - c * v) / det) * size, ((a * v - b * u) / det) * size]
      const before = u * u + v * v
      const after = turnedX * turnedX + turnedY * turnedY
      const keep = after > 0 ? Math.sqrt(before / after) : 1
      x[at] = (turnedX * keep + 1) * 127.5
      y[at] = (turnedY * keep + 1) * 127.5
    }
    return withColours(planes, [x, y, third])
  },
}
