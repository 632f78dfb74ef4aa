import { VariegateError } from '@variegate/core'
import { randomWords, STREAMS } from '../kernels/random.js'
import type { MovePass, Pass } from '../plan/plan.js'
import { layoutOf, WHITE } from '../raster.js'
import type { BlendStep, FillStep, LocalStep } from '../steps/steps.js'
import { blurPlane, correlatePlane, filterColours } from './filter.js'
import { membrane } from './membrane.js'
import { colourPlanes, outsideOf, withColours, type PlaneCanvas } from './planes.js'
import { scaled, shiftPlanes } from './values.js'
import { movePlanes } from './move.js'
import { isAboutColour, runPointwise } from './pointwise.js'
import { resizePlanes, windowOf } from './resample.js'

/** Run one pass over planes of any depth: the plain meaning of every step. */
export function runOnPlanes(canvas: PlaneCanvas, pass: Exclude<Pass, BlendStep>, frame: number): PlaneCanvas {
  switch (pass.kind) {
    case 'move':
      return runMove(canvas, pass)
    case 'pointwise':
      return pass.steps.reduce(
        (current, step) =>
          isAboutColour(step)
            ? inColour(current, (coloured) => runPointwise(coloured, step, frame))
            : runPointwise(current, step, frame),
        canvas,
      )
    case 'blur':
      return filterColours(canvas, (plane) => blurPlane(plane, canvas.width, canvas.height, pass.sigmaX, pass.sigmaY))
    case 'convolve': {
      const offset = (pass.offset * canvas.white) / 255
      const correlated = filterColours(canvas, (plane) => correlatePlane(plane, canvas.width, canvas.height, pass))
      return withColours(correlated, shiftPlanes(colourPlanes(correlated), offset, canvas.white))
    }
    case 'fill':
      return runFill(canvas, pass, frame)
    case 'convert': {
      const white = WHITE[pass.depth]
      return { ...scaled(canvas, white / canvas.white), white, depth: pass.depth }
    }
    case 'local':
      return pass.algorithm.colour === true
        ? inColour(canvas, (coloured) => runLocal(coloured, pass, frame))
        : runLocal(canvas, pass, frame)
  }
}

function runLocal(canvas: PlaneCanvas, { algorithm, settings }: LocalStep, frame: number): PlaneCanvas {
  const factor = 255 / canvas.white
  const done = algorithm.run(scaled(canvas, factor), settings, { frame })
  const { width, height, planes, alpha } = scaled(done, 1 / factor)
  const layout = planes.length === canvas.planes.length ? canvas.layout : layoutOf({ channels: planes.length })
  // A pass on bytes ends within their range too.
  return limited({ ...canvas, width, height, planes, alpha, layout })
}

/** Do something about colour to grey as to three equal channels; what comes out grey is one channel again. */
function inColour(canvas: PlaneCanvas, work: (canvas: PlaneCanvas) => PlaneCanvas): PlaneCanvas {
  const [grey, ...others] = colourPlanes(canvas)
  if (!grey || others.length > 0) return work(canvas)
  const done = work({ ...withColours(canvas, [grey, grey, grey]), layout: canvas.alpha ? 'rgba' : 'rgb' })
  const [red, green, blue] = colourPlanes(done)
  const near = canvas.white * 1e-6
  const alike = (one?: Float32Array, other?: Float32Array) =>
    one?.every((value, at) => Math.abs(value - (other?.[at] ?? value)) <= near) === true
  if (!red || !alike(red, green) || !alike(red, blue)) return done
  return { ...withColours(done, [red]), layout: canvas.layout }
}

function runMove(canvas: PlaneCanvas, pass: MovePass): PlaneCanvas {
  const { step } = pass
  const { interpolation, width, height } = step
  if (step.kind === 'warp' && (interpolation === 'area' || interpolation === 'lanczos')) {
    const window = windowOf(pass)
    if (!window)
      throw new VariegateError(
        `Expected a map of the plane that can be undone but received [${step.matrix.join(', ')}].`,
      )
    return limited(resizePlanes(canvas, window, { width, height }, interpolation))
  }
  const moved = movePlanes(canvas, pass, outsideOf({ ...canvas, channels: canvas.planes.length }, step.fill))
  return interpolation === 'cubic' ? limited(moved) : moved
}

/** Filters with negative lobes overshoot. */
const limited = (canvas: PlaneCanvas): PlaneCanvas => (canvas.depth === 'float32' ? canvas : clamped(canvas))

const clamped = (canvas: PlaneCanvas): PlaneCanvas =>
  withColours(canvas, shiftPlanes(colourPlanes(canvas), 0, canvas.white))

function runFill(canvas: PlaneCanvas, { regions, fill }: FillStep, frame: number): PlaneCanvas {
  const { width, white } = canvas
  const filled = colourPlanes(canvas).map((plane) => plane.slice())
  for (const [x, y, w, h] of regions) {
    const words = 'key' in fill ? randomWords(fill.key, frame, w * h, STREAMS.fill) : undefined
    for (const [channel, plane] of filled.entries()) {
      const level = 'key' in fill ? 0 : (fill[channel] ?? fill[0])
      for (let index = 0; index < w * h; index++) {
        // As for bytes: a byte of the pixel's word for each channel.
        const value = words ? ((words[index] ?? 0) >>> ((channel % 4) * 8)) & 255 : level
        plane[(y + Math.floor(index / w)) * width + x + (index % w)] = (value * white) / 255
      }
    }
  }
  return withColours(canvas, filled)
}

/** Lay a layer over planes: base + (layer - base) * alpha. */
export function blendPlanes(canvas: PlaneCanvas, layer: PlaneCanvas, step: BlendStep): PlaneCanvas {
  const { width, height, white } = canvas
  const alpha = step.alpha.make(step.settings, width, height)
  const factor = white / layer.white
  const inside = step.seams === 'poisson' ? Uint8Array.from(alpha, (value) => (value > 0 ? 1 : 0)) : undefined
  const last = layer.planes.length - 1
  return {
    ...canvas,
    planes: canvas.planes.map((plane, channel) => {
      const over = layer.planes[Math.min(channel, last)] ?? plane
      // What lies between two values needs no limits, so that floats outside the range stay what they were.
      if (!inside) return mixed(plane, over, factor, alpha)
      const difference = plane.map((value, at) => (over[at] ?? 0) * factor - value)
      // What the layer is too bright or dark by at its edge is taken off all over it (Perez et al., 2003).
      const offset = membrane(difference, { width, height, inside })
      return plane.map((value, at) => {
        const change = (difference[at] ?? 0) - (offset[at] ?? 0)
        return Math.min(white, Math.max(0, value + change * (alpha[at] ?? 0)))
      })
    }),
  }
}

function mixed(plane: Float32Array, over: Float32Array, factor: number, alpha: Float32Array): Float32Array {
  const result = new Float32Array(plane.length)
  for (let at = 0; at < plane.length; at++) {
    const value = plane[at] ?? 0
    result[at] = value + Math.fround((over[at] ?? 0) * factor - value) * (alpha[at] ?? 0)
  }
  return result
}
