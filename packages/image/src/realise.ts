import { blendBytes, pastePart } from './bytes/blend.js'
import { bytesFromPlanes, planesFromBytes, type ByteCanvas } from './bytes/canvas.js'
import { runDirectly } from './bytes/direct.js'
import { tilesOf } from './bytes/pointwise.js'
import { partOf, type Part } from './bytes/part.js'
import { runOnBytes } from './bytes/run.js'
import { runTilesDirectly } from './bytes/tiles.js'
import { Scratch } from './kernels/kernels.js'
import { plan, type Pass } from './plan/plan.js'
import { copySamples, paintSamples } from './planes/copy.js'
import { filterSamples } from './planes/filter.js'
import { moveRaster } from './planes/move.js'
import { runOnSamples } from './planes/pointwise.js'
import { planesOf, rasterOf, type PlaneCanvas } from './planes/planes.js'
import { resizeSamples } from './planes/resample.js'
import { blendPlanes, runOnPlanes } from './planes/run.js'
import { convertByTables, bytesOf } from './planes/value-tables.js'
import { bytesWith, hasColour, isByteRaster, prepareRaster, whiteOf, type Raster, type Samples } from './raster.js'
import type { Image } from './sample.js'
import type { BlendStep } from './steps/steps.js'

type Canvas = ByteCanvas | PlaneCanvas

const done = new WeakMap<Image, Raster>()

/**
 * Compute an image's pixels; they are kept for as long as the image is. Where `into` has just their length, or is an earlier result whose
 * memory has room for them, they are written there instead and not kept: memory that the caller needs no longer, as new memory costs
 * more than many a transform.
 */
export function toRaster(image: Image, into?: Samples): Raster {
  if (image.steps.length === 0) return image.source
  const known = done.get(image)
  if (known) return known
  const passes = plan(image.steps, image.source)
  const free = into?.buffer === image.source.data.buffer ? undefined : into
  // Layers are computed first, as scratch memory serves one realisation at a time.
  for (const pass of passes) for (const layer of layersOf(image.source, pass)) toRaster(layer)
  const raster = shortcut(image, passes, free) ?? realise(image, passes, free)
  if (raster.data.buffer !== free?.buffer) done.set(image, raster)
  return raster
}

function layersOf(source: Raster, pass: Pass): readonly Image[] {
  if (pass.kind === 'blend') return [partUnder(source, pass)?.image ?? pass.layer]
  return (pass.kind === 'local' && pass.algorithm.layers?.(pass.settings)) || []
}

/** What needs neither kernels nor planes of the whole picture. */
function shortcut({ source, frame }: Image, passes: readonly Pass[], into?: Samples): Raster | undefined {
  const [first] = passes
  if (isByteRaster(source)) {
    return (
      runDirectly(source, passes, into) ??
      convertByTables(source, passes, into) ??
      (first && passes.length === 1
        ? runTilesDirectly(source, frame, (canvas, visit) => tilesOf(canvas, first, visit), into)
        : undefined)
    )
  }
  return first?.kind === 'convert' && first.depth === 'uint8' && passes.length === 1
    ? bytesOf(source, whiteOf(source), into)
    : undefined
}

function realise(image: Image, passes: readonly Pass[], into?: Samples): Raster {
  const [source, rest] = workOnSamples(image, passes, into)
  return rest.length === 0
    ? source
    : close(
        rest.reduce<Canvas>((canvas, pass) => runPass(canvas, pass, image), open(source, image.frame)),
        source,
        into,
      )
}

/** Do to 16-bit and float pictures as they lie what can be done so, before anything else. */
function workOnSamples(
  { source, frame }: Pick<Image, 'source' | 'frame'>,
  passes: readonly Pass[],
  into?: Samples,
): readonly [source: Raster, rest: readonly Pass[]] {
  const [first, ...rest] = passes
  if (isByteRaster(source) || !first) return [source, passes]
  // Only the last picture on the way may lie in the memory that is given.
  const target = rest.length === 0 ? into : undefined
  const done = onSamples(source, first, frame, target)
  return done ? workOnSamples({ source: done, frame }, rest, into) : [source, passes]
}

function onSamples(source: Raster, pass: Pass, frame: number, into?: Samples): Raster | undefined {
  switch (pass.kind) {
    case 'move':
      return copySamples(source, pass, into) ?? moveRaster(source, pass, into) ?? resizeSamples(source, pass, into)
    case 'pointwise':
      return runOnSamples(source, pass.steps, frame, into)
    case 'blur':
    case 'convolve':
      return filterSamples(source, pass, into)
    case 'fill':
      return paintSamples(source, pass, into)
    default:
      return undefined
  }
}

const onBytes = (canvas: Canvas): canvas is ByteCanvas => 'pointer' in canvas

function open(source: Raster, frame: number): Canvas {
  const scratch = Scratch.begin()
  if (!isByteRaster(source)) return planesOf(source)
  const { width, height, layout } = source
  return { scratch, frame, pointer: scratch.put(source.data), width, height, grey: layout === 'grey' }
}

/** Bytes run through their kernels, and through planes where there is no kernel: rounded after every pass either way. Deeper pixels stay floats throughout. */
function runPass(canvas: Canvas, pass: Pass, { source, frame }: Image): Canvas {
  if (!onBytes(canvas)) return runPlain(canvas, pass, frame)
  const fast = pass.kind === 'blend' ? layOver(canvas, source, pass) : runOnBytes(canvas, pass)
  if (fast) return { ...fast, pointer: fast.scratch.keep(fast.pointer, fast.width * fast.height * 4) }
  const inColour = pass.kind === 'blend' || (pass.kind === 'local' && pass.algorithm.colour === true)
  const planes = runPlain(planesFromBytes(canvas, inColour), pass, frame)
  return planes.depth === 'uint8' ? bytesFromPlanes(canvas, planes) : planes
}

const opaque = ({ layout = 'rgba' }: Raster): boolean => layout !== 'rgba'

/** The part of a layer that bytes need. */
const partUnder = (source: Raster, step: BlendStep): Part | undefined =>
  isByteRaster(source) && opaque(source) ? partOf(step) : undefined

/** Pictures without alpha are laid over one another as bytes, where no edge is soft. */
function layOver(canvas: ByteCanvas, source: Raster, step: BlendStep): ByteCanvas | undefined {
  const part = partUnder(source, step)
  if (part && step.layer.width === canvas.width && step.layer.height === canvas.height) {
    const shown = toRaster(part.image)
    return isByteRaster(shown) ? pastePart(canvas, shown, part.x, part.y) : undefined
  }
  const layer = toRaster(step.layer)
  return isByteRaster(layer) && opaque(layer) && opaque(source) ? blendBytes(canvas, layer, step) : undefined
}

const runPlain = (planes: PlaneCanvas, pass: Pass, frame: number): PlaneCanvas =>
  pass.kind === 'blend' ? blendPlanes(planes, planesOf(toRaster(pass.layer)), pass) : runOnPlanes(planes, pass, frame)

function close(canvas: Canvas, source: Raster, into?: Samples): Raster {
  if (!onBytes(canvas)) return prepareRaster(rasterOf(withoutOpaqueAlpha(canvas, source), into))
  const { scratch, pointer, width, height, grey } = canvas
  const data = bytesWith(scratch.bytes(pointer, width * height * 4), into)
  const { layout = 'rgba' } = source
  return {
    width,
    height,
    channels: 4,
    data,
    layout: layout === 'grey' && !grey && hasColour(data) ? 'rgb' : layout,
  }
}

/** Bytes always work with alpha; what was converted to another depth keeps it only where the source had it. */
function withoutOpaqueAlpha(canvas: PlaneCanvas, source: Raster): PlaneCanvas {
  if (!isByteRaster(source) || !canvas.alpha || (source.layout ?? 'rgba') === 'rgba') return canvas
  const planes = canvas.planes.slice(0, -1)
  return { ...canvas, planes, alpha: false, layout: planes.length === 1 ? 'grey' : 'rgb' }
}
