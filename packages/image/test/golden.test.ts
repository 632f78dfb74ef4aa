import { run } from '@variegate/core'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { imageModality } from '../src/engine.js'
import {
  brightness,
  centerCrop,
  colorJitter,
  crop,
  gamma,
  gaussianBlur,
  grayscale,
  horizontalFlip,
  imageFrom,
  multiply,
  resize,
  saturation,
  sharpen,
  toRaster,
  tone,
  translation,
  transpose,
  rotate90,
  verticalFlip,
  warp,
  type Border,
  type Image,
  type Interpolation,
  type Matrix,
  type Raster,
} from '../src/index.js'

interface Case {
  readonly id: string
  readonly op: string
  readonly params: Readonly<Record<string, any>> // oxlint-disable-line typescript/no-explicit-any -- parameters as the peer names them
  readonly input: {
    readonly image: string
    readonly mask?: string
    readonly boxes?: number[][]
    readonly keypoints?: number[][]
  }
  readonly tolerance: Readonly<Record<string, number>>
  readonly minArea?: number
  readonly expected: {
    readonly image?: number[]
    readonly mask?: number[]
    readonly boxes?: number[][]
    readonly box_labels?: number[]
    readonly keypoints?: number[][]
  }
}
interface Input {
  readonly shape: readonly number[]
  readonly data: readonly number[]
}
const golden: { inputs: Record<string, Input>; cases: Case[] } = JSON.parse(
  readFileSync(new URL('golden/albumentations.json', import.meta.url), 'utf8'),
)

const input = (name: string): Input => {
  const found = golden.inputs[name]
  if (!found) throw new Error(`no input ${name}`)
  return found
}

function rasterOf({ shape: [height = 1, width = 1, channels = 1], data }: Input): Raster {
  const rgba = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let at = 0; at < width * height; at++)
    for (let c = 0; c < 3; c++) rgba[at * 4 + c] = data[at * channels + Math.min(c, channels - 1)] ?? 0
  return { width, height, channels: 4, data: rgba }
}

function imageOf({ input: { image, mask, boxes, keypoints } }: Case): Image {
  const raster = rasterOf(input(image))
  const { width, height } = raster
  const labelled = mask ? { masks: { m: { width, height, data: Uint8Array.from(input(mask).data) } } } : {}
  const instances = [
    ...(boxes ?? []).map(([left = 0, top = 0, right = 0, bottom = 0], index) => ({
      id: index + 1,
      label: 'box',
      box: [left, top, right - left, bottom - top] as const,
    })),
    ...(keypoints ?? []).map(([x = 0, y = 0], index) => ({
      id: `k${index}`,
      keypoints: [{ x, y, visibility: 2 as const }],
    })),
  ]
  return imageFrom(raster, { ...labelled, instances })
}

/** The peer counts from pixel centres, the plane from edges. */
const onPlane = (rows: readonly (readonly number[])[]): Matrix =>
  multiply(translation(0.5, 0.5), rows.flat() as unknown as Matrix, translation(-0.5, -0.5))

function play(golden: Case, image: Image): Image {
  const { op, params, minArea = 0 } = golden
  const [height, width] = params.output_hw ?? [image.height, image.width]
  const apply = (definition: Parameters<typeof run<Image>>[0]) => run(definition, image, { seed: 1, id: 'g' }).sample
  const moved = (settings: Parameters<typeof warp>[0]) =>
    imageModality.apply(image, [warp({ minArea, ...settings })]).sample
  if (op === 'flip_horizontal') return apply(horizontalFlip())
  if (op === 'flip_vertical') return apply(verticalFlip())
  if (op === 'd4')
    return apply(
      { e: [], h: [horizontalFlip()], v: [verticalFlip()], hvt: [transpose(), rotate90({ quarters: 2 })] }[
        params.element as 'e'
      ] ?? [],
    )
  if (op === 'crop') {
    const [x, y, right, bottom] = params.xyxy
    return apply(crop({ x, y, width: right - x, height: bottom - y, minArea }))
  }
  if (op === 'center_crop') return apply(centerCrop({ width: params.hw[1], height: params.hw[0] }))
  if (op === 'resize') return apply(resize({ width, height, interpolation: params.interpolation as 'auto' }))
  if (op === 'resized_crop') {
    const [x, y, right, bottom] = params.crop_xyxy
    return apply([
      crop({ x, y, width: right - x, height: bottom - y }),
      resize({ width: params.hw[1], height: params.hw[0] }),
    ])
  }
  if (params.matrix_index) {
    const fill = [params.fill ?? 0].flat()
    const [red = 0, green = red, blue = red] = fill
    return moved({
      matrix: onPlane(params.matrix_index),
      width,
      height,
      interpolation: params.interpolation as Interpolation,
      border: params.border as Border,
      fill: [red, green, blue],
    })
  }
  if (op === 'linear')
    return imageModality.apply(image, [tone({ name: 'linear', scale: params.alpha, offset: params.beta * 255 })]).sample
  if (op === 'gamma') return apply(gamma({ gamma: params.gamma }))
  if (op === 'to_gray') return apply(grayscale({ weights: 'average' }))
  if (op === 'gaussian_blur') return apply(gaussianBlur({ sigma: params.sigma }))
  if (op === 'convolve') {
    const alpha = -params.kernel[0][0]
    return apply(sharpen({ alpha, lightness: (params.kernel[1][1] - (1 - alpha)) / alpha - 8 }))
  }
  if (op === 'colour_jitter_brightness') return apply(brightness({ factor: params.factor }))
  if (op === 'colour_jitter_contrast')
    return apply(colorJitter({ contrast: params.factor, brightness: 1, saturation: 1, hue: 0 }))
  if (op === 'colour_jitter_saturation') return apply(saturation({ factor: params.factor }))
  if (op === 'colour_jitter_hue')
    return apply(colorJitter({ contrast: 1, brightness: 1, saturation: 1, hue: params.factor }))
  throw new Error(`no transform for ${op}`)
}

/** How many values differ by more than allowed, as a share. */
function shareOff(actual: ArrayLike<number>, expected: readonly number[], most: number): number {
  expect(actual.length).toBe(expected.length)
  let off = 0
  for (let at = 0; at < expected.length; at++) if (Math.abs((actual[at] ?? 0) - (expected[at] ?? 0)) > most) off++
  return off / expected.length
}

describe('golden cases of albumentations and OpenCV', () => {
  test.each(golden.cases.map((one) => [one.id, one] as const))('%s', (_id, one) => {
    const image = imageOf(one)
    const result = play(one, image)
    const { expected, tolerance } = one
    const raster = toRaster(result)
    const channels = (expected.image?.length ?? 0) / (raster.width * raster.height)
    const colours = Array.from({ length: raster.width * raster.height }, (_, at) =>
      Array.from(raster.data.subarray(at * 4, at * 4 + channels)),
    ).flat()
    if (expected.image)
      expect(shareOff(colours, expected.image, tolerance.image_max_abs ?? 0)).toBeLessThanOrEqual(
        tolerance.image_fraction_exempt ?? 0,
      )
    const mask = result.labels.masks?.m
    if (expected.mask && mask)
      expect(shareOff(mask.data, expected.mask, 0)).toBeLessThanOrEqual(tolerance.mask_fraction_exempt ?? 0)
    const instances = result.labels.instances ?? []
    const near = tolerance.coord_abs ?? 0
    if (expected.boxes) {
      const boxes = instances.flatMap(({ box, id }) =>
        box ? [{ id, box: [box[0], box[1], box[0] + box[2], box[1] + box[3]] }] : [],
      )
      expect(boxes.map(({ id }) => id)).toEqual(expected.box_labels)
      for (const [index, { box }] of boxes.entries())
        for (const [side, value] of box.entries())
          expect(Math.abs(value - (expected.boxes[index]?.[side] ?? NaN))).toBeLessThan(near + 1e-3)
    }
    for (const [index, [x = 0, y = 0]] of (expected.keypoints ?? []).entries()) {
      const point = instances.find(({ id }) => id === `k${index}`)?.keypoints?.[0]
      const inside = x >= -0.5 && y >= -0.5 && x < result.width - 0.5 && y < result.height - 0.5
      expect(point !== undefined, `keypoint ${index}`).toBe(inside)
      if (point) expect(Math.max(Math.abs(point.x - x), Math.abs(point.y - y))).toBeLessThan(near + 1e-3)
    }
  })
})
