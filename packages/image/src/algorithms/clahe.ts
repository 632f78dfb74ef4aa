import type { ByteCanvas } from '../bytes/canvas.js'
import { colourPlanes, withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'
import { lightnessOfBytes, lightnessOfPlanes, setLightnessOfBytes, setLightnessOfPlanes } from './lab.js'
import { evenBytes, evenPlane, tileTables } from './tiles.js'

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
    const { scratch, pointer, width, height, grey } = canvas
    const pixels = scratch.bytes(pointer, width * height * 4)
    if (on === 'channels' || grey) {
      evenChannels(canvas, tiles, clipLimit)
      return canvas
    }
    const lightness = lightnessOfBytes(pixels)
    const tables = tileTables(lightness, width, height, tiles, clipLimit)
    setLightnessOfBytes(pixels, evenBytes(lightness, width, height, tables))
    return canvas
  },
}

function evenChannels({ scratch, pointer, width, height, grey }: ByteCanvas, tiles: number, clipLimit: number): void {
  const pixels = scratch.bytes(pointer, width * height * 4)
  const levels = new Uint8Array(width * height)
  for (const channel of grey ? [0] : [0, 1, 2]) {
    for (let at = 0, from = channel; at < levels.length; at++, from += 4) levels[at] = pixels[from] ?? 0
    const tables = tileTables(levels, width, height, tiles, clipLimit)
    const evened = evenBytes(levels, width, height, tables)
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
