import type { ByteCanvas } from '../bytes/canvas.js'
import { colourPlanes, withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'
import { lightnessOfCanvas, lightnessOfPlanes, setLightnessOfCanvas, setLightnessOfPlanes } from './lab.js'
import { evenPlane, tileTables } from './tiles.js'

interface TileSettings {
  readonly clipLimit: number
  /** How many tiles across, and how many down. */
  readonly tiles: number
  readonly on: 'lightness' | 'channels'
}

/** Even histograms tile by tile, no steeper than a limit (Zuiderveld, 1994), as OpenCV's CLAHE does. */
export const evenTiles: Algorithm<TileSettings> = {
  name: 'evenTiles',
  run(planes, { clipLimit, tiles, on }) {
    const { width, height } = planes
    const colours = colourPlanes(planes)
    if (on === 'channels' || colours.length !== 3)
      return withColours(
        planes,
        colours.map((plane) => evenPlane(plane, width, height, tiles, clipLimit)),
      )
    const [red, green, blue] = colours.map((plane) => plane.slice())
    if (!red || !green || !blue) return planes
    const lightness = lightnessOfPlanes(red, green, blue)
    setLightnessOfPlanes(red, green, blue, evenPlane(lightness, width, height, tiles, clipLimit))
    return withColours(planes, [red, green, blue])
  },
  bytes(canvas, { clipLimit, tiles, on }) {
    if (on === 'channels' || canvas.grey) {
      evenChannels(canvas, tiles, clipLimit)
      return canvas
    }
    const lightness = lightnessOfCanvas(canvas)
    evenPlaneOfBytes(canvas, lightness, tiles, clipLimit)
    setLightnessOfCanvas(canvas, lightness)
    return canvas
  },
}

/** Even a plane of bytes in place; `plane` is where it begins. */
function evenPlaneOfBytes(
  { scratch, width, height }: ByteCanvas,
  plane: number,
  tiles: number,
  clipLimit: number,
): void {
  const { tables, tileWidth, tileHeight } = tileTables(scratch, plane, width, height, tiles, clipLimit)
  const room = scratch.take(1024 * tiles + 8 * width + 64)
  scratch.kernels.bilinearTables(plane, width, height, scratch.put(tables), tiles, tiles, tileWidth, tileHeight, room)
}

function evenChannels(canvas: ByteCanvas, tiles: number, clipLimit: number): void {
  const { scratch, pointer, width, height, grey } = canvas
  const plane = scratch.take(width * height)
  for (const channel of grey ? [0] : [0, 1, 2]) {
    const levels = scratch.bytes(plane, width * height)
    const from = scratch.bytes(pointer, width * height * 4)
    for (let at = 0, source = channel; at < levels.length; at++, source += 4) levels[at] = from[source] ?? 0
    evenPlaneOfBytes(canvas, plane, tiles, clipLimit)
    const evened = scratch.bytes(plane, width * height)
    const pixels = scratch.bytes(pointer, width * height * 4)
    for (let at = 0, to = channel; at < evened.length; at++, to += 4) {
      const level = evened[at] ?? 0
      pixels[to] = level
      if (grey) {
        pixels[to + 1] = level
        pixels[to + 2] = level
      }
    }
  }
}
