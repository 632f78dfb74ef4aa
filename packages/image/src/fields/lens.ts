import { exact } from '@variegate/core'
import type { Field } from './field.js'

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
}

/** The equidistant model: the tangent of the angle instead of the angle, 1 at the centre. */
function fisheye(radius: number, distortion: number): number {
  const angle = radius * distortion
  return angle === 0 ? 1 : distortion > 0 ? exact.tan(angle) / angle : exact.atan(-angle) / -angle
}
