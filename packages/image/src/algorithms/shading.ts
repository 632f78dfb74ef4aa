import { meanLuma } from '../bytes/pointwise.js'
import { Scratch } from '../kernels/kernels.js'
import { colourPlanes, lumaPlane, meanOf, withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'

/** What every pixel is multiplied with, and what is added then, on the 0-255 scale: both follow a field along straight lines. */
export interface Shading {
  /** Where the field begins in scratch memory: 32-bit floats. */
  readonly field: number
  /** Floats from one row of the field to the next; 0 where all rows share one. */
  readonly stride: number
  /** For every row the gain where the field is 0 and by how much it grows, then the same of the offset. */
  readonly rows: Float32Array
}

/** What a shading may depend on beside its settings. */
export interface ShadingPlace {
  readonly scratch: Scratch
  readonly width: number
  readonly height: number
  /** The image's mean luma on the 0-255 scale. */
  meanLuma(): number
}

/** Make an algorithm that brightens and darkens the image's places, all channels alike. */
export function shading<Settings>(
  name: string,
  make: (settings: Settings, place: ShadingPlace) => Shading,
): Algorithm<Settings> {
  return {
    name,
    run(planes, settings) {
      const { width, height } = planes
      const scratch = Scratch.beside()
      const shade = make(settings, { scratch, width, height, meanLuma: () => meanOf(lumaPlane(planes)) })
      return withColours(
        planes,
        colourPlanes(planes).map((plane) => shadePlane(plane, width, height, shade, scratch)),
      )
    },
    bytes(canvas, settings) {
      const { scratch, pointer, width, height } = canvas
      const { field, stride, rows } = make(settings, { scratch, width, height, meanLuma: () => meanLuma(canvas) })
      scratch.kernels.shade(pointer, width, height, field, stride, scratch.put(rows))
      return canvas
    },
  }
}

function shadePlane(
  plane: Float32Array,
  width: number,
  height: number,
  { field, stride, rows }: Shading,
  scratch: Scratch,
): Float32Array {
  const places = new Float32Array(scratch.kernels.memory.buffer, field, stride * (height - 1) + width)
  const result = new Float32Array(plane.length)
  for (let y = 0, at = 0; y < height; y++) {
    const [gain = 1, gainSlope = 0, offset = 0, offsetSlope = 0] = rows.subarray(4 * y, 4 * y + 4)
    for (let x = 0; x < width; x++, at++) {
      const place = places[y * stride + x] ?? 0
      const value = (plane[at] ?? 0) * (gain + gainSlope * place) + (offset + offsetSlope * place)
      result[at] = value < 0 ? 0 : value > 255 ? 255 : value
    }
  }
  return result
}
