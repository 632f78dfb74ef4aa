import { isGrey } from '../bytes/canvas.js'
import { colourPlanes, withColours } from '../planes/planes.js'
import type { Colour } from '../steps/steps.js'
import type { Algorithm } from './algorithm.js'

/** What lies between the scene and the camera: every value becomes keep * value + light * colour. */
export interface Veil {
  /**
   * Share of the scene that passes, in [0, 1]: one plane for all colours, one for each, or none where all of it passes; `rest` is
   * what the light leaves, 1 - light, as of paint.
   */
  readonly keep: readonly Float32Array[] | 'rest'
  /** Share of the colour that is added: one plane for all colours, one for each, or none. */
  readonly light: readonly Float32Array[]
  readonly colour: Colour
}

export interface VeilFrame {
  readonly width: number
  readonly height: number
  readonly frame: number
}

/** Make an algorithm that lays a veil over the image; `weave` says what it is like at every pixel. */
export function veilAlgorithm<Settings>(
  name: string,
  weave: (settings: Settings, frame: VeilFrame) => Veil,
): Algorithm<Settings> {
  return {
    name,
    run(planes, settings, { frame }) {
      const veil = weave(settings, { width: planes.width, height: planes.height, frame })
      return withColours(
        planes,
        colourPlanes(planes).map((plane, channel) => veilPlane(plane, veil, channel)),
      )
    },
    bytes(canvas, settings) {
      const { scratch, pointer, width, height, frame } = canvas
      const veil = weave(settings, { width, height, frame })
      const { keep, light, colour } = veil
      const [first] = light
      const pixels = width * height
      const { kernels } = scratch
      if (keep === 'rest' && first && light.length === 1)
        kernels.paintShares(pointer, pixels, scratch.put(first), ...colour)
      else if (first && light.length === 1 && keep.length === 0)
        kernels.addShares(pointer, pixels, scratch.put(first), ...colour)
      else veilBytes(scratch.bytes(pointer, pixels * 4), veil)
      const alike = light.length <= 1 && (keep === 'rest' || keep.length <= 1) && isGrey(colour)
      return { ...canvas, grey: canvas.grey && alike }
    },
  }
}

const NOTHING = new Float32Array(0)

const planeOf = (planes: readonly Float32Array[], channel: number): Float32Array =>
  planes[channel] ?? planes[0] ?? NOTHING

function veilPlane(plane: Float32Array, { keep, light, colour }: Veil, channel: number): Float32Array {
  const added = planeOf(light, channel)
  const kept = keep === 'rest' ? NOTHING : planeOf(keep, channel)
  const rest = keep === 'rest'
  const level = colour[channel] ?? colour[0]
  const result = plane.slice()
  for (let at = 0; at < result.length; at++) {
    const share = added[at] ?? 0
    const passes = rest ? 1 - share : (kept[at] ?? 1)
    if (passes === 1 && share === 0) continue
    const value = (plane[at] ?? 0) * passes + share * level
    result[at] = value < 0 ? 0 : value > 255 ? 255 : value
  }
  return result
}

/** The general case, where colours differ. */
function veilBytes(bytes: Uint8Array, { keep, light, colour }: Veil): void {
  for (let channel = 0; channel < 3; channel++) {
    const added = planeOf(light, channel)
    const kept = keep === 'rest' ? NOTHING : planeOf(keep, channel)
    const rest = keep === 'rest'
    const level = colour[channel] ?? 0
    for (let at = 0, to = channel; to < bytes.length; at++, to += 4) {
      const share = added[at] ?? 0
      const passes = rest ? 1 - share : (kept[at] ?? 1)
      const value = (bytes[to] ?? 0) * passes + share * level + 0.5
      bytes[to] = value < 0 ? 0 : value > 255 ? 255 : value
    }
  }
}

/** Add light as two slides in one projector do: 1 - (1 - value) (1 - light), so that nothing burns out. */
export const screen = (light: readonly Float32Array[], colour: Colour): Veil => ({
  keep: [0, 1, 2].map((channel) => {
    const plane = planeOf(light, channel)
    const level = (colour[channel] ?? 0) / 255
    const keep = new Float32Array(plane.length)
    for (let at = 0; at < keep.length; at++) keep[at] = 1 - (plane[at] ?? 0) * level
    return keep
  }),
  light,
  colour,
})
