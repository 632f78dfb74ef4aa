import { bytesFromPlanes, planesFromBytes, type ByteCanvas } from './bytes/canvas.js'
import { runDirectly } from './bytes/direct.js'
import { runOnBytes } from './bytes/run.js'
import { Scratch } from './kernels/kernels.js'
import { plan, type Pass } from './plan/plan.js'
import { planesOf, rasterOf, type PlaneCanvas } from './planes/planes.js'
import { blendPlanes, runOnPlanes } from './planes/run.js'
import { convertByTables, bytesOf } from './planes/value-tables.js'
import { isByteRaster, prepareRaster, whiteOf, type Raster } from './raster.js'
import type { Image } from './sample.js'

type Canvas = ByteCanvas | PlaneCanvas

const done = new WeakMap<Image, Raster>()

/** Compute an image's pixels; they are kept for as long as the image is. */
export function toRaster(image: Image): Raster {
  if (image.steps.length === 0) return image.source
  const known = done.get(image)
  if (known) return known
  const passes = plan(image.steps, image.source)
  const simple = shortcut(image.source, passes)
  if (simple) {
    done.set(image, simple)
    return simple
  }
  // Layers are computed first, as scratch memory serves one realisation at a time.
  for (const pass of passes) if (pass.kind === 'blend') toRaster(pass.layer)
  const raster = close(
    passes.reduce<Canvas>((canvas, pass) => runPass(canvas, pass, image.frame), open(image)),
    image.source,
  )
  done.set(image, raster)
  return raster
}

/** What needs neither kernels nor planes of the whole picture. */
function shortcut(source: Raster, passes: readonly Pass[]): Raster | undefined {
  if (isByteRaster(source)) return runDirectly(source, passes) ?? convertByTables(source, passes)
  const [first] = passes
  return first?.kind === 'convert' && first.depth === 'uint8' && passes.length === 1
    ? bytesOf(source, whiteOf(source))
    : undefined
}

const onBytes = (canvas: Canvas): canvas is ByteCanvas => 'pointer' in canvas

function open({ source, frame }: Image): Canvas {
  if (!isByteRaster(source)) return planesOf(source)
  const scratch = Scratch.begin()
  const { width, height, layout } = source
  return { scratch, frame, pointer: scratch.put(source.data), width, height, grey: layout === 'grey' }
}

/** Bytes run through their kernels, and through planes where there is no kernel: rounded after every pass either way. Deeper pixels stay floats throughout. */
function runPass(canvas: Canvas, pass: Pass, frame: number): Canvas {
  if (!onBytes(canvas)) return runPlain(canvas, pass, frame)
  const fast = runOnBytes(canvas, pass)
  if (fast) return { ...fast, pointer: fast.scratch.keep(fast.pointer, fast.width * fast.height * 4) }
  const inColour = pass.kind === 'blend' || (pass.kind === 'local' && pass.algorithm.colour === true)
  const planes = runPlain(planesFromBytes(canvas, inColour), pass, frame)
  return planes.depth === 'uint8' ? bytesFromPlanes(canvas, planes) : planes
}

const runPlain = (planes: PlaneCanvas, pass: Pass, frame: number): PlaneCanvas =>
  pass.kind === 'blend' ? blendPlanes(planes, planesOf(toRaster(pass.layer)), pass) : runOnPlanes(planes, pass, frame)

function close(canvas: Canvas, source: Raster): Raster {
  if (!onBytes(canvas)) return prepareRaster(rasterOf(withoutOpaqueAlpha(canvas, source)))
  const { scratch, pointer, width, height, grey } = canvas
  const data = new Uint8ClampedArray(scratch.bytes(pointer, width * height * 4))
  const { layout = 'rgba' } = source
  return {
    width,
    height,
    channels: 4,
    data,
    layout: layout === 'grey' && !grey && hasColour(data) ? 'rgb' : layout,
  }
}

/** Whether any pixel is other than grey: a grey picture that was painted on is written in colour. */
function hasColour(pixels: Uint8ClampedArray): boolean {
  for (let at = 0; at < pixels.length; at += 4)
    if (pixels[at] !== pixels[at + 1] || pixels[at] !== pixels[at + 2]) return true
  return false
}

/** Bytes always work with alpha; what was converted to another depth keeps it only where the source had it. */
function withoutOpaqueAlpha(canvas: PlaneCanvas, source: Raster): PlaneCanvas {
  if (!isByteRaster(source) || !canvas.alpha || (source.layout ?? 'rgba') === 'rgba') return canvas
  const planes = canvas.planes.slice(0, -1)
  return { ...canvas, planes, alpha: false, layout: planes.length === 1 ? 'grey' : 'rgb' }
}
