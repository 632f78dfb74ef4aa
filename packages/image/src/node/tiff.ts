import { depthOf, layoutOf, type Raster } from '../raster.js'

/** Write an uncompressed TIFF 6.0 file of any depth and number of channels, which holds every value exactly. */
export function encodeTiff(raster: Raster): Uint8Array {
  const { width, height, channels, data } = raster
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.byteLength)
  const row = bytes.length / height
  const rows = Math.max(1, Math.floor(STRIP / row))
  const strips = Math.ceil(height / rows)
  const counts = Array.from({ length: strips }, (_, at) => Math.min(rows, height - at * rows) * row)
  const offsets = counts.map((_, at) => HEADER + at * rows * row)
  const depth = depthOf(raster)
  const layout = layoutOf(raster)
  const colours = layout === 'rgb' || layout === 'rgba' ? 3 : 1
  const each = (value: number) => Array<number>(channels).fill(value)
  const tags: Tag[] = [
    [256, LONG, [width]],
    [257, LONG, [height]],
    [258, SHORT, each(data.BYTES_PER_ELEMENT * 8)],
    [259, SHORT, [1]], // not compressed
    [262, SHORT, [colours === 3 ? 2 : 1]], // RGB, or grey where 0 is black
    [273, LONG, offsets],
    [277, SHORT, [channels]],
    [278, LONG, [rows]],
    [279, LONG, counts],
    [284, SHORT, [1]], // interleaved
    // Alpha that colours are not multiplied with, or bands without a meaning.
    [338, SHORT, Array<number>(channels - colours).fill(layout === 'rgba' ? 2 : 0)],
    [339, SHORT, each(depth === 'float32' ? 3 : 1)],
  ]
  return assemble(
    bytes,
    tags.filter(([, , values]) => values.length > 0),
  )
}

type Tag = readonly [number: number, type: number, values: readonly number[]]

const [SHORT, LONG] = [3, 4]
const HEADER = 8
/** Bytes of pixels that readers take at a time, roughly. */
const STRIP = 2 ** 20

/** The header, the pixels, what tags hold that is longer than four bytes, and the directory. */
function assemble(pixels: Uint8Array, tags: readonly Tag[]): Uint8Array {
  const sizeOf = ([, type, values]: Tag) => values.length * (type === SHORT ? 2 : 4)
  const even = (length: number) => length + (length % 2)
  const long = tags.reduce((sum, tag) => sum + (sizeOf(tag) > 4 ? even(sizeOf(tag)) : 0), 0)
  const directory = even(HEADER + pixels.length) + long
  const file = new Uint8Array(directory + 2 + tags.length * 12 + 4)
  const view = new DataView(file.buffer)
  // Little-endian, as typed arrays are wherever Node runs.
  file.set([0x49, 0x49, 42, 0])
  view.setUint32(4, directory, true)
  file.set(pixels, HEADER)
  view.setUint16(directory, tags.length, true)
  let room = even(HEADER + pixels.length)
  for (const [index, tag] of tags.entries()) {
    const [number, type, values] = tag
    const entry = directory + 2 + index * 12
    view.setUint16(entry, number, true)
    view.setUint16(entry + 2, type, true)
    view.setUint32(entry + 4, values.length, true)
    const apart = sizeOf(tag) > 4
    if (apart) view.setUint32(entry + 8, room, true)
    for (const [at, value] of values.entries()) {
      if (type === SHORT) view.setUint16((apart ? room : entry + 8) + at * 2, value, true)
      else view.setUint32((apart ? room : entry + 8) + at * 4, value, true)
    }
    if (apart) room += even(sizeOf(tag))
  }
  return file
}
