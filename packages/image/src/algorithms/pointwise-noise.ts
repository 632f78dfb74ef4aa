import type { ByteCanvas } from '../bytes/canvas.js'
import { randomWords, wordsAt, type Key } from '../kernels/random.js'
import { colourPlanes, withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'

/** A picture as noise sees it: values on the 0-255 scale, pixel by pixel, alpha aside. */
export interface NoisePicture {
  readonly width: number
  readonly height: number
  /** How many values a pixel has. */
  readonly colours: number
  /** Random words of a key and the picture's frame. */
  words(key: Key, count: number, stream?: number): Uint32Array
  /** Copy the values of pixels from `first` on, as many as there are and have room; gives how many values. */
  read(first: number, values: Float32Array): number
}

/** Change `count` values in place; `first` is the number of the first one among all of the picture's. */
export type ChangeValues = (values: Float32Array, first: number, count: number) => void

/** Pixels at a time: few enough to stay in the fastest memory. */
const CHUNK = 1024

/** Make an algorithm of noise that changes every pixel by itself; bytes and planes get the same. Kernels may do bytes, where they can. */
export const pointwiseNoise = <Settings>(
  name: string,
  prepare: (settings: Settings, picture: NoisePicture) => ChangeValues,
  fast: Pick<Algorithm<Settings>, 'bytes' | 'tiles'> = {},
): Algorithm<Settings> => ({
  ...fast,
  name,
  run(planes, settings, { frame }) {
    const colours = colourPlanes(planes)
    const pixels = planes.width * planes.height
    const read = (first: number, values: Float32Array) => readPlanes(colours, pixels, first, values)
    const words = (key: Key, count: number, stream?: number) => randomWords(key, frame, count, stream)
    const { width, height } = planes
    const change = prepare(settings, { width, height, colours: colours.length, words, read })
    const changed = colours.map(() => new Float32Array(pixels))
    const values = new Float32Array(CHUNK * colours.length)
    for (let first = 0; first < pixels; first += CHUNK) {
      const count = read(first, values)
      change(values, first * colours.length, count)
      for (const [channel, plane] of changed.entries())
        for (let at = channel, to = first; at < count; at += colours.length, to++)
          plane[to] = Math.min(255, Math.max(0, values[at] ?? 0))
    }
    return withColours(planes, changed)
  },
  bytes(canvas, settings) {
    const done = fast.bytes?.(canvas, settings)
    if (done) return done
    const colours = canvas.grey ? 1 : 3
    const pixels = canvas.width * canvas.height
    const read = (first: number, values: Float32Array) => readBytes(canvas, colours, first, values)
    const words = (key: Key, count: number, stream?: number) => {
      const at = wordsAt(canvas, key, count, stream)
      return new Uint32Array(canvas.scratch.bytes(at, count * 4).slice().buffer)
    }
    const { width, height } = canvas
    const change = prepare(settings, { width, height, colours, words, read })
    const values = new Float32Array(CHUNK * colours)
    for (let first = 0; first < pixels; first += CHUNK) {
      const count = read(first, values)
      change(values, first * colours, count)
      writeBytes(canvas, colours, first, values, count)
    }
    return canvas
  },
})

function readPlanes(planes: readonly Float32Array[], pixels: number, first: number, values: Float32Array): number {
  const colours = planes.length
  const count = Math.min(values.length, (pixels - first) * colours)
  for (const [channel, plane] of planes.entries())
    for (let at = channel, from = first; at < count; at += colours, from++) values[at] = plane[from] ?? 0
  return count
}

/** Whole pixels, alpha in the upper byte. */
const pixelsOf = ({ scratch, pointer, width, height }: ByteCanvas): Uint32Array => {
  const bytes = scratch.bytes(pointer, width * height * 4)
  return new Uint32Array(bytes.buffer, bytes.byteOffset, width * height)
}

function readBytes(canvas: ByteCanvas, colours: number, first: number, values: Float32Array): number {
  const pixels = pixelsOf(canvas)
  const count = Math.min(values.length, (pixels.length - first) * colours)
  if (colours === 1) {
    for (let at = 0, from = first; at < count; at++, from++) values[at] = (pixels[from] ?? 0) & 255
    return count
  }
  for (let at = 0, from = first; at < count; at += 3, from++) {
    const pixel = pixels[from] ?? 0
    values[at] = pixel & 255
    values[at + 1] = (pixel >>> 8) & 255
    values[at + 2] = (pixel >>> 16) & 255
  }
  return count
}

/** Write values back, rounded half up and clamped; alpha stays. */
function writeBytes(canvas: ByteCanvas, colours: number, first: number, values: Float32Array, count: number): void {
  const pixels = pixelsOf(canvas)
  if (colours === 1) {
    for (let at = 0, to = first; at < count; at++, to++)
      pixels[to] = ((pixels[to] ?? 0) & 0xff000000) | (levelOf(values[at] ?? 0) * 0x010101)
    return
  }
  for (let at = 0, to = first; at < count; at += 3, to++)
    pixels[to] =
      ((pixels[to] ?? 0) & 0xff000000) |
      (levelOf(values[at + 2] ?? 0) << 16) |
      (levelOf(values[at + 1] ?? 0) << 8) |
      levelOf(values[at] ?? 0)
}

/** Above 0, cutting off the fraction is rounding down. */
const levelOf = (value: number): number => (value <= 0 ? 0 : value >= 255 ? 255 : (value + 0.5) | 0)

/** 16-bit numbers, two of each word. */
export const halvesOf = (words: Uint32Array): Uint16Array => new Uint16Array(words.buffer)
