import { exact } from '@variegate/core'
import { positionsFrom, type Field } from './field.js'

/** A lens about the image's centre: a source radius for every output radius, both as shares of half the diagonal. */
export const lens: Field<{ readonly distortion: number; readonly model: 'camera' | 'fisheye' }> = {
  name: 'lens',
  positions({ distortion, model }, { inWidth, inHeight, width, height }) {
    const half = Math.sqrt(inWidth * inWidth + inHeight * inHeight) / 2
    return positionsFrom({ width, height }, (x, y) => {
      const [dx, dy] = [x - width / 2, y - height / 2]
      const radius = Math.sqrt(dx * dx + dy * dy) / half
      const factor = model === 'camera' ? 1 + distortion * radius * radius : fisheye(radius, distortion)
      return [inWidth / 2 + dx * factor, inHeight / 2 + dy * factor]
    })
  },
}

/** The equidistant model: the tangent of the angle instead of the angle, 1 at the centre. */
function fisheye(radius: number, distortion: number): number {
  const angle = radius * distortion
  return angle === 0 ? 1 : distortion > 0 ? exact.tan(angle) / angle : exact.atan(-angle) / -angle
}
