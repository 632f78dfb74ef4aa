import type { ByteCanvas } from '../bytes/canvas.js'
import { colourPlanes, withColours } from '../planes/planes.js'
import type { Colour } from '../steps/steps.js'
import type { Algorithm } from './algorithm.js'

/** What lies between the scene and the camera: every value becomes keep * value + light * colour. */
export interface Veil {
  /** Share of the scene that passes, in [0, 1]: one plane for all colours, one for each, or none where all of it passes. */
  readonly keep: readonly Float32Array[]
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
      const { keep, light, colour } = filled(weave(settings, { width: planes.width, height: planes.height, frame }))
      const veiled = colourPlanes(planes).map((plane, channel) =>
        veilPlane(
          plane,
          planeOf(keep, channel),
          planeOf(light, channel),
          light.length > 0 ? (colour[channel] ?? colour[0]) : 0,
        ),
      )
      return withColours(planes, veiled)
    },
    bytes(canvas, settings) {
      const { scratch, pointer, width, height, frame } = canvas
      const length = width * height * 4
      // Weaving may grow noise in the same memory, so the pixels wait outside.
      const source = scratch.bytes(pointer, length).slice()
      const veil = filled(weave(settings, { width, height, frame }))
      const target = scratch.bytes(pointer, length)
      target.set(source)
      return veilBytes(canvas, source, target, veil)
    },
  }
}

const planeOf = (planes: readonly Float32Array[], channel: number): Float32Array =>
  planes[channel] ?? planes[0] ?? new Float32Array(0)

/** A veil with both planes: without light none of it is added, and what keeps all is 1 everywhere. */
function filled({ keep, light, colour }: Veil): Veil {
  const [size = 0] = [...keep, ...light].map((plane) => plane.length)
  const kept = keep.length > 0 ? keep : [new Float32Array(size).fill(1)]
  return light.length > 0 ? { keep: kept, light, colour } : { keep: kept, light: kept, colour: [0, 0, 0] }
}

function veilPlane(plane: Float32Array, keep: Float32Array, light: Float32Array, level: number): Float32Array {
  const result = plane.slice()
  for (let at = 0; at < result.length; at++) {
    const share = keep[at] ?? 1
    const added = (light[at] ?? 0) * level
    if (share === 1 && added === 0) continue
    const value = (plane[at] ?? 0) * share + added
    result[at] = value < 0 ? 0 : value > 255 ? 255 : value
  }
  return result
}

function veilBytes(canvas: ByteCanvas, source: Uint8Array, target: Uint8Array, veil: Veil): ByteCanvas {
  const { keep, light } = veil
  const [red, green, blue] = veil.colour
  const [keepRed, keepGreen, keepBlue] = [planeOf(keep, 0), planeOf(keep, 1), planeOf(keep, 2)]
  const [lightRed, lightGreen, lightBlue] = [planeOf(light, 0), planeOf(light, 1), planeOf(light, 2)]
  const alike = keep.length === 1 && light.length === 1
  const pixels = canvas.width * canvas.height
  if (alike) {
    const dark = red === 0 && green === 0 && blue === 0
    for (let at = 0, to = 0; at < pixels; at++, to += 4) {
      const share = keepRed[at] ?? 1
      const added = dark ? 0 : (lightRed[at] ?? 0)
      if (share === 1 && added === 0) continue
      const r = (source[to] ?? 0) * share + added * red + 0.5
      const g = (source[to + 1] ?? 0) * share + added * green + 0.5
      const b = (source[to + 2] ?? 0) * share + added * blue + 0.5
      target[to] = r < 0 ? 0 : r > 255 ? 255 : r
      target[to + 1] = g < 0 ? 0 : g > 255 ? 255 : g
      target[to + 2] = b < 0 ? 0 : b > 255 ? 255 : b
    }
  } else {
    for (let at = 0, to = 0; at < pixels; at++, to += 4) {
      const r = (source[to] ?? 0) * (keepRed[at] ?? 1) + (lightRed[at] ?? 0) * red + 0.5
      const g = (source[to + 1] ?? 0) * (keepGreen[at] ?? 1) + (lightGreen[at] ?? 0) * green + 0.5
      const b = (source[to + 2] ?? 0) * (keepBlue[at] ?? 1) + (lightBlue[at] ?? 0) * blue + 0.5
      target[to] = r < 0 ? 0 : r > 255 ? 255 : r
      target[to + 1] = g < 0 ? 0 : g > 255 ? 255 : g
      target[to + 2] = b < 0 ? 0 : b > 255 ? 255 : b
    }
  }
  return { ...canvas, grey: canvas.grey && alike && red === green && green === blue }
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
