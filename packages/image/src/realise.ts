import { exact, normalQuantile, VariegateError } from '@variegate/core'
import { Scratch } from './kernels/kernels.js'
import { exactCopy, plan, type Pass, type WarpPass } from './plan.js'
import type { Image, Raster } from './sample.js'
import { invert, mapPoint } from './space-map.js'
import { curveTable } from './steps/curves.js'
import type { BlurStep, Border, Colour, FillStep, NoiseStep, ToneStep } from './steps/steps.js'

const done = new WeakMap<Image, Raster>()

/** Compute an image's pixels; they are kept for as long as the image is. */
export function toRaster(image: Image): Raster {
  if (image.steps.length === 0) return image.source
  const known = done.get(image)
  if (known) return known
  const { source, frame } = image
  const scratch = new Scratch()
  let canvas: Canvas = { scratch, frame, pointer: scratch.put(source.data), width: source.width, height: source.height }
  for (const pass of plan(image.steps)) canvas = runPass(canvas, pass)
  const data = new Uint8ClampedArray(scratch.bytes(canvas.pointer, canvas.width * canvas.height * 4))
  const raster: Raster = { ...source, width: canvas.width, height: canvas.height, data }
  done.set(image, raster)
  return raster
}

interface Canvas {
  readonly scratch: Scratch
  readonly frame: number
  readonly pointer: number
  readonly width: number
  readonly height: number
}

function runPass(canvas: Canvas, pass: Pass): Canvas {
  const { scratch, pointer, width, height } = canvas
  const { kernels } = scratch
  const pixels = width * height
  if (pass.kind === 'warp') return runWarp(canvas, pass)
  if (pass.kind === 'blur') return runBlur(canvas, pass)
  if (pass.kind === 'convolve') {
    const target = scratch.take(pixels * 4)
    kernels.convolve3(pointer, target, width, height, scratch.put(Float32Array.from(pass.kernel)))
    return { ...canvas, pointer: target }
  }
  if (pass.kind === 'tone') runTone(canvas, pass)
  else if (pass.kind === 'colour') kernels.colour(pointer, pixels, scratch.put(columns(pass.matrix)))
  else if (pass.kind === 'hue') kernels.hue(pointer, pixels, pass.turns)
  else if (pass.kind === 'noise') runNoise(canvas, pass)
  else runFill(canvas, pass)
  return canvas
}

const BORDERS: readonly Border[] = ['constant', 'replicate', 'reflect', 'reflect101', 'wrap']

function runWarp(canvas: Canvas, { step, matrix, limits }: WarpPass): Canvas {
  const { scratch, pointer } = canvas
  const { kernels } = scratch
  const { width, height } = step
  const target = scratch.take(width * height * 4)
  const result = { ...canvas, pointer: target, width, height }
  const copy = limits.length === 0 ? exactCopy(matrix, width, height, canvas.width, canvas.height) : undefined
  if (copy) {
    kernels.orient(pointer, target, width, height, width, copy.origin, copy.stepX, copy.stepY)
    return result
  }
  const inverse = invert(matrix)
  if (!inverse)
    throw new VariegateError(`Expected a map of the plane that can be undone but received [${matrix.join(', ')}].`)
  if (step.interpolation === 'area') {
    const [x, y] = mapPoint(inverse, 0, 0)
    kernels.area(
      pointer,
      canvas.width,
      canvas.height,
      target,
      width,
      height,
      x,
      y,
      inverse[0] * width,
      inverse[4] * height,
    )
    return result
  }
  const border = BORDERS.indexOf(step.border)
  const lines = scratch.put(Float64Array.from(limits.flat()))
  const nearest = step.interpolation === 'nearest'
  kernels.warp(
    pointer,
    canvas.width,
    canvas.height,
    target,
    width,
    height,
    scratch.put(Float64Array.from(inverse)),
    nearest,
    border,
    packed(step.fill),
    lines,
    limits.length,
  )
  return result
}

/** Taps beyond three standard deviations weigh less than a level can show. */
const REACH = 3

function runBlur(canvas: Canvas, { sigma }: BlurStep): Canvas {
  const { scratch, pointer, width, height } = canvas
  const radius = Math.ceil(REACH * sigma)
  if (radius === 0) return canvas
  const taps = gaussianTaps(sigma, radius)
  const middle = scratch.take(width * height * 8)
  const line = scratch.take((width + 2 * radius) * 4)
  scratch.kernels.blurRows(pointer, middle, width, height, scratch.put(taps), radius, line)
  const target = scratch.take(width * height * 4)
  scratch.kernels.blurColumns(middle, target, width, height, scratch.put(taps), radius)
  return { ...canvas, pointer: target }
}

/** The weights exp(-d^2 / 2 sigma^2) at distances 1 to radius, as shares of the whole sum, in Q15. */
function gaussianTaps(sigma: number, radius: number): Int16Array {
  const weights = Array.from({ length: radius + 1 }, (_, distance) =>
    exact.exp(-(distance * distance) / (2 * sigma * sigma)),
  )
  const sum = weights.reduce((total, weight, distance) => total + (distance === 0 ? weight : 2 * weight), 0)
  return Int16Array.from(weights.slice(1), (weight) => Math.round((weight / sum) * 32768))
}

function runTone({ scratch, pointer, width, height }: Canvas, { curve }: ToneStep): void {
  const mean = curve.name === 'contrast' ? meanLuma(scratch.bytes(pointer, width * height * 4)) : 0
  const table = curveTable(curve, mean)
  const tables = new Uint8Array(768)
  for (const channel of [0, 1, 2]) tables.set(table, channel * 256)
  scratch.kernels.table(pointer, width * height, scratch.put(tables))
}

/** The mean luma of ITU-R BT.601, on the 0-255 scale. */
function meanLuma(pixels: Uint8Array): number {
  let sum = 0
  for (let at = 0; at < pixels.length; at += 4)
    sum += 299 * (pixels[at] ?? 0) + 587 * (pixels[at + 1] ?? 0) + 114 * (pixels[at + 2] ?? 0)
  return sum / 1000 / (pixels.length / 4)
}

/** Rows of a 3x4 matrix become the columns that the kernel adds up. */
const columns = (matrix: readonly number[]): Float32Array =>
  Float32Array.from(
    [0, 1, 2, 3].flatMap((column) => [0, 1, 2, 3].map((row) => (row === 3 ? 0 : (matrix[row * 4 + column] ?? 0)))),
  )

function runNoise({ scratch, frame, pointer, width, height }: Canvas, step: NoiseStep): void {
  const { kernels } = scratch
  const [key0, key1] = step.key
  const words = scratch.take(192)
  if (step.law === 'gaussian') {
    const std = Math.round(step.std * 256)
    kernels.gaussianNoise(
      pointer,
      width * height,
      scratch.put(normalTable()),
      std,
      step.shared,
      frame,
      key0,
      key1,
      words,
    )
    return
  }
  const salt = wordsBelow(step.salt)
  kernels.saltAndPepper(
    pointer,
    width * height,
    salt,
    Math.max(salt, wordsBelow(step.salt + step.pepper)),
    frame,
    key0,
    key1,
    words,
  )
}

const wordsBelow = (share: number): number => Math.min(2 ** 32 - 1, Math.round(share * 2 ** 32))

let quantiles: Int16Array | undefined

/** The normal quantile of every 16-bit number's middle, in 1/4096. */
function normalTable(): Int16Array {
  quantiles ??= Int16Array.from({ length: 65536 }, (_, number) =>
    Math.round(normalQuantile((number + 0.5) / 65536) * 4096),
  )
  return quantiles
}

function runFill({ scratch, frame, pointer, width }: Canvas, { regions, fill }: FillStep): void {
  const words = scratch.take(64)
  for (const [x, y, w, h] of regions) {
    if ('key' in fill) scratch.kernels.fillNoise(pointer, width, x, y, w, h, frame, fill.key[0], fill.key[1], words)
    else scratch.kernels.fillRectangle(pointer, width, x, y, w, h, packed(fill))
  }
}

/** A colour as one opaque 32-bit pixel. */
const packed = ([red, green, blue]: Colour): number => (0xff000000 | (blue << 16) | (green << 8) | red) >>> 0
