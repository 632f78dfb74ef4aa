import { exact } from '@variegate/core'
import type { Field, FieldSize } from './field.js'
import type { Lattice } from './lattice.js'

/** A lens about the image's centre: a source radius for every output radius, both as shares of half the diagonal. */
export const lens: Field<{ readonly distortion: number; readonly model: 'camera' | 'fisheye' }> = {
  name: 'lens',
  positions({ distortion, model }, { inWidth, inHeight, width, height }) {
    const half = Math.sqrt(inWidth * inWidth + inHeight * inHeight) / 2
    const camera = model === 'camera'
    const data = new Float32Array(width * height * 2)
    for (let y = 0, at = 0; y < height; y++) {
      const dy = y + 0.5 - height / 2
      for (let x = 0; x < width; x++, at += 2) {
        const dx = x + 0.5 - width / 2
        const radius = Math.sqrt(dx * dx + dy * dy) / half
        const factor = camera ? 1 + distortion * radius * radius : fisheye(radius, distortion)
        data[at] = inWidth / 2 + dx * factor
        data[at + 1] = inHeight / 2 + dy * factor
      }
    }
    return { width, height, data }
  },
  lattice: ({ distortion, model }, size) => (model === 'camera' ? cubicsOf(distortion, size) : undefined),
}

/** The camera's shifts are cubics along either axis, which four crossings tell: two of them at the image's edges. */
function cubicsOf(distortion: number, { inWidth, inHeight, width, height }: FieldSize): Lattice {
  const squares = (inWidth * inWidth + inHeight * inHeight) / 4
  const [shiftX, shiftY] = [new Float32Array(16), new Float32Array(16)]
  for (let at = 0; at < 16; at++) {
    const [dx, dy] = [((at % 4) - 1.5) * width, (Math.floor(at / 4) - 1.5) * height]
    const factor = 1 + (distortion * (dx * dx + dy * dy)) / squares
    shiftX[at] = inWidth / 2 + dx * factor - (dx + width / 2)
    shiftY[at] = inHeight / 2 + dy * factor - (dy + height / 2)
  }
  const lattice = { columns: 4, rows: 4, originX: -width, originY: -height, stepX: width, stepY: height }
  return { ...lattice, shiftX, shiftY, between: 'lagrange' }
}

/** The equidistant model: the tangent of the angle instead of the angle, 1 at the centre. */
function fisheye(radius: number, distortion: number): number {
  const angle = radius * distortion
  return angle === 0 ? 1 : distortion > 0 ? exact.tan(angle) / angle : exact.atan(-angle) / -angle
}
