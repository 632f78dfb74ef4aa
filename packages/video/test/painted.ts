import { framesOf, type VideoClip } from '../src/index.js'
import type { Raster } from '@variegate/image'

/** The colors of the corners, from the top left clockwise. */
export const CORNERS = {
  red: [230, 20, 20],
  green: [20, 200, 20],
  blue: [20, 20, 230],
  white: [240, 240, 240],
} as const
type Color = keyof typeof CORNERS

/** A gray frame with a square of another color in each corner. */
export function painted(width: number, height: number, square = 16): Raster {
  const data = new Uint8ClampedArray(width * height * 4)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [left, right, top, bottom] = [x < square, x >= width - square, y < square, y >= height - square]
      const color =
        top && left ? 'red' : top && right ? 'green' : bottom && right ? 'blue' : bottom && left ? 'white' : undefined
      data.set([...(color ? CORNERS[color] : [90, 90, 90]), 255], (y * width + x) * 4)
    }
  }
  return { width, height, channels: 4, data }
}

/** A clip of painted frames, ten a second. */
export const paintedClip = (width: number, height: number, count = 4): VideoClip => ({
  width,
  height,
  frameTimes: Float64Array.from({ length: count }, (_, index) => index / 10),
  duration: count / 10,
  frames: framesOf(Array.from({ length: count }, () => painted(width, height))),
  labels: {},
})

/** The colors found in the corners of a frame, from the top left clockwise, each five pixels inside. */
export function cornersOf({ width, height, data, channels }: Raster): (Color | 'none')[] {
  const places = [
    [5, 5],
    [width - 6, 5],
    [width - 6, height - 6],
    [5, height - 6],
  ] as const
  return places.map(([x, y]) => colorOf([...data.subarray((y * width + x) * channels, (y * width + x) * channels + 3)]))
}

const colorOf = (pixel: readonly number[]): Color | 'none' => {
  for (const name of Object.keys(CORNERS) as Color[])
    // its own keys
    if (CORNERS[name].every((value, channel) => Math.abs(value - (pixel[channel] ?? 0)) < 50)) return name
  return 'none'
}

/** The content of the first box of a name after that of another, for tests that change a header by hand. */
export function boxAt(file: Uint8Array, name: string, after = 'ftyp'): DataView {
  const text = Buffer.from(file.buffer, file.byteOffset, file.byteLength)
  const at = text.indexOf(name, Math.max(0, text.indexOf(after)), 'latin1')
  if (at < 4) throw new Error(`no ${name}`)
  const size = new DataView(file.buffer, file.byteOffset).getUint32(at - 4)
  return new DataView(file.buffer, file.byteOffset + at + 4, size - 8)
}

/** Write a display matrix into a picture track's header; 40 is where version 0 has it. */
export function setMatrix(file: Uint8Array, [a, b, c, d]: readonly number[]): Uint8Array {
  const header = boxAt(file, 'tkhd')
  for (const [index, value] of [a, b, 0, c, d, 0, 0, 0].entries())
    header.setInt32(40 + index * 4, Math.round((value ?? 0) * 65536))
  return file
}
