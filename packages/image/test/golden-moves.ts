import { emptyContext, replay, run, type JsonObject, type Recipe, type Transform } from '@variegate/core'
import { imageModality } from '../src/engine.js'
import {
  centerCrop,
  crop,
  gridShuffle,
  horizontalFlip,
  imageFrom,
  letterbox,
  morphology,
  mosaic,
  multiply,
  pad,
  padIfNeeded,
  randomScale,
  resize,
  resizeLongest,
  rotate90,
  translation,
  transpose,
  verticalFlip,
  warp,
  type Border,
  type Image,
  type Interpolation,
  type Matrix,
  type Raster,
} from '../src/index.js'
import { inputOf, rasterOf, type Case, type Played } from './golden-runner.js'

type Steps = Transform<Image> | readonly Transform<Image>[]

export type Play = (one: Case, image: Image) => Played

/** Play transforms whose options are single values, so that nothing is left to chance. */
export const apply = (transforms: Steps, image: Image): Image => run(transforms, image, { seed: 1, id: 'g' }).sample

const replayed = (name: string, drawn: JsonObject, image: Image, partners: readonly Image[] = []): Image => {
  const recipe: Recipe = [{ name, drawn }]
  const lookup = (id: string) => partners[Number(id)] ?? image
  return replay(recipe, image, { transforms: [gridShuffle, mosaic], context: { ...emptyContext, lookup } })
}

/** The peer counts from pixel centres, the plane from edges. */
const onPlane = (rows: readonly (readonly number[])[]): Matrix =>
  multiply(translation(0.5, 0.5), rows.flat() as unknown as Matrix, translation(-0.5, -0.5))

/** Move by a matrix as the peer gives it. */
const byMatrix: Play = ({ params, minArea = 0 }, image) => {
  const [red = 0, green = red, blue = red] = [params.fill ?? 0].flat()
  const [height, width] = params.output_hw ?? [image.height, image.width]
  const step = warp({
    matrix: onPlane(params.matrix_index),
    width,
    height,
    interpolation: params.interpolation as Interpolation,
    border: params.border as Border,
    fill: [red, green, blue],
    minArea,
  })
  return imageModality.apply(image, [step]).sample
}

const cropOf = ([x = 0, y = 0, right = 0, bottom = 0]: readonly number[], rules: JsonObject = {}) =>
  crop.configure({ x, y, width: right - x, height: bottom - y, ...rules })

const padOf = ([left = 0, top = 0, right = 0, bottom = 0]: readonly number[], border: string) =>
  pad({ left, top, right, bottom, border: border as Border })

const SYMMETRIES: Readonly<Record<string, Steps>> = {
  e: [],
  h: [horizontalFlip()],
  v: [verticalFlip()],
  hvt: [transpose(), rotate90({ quarters: 2 })],
}

/** The steps of a pipeline; a rule for its end is that of the last one. */
const pipeline: Play = ({ params }, image) =>
  apply(
    params.steps.map((step: Case['params'], index: number) => {
      const last = index === params.steps.length - 1
      if (step.op === 'crop') return cropOf(step.xyxy, last ? { minVisibility: params.min_visibility } : {})
      if (step.op === 'pad') return padOf(step.left_top_right_bottom, step.border)
      return step.op === 'rot90' ? rotate90({ quarters: step.k_ccw }) : horizontalFlip()
    }),
    image,
  )

/** Two of the tiles are given as flipped pictures, whose boxes lie as in the others. */
const fourTiles: Play = ({ params, input: { other = '' } }, image) => {
  const [[left, top, right, bottom]] = params.boxes_in_each_tile_xyxy
  const labelled = (picture: Raster) =>
    imageFrom(picture, { instances: [{ box: [left, top, right - left, bottom - top] }] })
  const second = rasterOf(inputOf(other))
  const tiles = [image.source, second, flipped(second, false), flipped(image.source, true)].map(labelled)
  const [own = image, ...partners] = tiles
  const cells = [0, 8].flatMap((y) => [0, 8].map((x) => [x, y, 8, 8]))
  const drawn = { partners: ['0', '1', '2'], own: 0, cells, width: 16, height: 16, rules: {} }
  return replayed('mosaic', drawn, own, partners)
}

function flipped({ data, ...picture }: Raster, sideways: boolean): Raster {
  const { width, height, channels } = picture
  const from = (x: number, y: number) => (sideways ? y * width + width - 1 - x : (height - 1 - y) * width + x)
  const turned = data.map((_, at) => {
    const pixel = Math.floor(at / channels)
    return data[from(pixel % width, Math.floor(pixel / width)) * channels + (at % channels)] ?? 0
  })
  return { ...picture, data: turned }
}

/** A plane of one pixel is the plane of shares: COCO's boxes are this library's, YOLO's have their centres on it. */
const boxFormat: Play = ({ params, input: { boxes = [] } }) => {
  const [height, width] = params.image_hw
  const yolo = params.from.startsWith('yolo')
  const size = yolo ? { width: 1, height: 1 } : { width, height }
  const instances = boxes.map(([x = 0, y = 0, wide = 0, high = 0]) => ({
    box: [yolo ? x - wide / 2 : x, yolo ? y - high / 2 : y, wide, high] as const,
  }))
  const image = imageFrom({ ...size, channels: 1, data: new Uint8Array(size.width * size.height) }, { instances })
  return apply(resize({ width: 1, height: 1 }), image)
}

const size = ([height = 1, width = 1]: readonly number[]) => ({ width, height })
const PLACES: Readonly<Record<string, 'topLeft' | 'bottomRight'>> = { top_left: 'topLeft', bottom_right: 'bottomRight' }

/** Every operation that moves the plane. */
export const moves: Readonly<Record<string, Play>> = {
  flip_horizontal: (_one, image) => apply(horizontalFlip(), image),
  flip_vertical: (_one, image) => apply(verticalFlip(), image),
  d4: ({ params }, image) => apply(SYMMETRIES[params.element] ?? [], image),
  rotate: byMatrix,
  affine: byMatrix,
  perspective: byMatrix,
  crop: ({ params, minArea = 0 }, image) => apply(cropOf(params.xyxy, { minArea }), image),
  center_crop: ({ params }, image) => apply(centerCrop(size(params.hw)), image),
  pad: ({ params }, image) => apply(padOf(params.left_top_right_bottom, params.border), image),
  pad_to_min_size: ({ params }, image) =>
    apply(padIfNeeded({ ...size(params.min_hw), position: PLACES[params.position] ?? 'center' }), image),
  // The library has one multiple for both sides, so the sizes that follow are asked for.
  pad_to_divisor: ({ params: { divisor_hw } }, { width, height, ...rest }) => {
    const upTo = (length: number, multiple: number) => Math.ceil(length / multiple) * multiple
    const wanted = { width: upTo(width, divisor_hw[1]), height: upTo(height, divisor_hw[0]) }
    return apply(padIfNeeded(wanted), { width, height, ...rest })
  },
  resize: ({ params }, image) => apply(resize({ ...size(params.hw), interpolation: params.interpolation }), image),
  resize_longest_max: ({ params }, image) =>
    apply(resizeLongest({ size: params.max, interpolation: params.interpolation }), image),
  scale: ({ params }, image) =>
    apply(randomScale({ factor: params.factor, interpolation: params.interpolation }), image),
  letterbox: ({ params }, image) => apply(letterbox({ ...size(params.hw), fill: params.fill }), image),
  resized_crop: ({ params }, image) => apply([cropOf(params.crop_xyxy), resize(size(params.hw))], image),
  grid_shuffle: ({ params: { grid, mapping } }, image) =>
    replayed('gridShuffle', { rows: grid[0], columns: grid[1], order: mapping }, image),
  dilation: (_one, image) => apply(morphology({ operation: 'dilate', size: 3 }), image),
  erosion: (_one, image) => apply(morphology({ operation: 'erode', size: 3 }), image),
  pipeline,
  mosaic: fourTiles,
  convert_box_format: boxFormat,
}
