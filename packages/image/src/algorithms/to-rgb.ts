import { colourPlanes, withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'

/** Show one channel of grey as three equal ones; what has more stays as it is. */
export const threeChannels: Algorithm<Record<string, never>> = {
  name: 'threeChannels',
  makesColour: true,
  run(planes) {
    const [grey, ...others] = colourPlanes(planes)
    return grey && others.length === 0 ? withColours(planes, [grey, grey, grey]) : planes
  },
  bytes: (canvas) => canvas,
}
