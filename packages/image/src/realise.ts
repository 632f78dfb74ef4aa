import { bytesFromPlanes, planesFromBytes, type ByteCanvas } from './bytes/canvas.js'
import { runOnBytes } from './bytes/run.js'
import { Scratch } from './kernels/kernels.js'
import { plan, type Pass } from './plan/plan.js'
import { planesOf, rasterOf, type PlaneCanvas } from './planes/planes.js'
import { blendPlanes, runOnPlanes } from './planes/run.js'
import { isByteRaster, type ByteRaster, type Raster } from './raster.js'
import type { Image } from './sample.js'
import type { BlendStep } from './steps/steps.js'

const done = new WeakMap<Image, Raster>()

/** Compute an image's pixels; they are kept for as long as the image is. */
export function toRaster(image: Image): Raster {
  if (image.steps.length === 0) return image.source
  const known = done.get(image)
  if (known) return known
  const passes = plan(image.steps)
  // Layers are computed first, as scratch memory serves one realisation at a time.
  for (const pass of passes) if (pass.kind === 'blend') toRaster(pass.layer)
  const raster = isByteRaster(image.source) ? bytes(image, image.source, passes) : deep(image, passes)
  done.set(image, raster)
  return raster
}

/** Bytes run through their kernels, and through planes where there is no kernel: rounded after every pass either way. */
function bytes({ frame }: Image, source: ByteRaster, passes: readonly Pass[]): Raster {
  const scratch = new Scratch()
  const { width, height, layout = 'rgba' } = source
  let canvas: ByteCanvas = { scratch, frame, pointer: scratch.put(source.data), width, height, grey: layout === 'grey' }
  for (const pass of passes) {
    canvas = runOnBytes(canvas, pass) ?? throughPlanes(canvas, pass)
  }
  const data = new Uint8ClampedArray(scratch.bytes(canvas.pointer, canvas.width * canvas.height * 4))
  return { width: canvas.width, height: canvas.height, channels: 4, data, layout }
}

function throughPlanes(canvas: ByteCanvas, pass: Pass): ByteCanvas {
  const inColour = pass.kind === 'blend' || (pass.kind === 'local' && pass.algorithm.colour === true)
  const planes = planesFromBytes(canvas, inColour)
  return bytesFromPlanes(
    canvas,
    pass.kind === 'blend' ? blended(planes, pass) : runOnPlanes(planes, pass, canvas.frame),
  )
}

/** Deeper pixels stay 32-bit floats from the first pass to the last. */
function deep({ source, frame }: Image, passes: readonly Pass[]): Raster {
  const start = planesOf(source)
  return rasterOf(
    passes.reduce(
      (planes, pass) => (pass.kind === 'blend' ? blended(planes, pass) : runOnPlanes(planes, pass, frame)),
      start,
    ),
  )
}

const blended = (planes: PlaneCanvas, step: BlendStep): PlaneCanvas =>
  blendPlanes(planes, planesOf(toRaster(step.layer)), step)
