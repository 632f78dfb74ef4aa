import { compositionsOf, transformsOf, VariegateError, type Dropped, type Json, type Modality } from '@variegate/core'
import { turnNormals } from './algorithms/turn-normals.js'
import { channelsOf } from './channels.js'
import { checkImage, isChecked, markChecked } from './check-image.js'
import { blendLabels } from './labels/blend.js'
import { followLabels } from './labels/follow.js'
import { denseMap } from './maps/dense.js'
import { piecesMap } from './maps/pieces.js'
import { projectiveMap } from './maps/projective.js'
import type { SpaceMap } from './maps/space-map.js'
import { identityMatrix } from './matrix.js'
import { isMoving } from './plan/plan.js'
import { positionsOf } from './plan/move-rows.js'
import { depthOf, isByteRaster, type Depth } from './raster.js'
import { toRaster } from './realise.js'
import type { Image, ImageLabels, Layer, Mask } from './sample.js'
import { local, type ImageStep, type MovingStep, type WarpStep } from './steps/steps.js'

/** What image steps may know of an image. */
export interface ImageFacts {
  /** Size before the steps, in pixels. */
  readonly width: number
  readonly height: number
  /** How many channels it has, alpha among them; 4 for bytes in the working layout. */
  readonly channels: number
  readonly depth: Depth
  readonly labels: ImageLabels
}

/** The engine of images: steps move the labels at once and the pixels once someone asks for them. */
export const imageModality: Modality<Image, ImageFacts, ImageStep> = {
  name: 'image',
  facts(image) {
    checkImage(image)
    const { width, height, source, labels } = image
    return { width, height, channels: channelsOf(image).channels, depth: depthOf(source), labels }
  },
  apply(sample, steps) {
    const dropped: Dropped[] = []
    let current = sample
    for (const step of steps) {
      checkColour(current, step)
      if (isMoving(step)) current = move(current, step, dropped)
      else if (step.kind === 'blend')
        current = { ...blendLabels(current, step, dropped), steps: [...current.steps, step] }
      else current = { ...current, steps: [...current.steps, step] }
    }
    return { sample: isChecked(sample) ? markChecked(current) : current, dropped }
  },
  snapshot(sample) {
    const { masks = {}, instances = [], layers = {}, ...rest } = sample.labels
    const all: Mask[] = [...Object.values(masks), ...instances.flatMap(({ mask }) => (mask ? [mask] : []))]
    const plain = instances.map(({ mask: _mask, ...instance }) => instance)
    const names = { masks: Object.keys(masks), layers: Object.keys(layers) }
    const labels = { width: sample.width, height: sample.height, ...rest, ...names, instances: plain }
    const pictures = Object.values(layers).map(({ image }) => toRaster(image).data)
    // Labels are plain data.
    return {
      data: [toRaster(sample).data, ...all.map(({ data }) => data), ...pictures],
      labels: labels as unknown as Json,
    }
  },
}

/** Move an image with all that belongs to it. */
function move(image: Image, step: MovingStep, dropped: Dropped[]): Image {
  const { width: inWidth, height: inHeight, labels } = image
  const { width, height } = step
  checkRoom(image, step)
  // A warp that moves nothing would still read every pixel and cut every outline anew.
  if (step.kind === 'warp' && staysAsItIs(step, inWidth, inHeight)) return image
  const moved = { ...image, width, height, steps: [...image.steps, step] }
  if (Object.keys(labels).every((name) => name === 'label')) return moved
  const map = mapOf(step, inWidth, inHeight)
  const followed = followLabels(labels, map, step)
  dropped.push(...followed.dropped)
  const layers = labels.layers && {
    layers: Object.fromEntries(
      Object.entries(labels.layers).map(([name, layer]) => [name, moveLayer(layer, step, map)]),
    ),
  }
  return { ...moved, labels: { ...followed.labels, ...layers } }
}

/** What pixels and their kernels can hold at once, before and after a step, on every engine. */
const MOST_BYTES = 2 ** 31

function checkRoom(image: Image, { width, height }: MovingStep): void {
  const { channels } = channelsOf(image)
  const bytes = width * height * channels * image.source.data.BYTES_PER_ELEMENT
  if (bytes <= MOST_BYTES) return
  const who = image.id === undefined ? 'an image' : `image "${image.id}"`
  throw new VariegateError(
    `Expected at most ${MOST_BYTES} bytes of pixels but ${who} would become ${width}x${height} px of ${channels} channels, ${bytes} bytes; make it smaller.`,
  )
}

const staysAsItIs = ({ matrix, width, height }: WarpStep, inWidth: number, inHeight: number): boolean =>
  width === inWidth && height === inHeight && matrix.every((value, index) => value === identityMatrix[index])

function mapOf(step: MovingStep, inWidth: number, inHeight: number): SpaceMap {
  const canvases = { inWidth, inHeight, width: step.width, height: step.height }
  if (step.kind === 'warp') return projectiveMap(step.matrix, canvases)
  if (step.kind === 'pieces') return piecesMap({ ...canvases, pieces: step.pieces })
  const { field, settings } = step
  const forward = field.forward?.bind(field)
  const parts = field.parts?.bind(field)
  return denseMap({
    ...canvases,
    positions: () => positionsOf(step, { width: inWidth, height: inHeight }),
    ...(forward ? { forward: (x: number, y: number) => forward(settings, canvases, x, y) } : {}),
    ...(parts ? { parts: (points: readonly number[]) => parts(settings, canvases, points) } : {}),
  })
}

/** Depth and normals do not mix across an edge; normals turn with the plane. */
function moveLayer({ kind, image }: Layer, step: MovingStep, map: SpaceMap): Layer {
  if (kind === 'image') return { kind, image: move(image, step, []) }
  const moved = move(image, { ...step, interpolation: 'nearest' }, [])
  if (kind === 'depth') return { kind, image: moved }
  const [a, b, c, d] = map.linear(map.inWidth / 2, map.inHeight / 2)
  return { kind, image: { ...moved, steps: [...moved.steps, local(turnNormals, { linear: [a, b, c, d] })] } }
}

/** Refuse steps about colour for bands without one; grey counts as colour, whose three channels are the same. */
function checkColour(image: Image, step: ImageStep): void {
  const about =
    step.kind === 'colour' || step.kind === 'hue'
      ? step.kind
      : step.kind === 'local' && step.algorithm.colour === true
        ? step.algorithm.name
        : undefined
  if (about === undefined || isByteRaster(image.source)) return
  const { layout, channels } = channelsOf(image)
  if (layout !== 'bands' && channels !== 2) return
  const who = image.id === undefined ? 'the image' : `image "${image.id}"`
  throw new VariegateError(
    `Expected red, green and blue for the step ${about} but ${who} has ${channels} ${channels === 1 ? 'band' : 'bands'}; use a transform that has a meaning without colour.`,
  )
}

/** Define an image transform: its options, what it draws, and the steps it is made of. */
export const defineImageTransform = transformsOf(imageModality)

/** Define an image transform made of others. */
export const defineImageComposition = compositionsOf<Image>(imageModality.name)
