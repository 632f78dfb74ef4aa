import { blurPlane } from '../planes/filter.js'
import { colourPlanes, withColours, type Planes } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'
import { mixColours, padPlane } from './window.js'

export interface CannySettings {
  /** Slopes, as |dx| + |dy| of Sobel's kernels, from which an edge may go on and from which it begins. */
  readonly low: number
  readonly high: number
  /** Standard deviation of the blur before, in pixels. */
  readonly sigma: number
}

/** Show thin edges, white on black (Canny, 1986); of several channels the steepest counts at every pixel. */
export const cannyOf: Algorithm<CannySettings & { readonly alpha: number }> = {
  name: 'canny',
  run(planes, settings) {
    const marks = cannyEdges(planes, settings)
    const edges = new Float32Array(marks.length)
    for (let at = 0; at < marks.length; at++) edges[at] = 255 * (marks[at] ?? 0)
    return mixColours(
      planes,
      colourPlanes(planes).map(() => edges),
      settings.alpha,
    )
  },
}

export interface OverlaySettings extends CannySettings {
  readonly ink: readonly number[]
  readonly opacity: number
}

function overlay(planes: Planes, settings: OverlaySettings): Planes {
  const edges = cannyEdges(planes, settings)
  const { ink, opacity } = settings
  return withColours(
    planes,
    colourPlanes(planes).map((plane, channel) => {
      const level = ink[channel] ?? ink[0] ?? 255
      const drawn = plane.slice()
      for (let at = 0; at < drawn.length; at++) {
        if (edges[at] === 1) drawn[at] = (drawn[at] ?? 0) + (level - (drawn[at] ?? 0)) * opacity
      }
      return drawn
    }),
  )
}

/** Draw a picture's own thin edges over it in one grey. */
export const greyEdges: Algorithm<OverlaySettings> = { name: 'greyEdges', run: overlay }

/** Draw a picture's own thin edges over it in a colour. */
export const colourEdges: Algorithm<OverlaySettings> = { name: 'colourEdges', colour: true, run: overlay }

/** Find thin edges as OpenCV's Canny with an aperture of 3 does: 1 on an edge, 0 elsewhere. */
export function cannyEdges(planes: Planes, { low, high, sigma }: CannySettings): Uint8Array {
  const { width, height } = planes
  const stride = width + 2
  const slope = new Float32Array(stride * (height + 2))
  const [across, down] = [new Float32Array(slope.length), new Float32Array(slope.length)]
  for (const plane of colourPlanes(planes)) {
    const smooth = sigma > 0 ? blurPlane(plane, width, height, sigma) : plane
    const { values } = padPlane(smooth, width, height, 1, 'replicate')
    for (let y = 1; y <= height; y++) {
      for (let at = y * stride + 1, end = at + width; at < end; at++) {
        const above = at - stride
        const below = at + stride
        const rising = (values[below + 1] ?? 0) - (values[above - 1] ?? 0)
        const falling = (values[above + 1] ?? 0) - (values[below - 1] ?? 0)
        const dx = rising + falling + 2 * ((values[at + 1] ?? 0) - (values[at - 1] ?? 0))
        const dy = rising - falling + 2 * ((values[below] ?? 0) - (values[above] ?? 0))
        const length = Math.abs(dx) + Math.abs(dy)
        if (length <= (slope[at] ?? 0)) continue
        slope[at] = length
        across[at] = dx
        down[at] = dy
      }
    }
  }
  return followed(slope, across, down, { width, height, low, high })
}

/** tan(22.5 degrees), as OpenCV rounds it. */
const TANGENT = 13573 / 32768

interface Following {
  readonly width: number
  readonly height: number
  readonly low: number
  readonly high: number
}

/** Keep the crests of the slope that are high, or low and joined to high ones. */
function followed(
  slope: Float32Array,
  across: Float32Array,
  down: Float32Array,
  { width, height, low, high }: Following,
): Uint8Array {
  const stride = width + 2
  const edges = new Uint8Array(width * height)
  const crests = new Uint8Array(slope.length)
  const stack = new Int32Array(width * height)
  let waiting = 0
  for (let y = 1; y <= height; y++) {
    for (let at = y * stride + 1, end = at + width; at < end; at++) {
      const here = slope[at] ?? 0
      if (here <= low) continue
      const dx = across[at] ?? 0
      const dy = down[at] ?? 0
      const x = Math.abs(dx)
      const steep = Math.abs(dy)
      let crest: boolean
      if (steep < x * TANGENT) crest = here > (slope[at - 1] ?? 0) && here >= (slope[at + 1] ?? 0)
      else if (steep > x * (TANGENT + 2)) crest = here > (slope[at - stride] ?? 0) && here >= (slope[at + stride] ?? 0)
      else {
        const side = dx < 0 !== dy < 0 ? -1 : 1
        crest = here > (slope[at - stride - side] ?? 0) && here > (slope[at + stride + side] ?? 0)
      }
      if (!crest) continue
      crests[at] = here > high ? 2 : 1
      if (here > high) stack[waiting++] = at
    }
  }
  while (waiting > 0) {
    const at = stack[--waiting] ?? 0
    edges[(Math.floor(at / stride) - 1) * width + (at % stride) - 1] = 1
    for (let row = -stride; row <= stride; row += stride) {
      for (let near = at + row - 1; near <= at + row + 1; near++) {
        if (crests[near] !== 1) continue
        crests[near] = 2
        stack[waiting++] = near
      }
    }
  }
  return edges
}
