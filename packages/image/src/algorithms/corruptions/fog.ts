import { randomWords, type Key } from '../../kernels/random.js'
import { colourPlanes, withColours } from '../../planes/planes.js'
import type { Algorithm } from '../algorithm.js'

interface Fog {
  /** How much white is added at most, in parts of full white. */
  readonly thickness: number
  /** How fast finer detail loses strength. */
  readonly decay: number
  readonly key: Key
}

/** Add a plasma fractal and bring the brightest value back to where it was. */
export const plasmaFogOf: Algorithm<Fog> = {
  name: 'plasmaFog',
  run(planes, { thickness, decay, key }, { frame }) {
    const { width, height } = planes
    let side = 2
    while (side < Math.max(width, height)) side *= 2
    const plasma = plasmaFractal(side, decay, key, frame)
    const colours = colourPlanes(planes)
    let most = 0
    for (const plane of colours) for (let at = 0; at < plane.length; at++) most = Math.max(most, plane[at] ?? 0)
    const add = 255 * thickness
    const factor = most + add > 0 ? most / (most + add) : 0
    const foggy = colours.map((plane) => {
      const result = new Float32Array(plane.length)
      for (let y = 0, at = 0; y < height; y++)
        for (let x = 0; x < width; x++, at++)
          result[at] = ((plane[at] ?? 0) + add * (plasma[y * side + x] ?? 0)) * factor
      return result
    })
    return withColours(planes, foggy)
  },
}

/** A height map in [0, 1] that repeats, its side a power of two, by the diamond-square algorithm (Fournier, Fussell and Carpenter, 1982). */
function plasmaFractal(side: number, decay: number, key: Key, frame: number): Float64Array {
  const map = new Float64Array(side * side)
  const words = randomWords(key, frame, side * side)
  const mask = side - 1
  let used = 0
  let wobble = 100
  const set = (x: number, y: number, a: number, b: number, c: number, d: number): void => {
    const sum = (map[a] ?? 0) + (map[b] ?? 0) + (map[c] ?? 0) + (map[d] ?? 0)
    map[y * side + x] = sum / 4 + wobble * wobble * (((words[used++] ?? 0) + 0.5) / 2 ** 31 - 1)
  }
  const place = (x: number, y: number): number => (y & mask) * side + (x & mask)
  for (let step = side; step >= 2; step /= 2) {
    const half = step / 2
    for (let y = 0; y < side; y += step)
      for (let x = 0; x < side; x += step)
        set(x + half, y + half, place(x, y), place(x + step, y), place(x, y + step), place(x + step, y + step))
    for (let y = 0; y < side; y += step) {
      for (let x = 0; x < side; x += step) {
        const [centre, corner] = [place(x + half, y + half), place(x, y)]
        set(x + half, y, centre, place(x + half, y - half), corner, place(x + step, y))
        set(x, y + half, centre, place(x - half, y + half), corner, place(x, y + step))
      }
    }
    wobble /= decay
  }
  let [least, most] = [Infinity, -Infinity]
  for (let at = 0; at < map.length; at++) {
    least = Math.min(least, map[at] ?? 0)
    most = Math.max(most, map[at] ?? 0)
  }
  const range = most > least ? most - least : 1
  return map.map((height) => (height - least) / range)
}
