import { VariegateError } from '@variegate/core'
import { imageFrom, imageModality, toRaster, warp, type Raster } from '@variegate/image'
import type { Aperture, TrackHeader } from './mp4-tracks.js'

/** How decoded frames become upright pictures of square pixels. */
export interface Upright {
  /** Size of a frame as it is decoded. */
  readonly decoded: Size
  /** Size of a frame as it is shown. */
  readonly width: number
  readonly height: number
  /** Nothing where frames are shown as they are decoded. */
  readonly step?: ReturnType<typeof warp>
}

interface Size {
  readonly width: number
  readonly height: number
}

/** What a file says of how its decoded frames are shown. */
export interface Display {
  /** Nine numbers of row vectors, as MP4 has them: (x, y) goes to (a x + c y, b x + d y) with a, b first and c, d fourth and fifth. */
  readonly matrix: readonly number[]
  /** Width of a pixel by its height. */
  readonly pixelShape: number
  readonly header?: TrackHeader
}

/** The most pixels of a frame. */
export const MOST_PIXELS = 100_000_000

/**
 * Plan how to show frames: cut to the clean aperture, then pixels made square by stretching the shorter side, then turned and mirrored.
 * Throws where a file asks for more than quarter turns and mirrors.
 */
export function uprightOf(decoded: Size, { matrix, pixelShape, header }: Display): Upright {
  const { a, b, c, d, stretch } = orientationOf(matrix)
  const turned = a === 0
  const seen = apertureIn(decoded, header?.aperture)
  const shape = (header && !header.statesPixelShape ? shapeOfHeader(decoded, header, turned) : pixelShape) * stretch
  const square: Size =
    shape >= 1
      ? { width: Math.round(seen.width * shape), height: seen.height }
      : { width: seen.width, height: Math.round(seen.height / shape) }
  const [width, height] = turned ? [square.height, square.width] : [square.width, square.height]
  if (!(width * height <= MOST_PIXELS))
    throw new VariegateError(`Expected frames of at most ${MOST_PIXELS} pixels but they are ${width}x${height}.`)
  const [x, y] = [square.width / seen.width, square.height / seen.height]
  const plain =
    a === 1 && d === 1 && x === 1 && y === 1 && seen.width === decoded.width && seen.height === decoded.height
  if (plain) return { decoded, width, height }
  // What would lie left of or above the picture is moved into it: a side that is mirrored begins at its far end.
  const [left, top] = [a + c < 0 ? width : 0, b + d < 0 ? height : 0]
  const [p, q, r, s] = [a * x, c * y, b * x, d * y]
  const step = warp({
    matrix: [p, q, left - p * seen.x - q * seen.y, r, s, top - r * seen.x - s * seen.y, 0, 0, 1],
    width,
    height,
    border: 'replicate',
    interpolation: x === 1 && y === 1 ? 'nearest' : 'linear',
  })
  return { decoded, width, height, step }
}

/** Show a decoded frame upright, in square pixels. */
export const showUpright = (frame: Raster, { step }: Upright): Raster =>
  step ? toRaster(imageModality.apply(imageFrom(frame), [step]).sample) : frame

/** The signs of a display matrix, and how much wider than high it makes a pixel; its scale and its shift are left to players. */
function orientationOf(matrix: readonly number[]) {
  const [a = 1, b = 0, , c = 0, d = 1] = matrix
  const [along, down] = [Math.hypot(a, b), Math.hypot(c, d)]
  const signs = { a: sign(a / along), b: sign(b / along), c: sign(c / down), d: sign(d / down) }
  const whole = Math.abs(signs.a * signs.d - signs.b * signs.c) === 1
  const near = [a / along - signs.a, b / along - signs.b, c / down - signs.c, d / down - signs.d]
  if (!whole || !near.every((off) => Math.abs(off) < 1e-3)) {
    throw new VariegateError(
      `Expected frames that are shown in quarter turns or mirrored but the file's display matrix is [${[a, b, c, d].join(', ')}]; export it anew upright.`,
    )
  }
  return { ...signs, stretch: along / down }
}

const sign = (value: number): number => (Math.abs(value) < 0.5 ? 0 : Math.sign(value))

/** The shape of a pixel by the size at which the header shows the picture, where that is another than its own; else as the stream states it. */
function shapeOfHeader({ width, height }: Size, { shown, codedShape = 1 }: TrackHeader, turned: boolean): number {
  if (!shown) return codedShape
  const isNear = (across: number, down: number) => Math.abs(across * height - down * width) <= Math.max(width, height)
  // Some cameras write the size after the turn.
  if (isNear(shown.width, shown.height) || (turned && isNear(shown.height, shown.width))) return codedShape
  return (shown.width * height) / (shown.height * width)
}

function apertureIn({ width, height }: Size, aperture: Aperture | undefined): Size & { x: number; y: number } {
  if (!aperture) return { x: 0, y: 0, width, height }
  const x = (width - aperture.width) / 2 + aperture.x
  const y = (height - aperture.height) / 2 + aperture.y
  const seen = { x, y, width: aperture.width, height: aperture.height }
  const whole = [x, y, aperture.width, aperture.height].every((value) => Number.isInteger(value) && value >= 0)
  const inside =
    x + aperture.width <= width && y + aperture.height <= height && aperture.width > 0 && aperture.height > 0
  if (whole && inside) return seen
  throw new VariegateError(
    `Expected a clean aperture of whole pixels within ${width}x${height} but it is ${aperture.width}x${aperture.height} at ${x}, ${y}.`,
  )
}
