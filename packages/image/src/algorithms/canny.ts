import { borderNumber } from '../bytes/canvas.js'
import { Scratch } from '../kernels/kernels.js'
import { blurPlane } from '../planes/filter.js'
import { colourPlanes, withColours, type Planes } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'
import { mixColours } from './window.js'

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
  const room = stride * (height + 2)
  return Scratch.aside((scratch) => {
    const { kernels } = scratch
    const [slope, across, down] = [scratch.takeZeros(4 * room), scratch.take(4 * room), scratch.take(4 * room)]
    const [plane, padded] = [scratch.take(4 * width * height), scratch.take(4 * room)]
    for (const values of colourPlanes(planes)) {
      const smooth = sigma > 0 ? blurPlane(values, width, height, sigma) : values
      scratch.floatsAt(plane, smooth.length).set(smooth)
      kernels.padPlane(plane, width, height, padded, 1, 1, 1, 1, borderNumber({ border: 'replicate' }))
      kernels.steepest(padded, stride, width, height, slope, across, down)
    }
    const [edges, crests] = [scratch.takeZeros(width * height), scratch.takeZeros(room)]
    const stack = scratch.take(4 * width * height)
    kernels.followEdges(slope, across, down, stride, width, height, low, high, edges, crests, stack)
    return scratch.bytes(edges, width * height).slice()
  })
}
