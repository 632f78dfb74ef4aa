import type { Key } from '../../kernels/random.js'
import { colourPlanes, withColours } from '../../planes/planes.js'
import type { Algorithm } from '../algorithm.js'
import { iceField } from '../frost.js'

interface Frosted {
  /** What the picture and the ice are multiplied with before they are added. */
  readonly keep: number
  readonly ice: number
  readonly key: Key
}

/** The darkest and the brightest ice on the 0-255 scale; other channels than three take the first. */
const DARK = [40, 52, 66] as const
const BRIGHT = [226, 239, 252] as const

/** Add a picture of ice crystals to a darkened picture. */
export const frostedOf: Algorithm<Frosted> = {
  name: 'frosted',
  run(planes, { keep, ice, key }, { frame }) {
    const field = iceField(planes.width, planes.height, 0.3, key, frame)
    const frosted = colourPlanes(planes).map((plane, channel) => {
      const [dark, bright] = [DARK[channel] ?? DARK[0], BRIGHT[channel] ?? BRIGHT[0]]
      const result = new Float32Array(plane.length)
      for (let at = 0; at < result.length; at++)
        result[at] = Math.min(255, keep * (plane[at] ?? 0) + ice * (dark + (bright - dark) * (field[at] ?? 0)))
      return result
    })
    return withColours(planes, frosted)
  },
}
