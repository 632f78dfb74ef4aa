import { readFileSync } from 'node:fs'
import { expect } from 'vitest'
import { imageFrom, toRaster, type Image, type Raster } from '../src/index.js'

/** A picture, mask or noise that cases name. */
export interface Input {
  readonly shape: readonly number[]
  readonly dtype: string
  readonly data: readonly number[]
}

export interface Case {
  readonly id: string
  readonly op: string
  readonly params: Readonly<Record<string, any>> // oxlint-disable-line typescript/no-explicit-any -- parameters as the peer names them
  readonly input: {
    readonly image?: string
    readonly other?: string
    readonly mask?: string
    /** Left, top, right and bottom; as a format has them where a case is about formats. */
    readonly boxes?: readonly (readonly number[])[]
    /** x and y by pixel index, then an angle in degrees and a scale where there are any. */
    readonly keypoints?: readonly (readonly number[])[]
  }
  readonly tolerance: Readonly<Record<string, number>>
  readonly minArea?: number
  readonly expected: {
    readonly image?: readonly number[]
    readonly mask?: readonly number[]
    readonly boxes?: readonly (readonly number[])[]
    readonly box_labels?: readonly number[]
    readonly keypoints?: readonly (readonly number[])[]
  }
}

/** Read one of the files beside the tests. */
export const goldenFile = (name: string): { inputs: Record<string, Input>; cases: Case[] } =>
  JSON.parse(readFileSync(new URL(`golden/${name}.json`, import.meta.url), 'utf8'))

const { inputs, cases } = goldenFile('albumentations')
export const goldenCases: readonly Case[] = cases

export function inputOf(name: string): Input {
  const found = inputs[name]
  if (!found) throw new Error(`no input ${name}`)
  return found
}

/** The picture in its own depth, with as many channels as it has. */
export function rasterOf({ shape: [height = 1, width = 1, channels = 1], dtype, data }: Input): Raster {
  const samples = dtype === 'uint8' ? Uint8Array.from(data) : Float32Array.from(data)
  return { width, height, channels, data: samples }
}

/** An instance for every box and every keypoint, as the peer keeps them apart. */
export function imageOf({ input: { image, mask, boxes, keypoints } }: Case): Image | undefined {
  if (!image) return undefined
  const raster = rasterOf(inputOf(image))
  const { width, height } = raster
  const labelled = mask ? { masks: { m: { width, height, data: Uint8Array.from(inputOf(mask).data) } } } : {}
  const instances = [
    ...(boxes ?? []).map(([left = 0, top = 0, right = 0, bottom = 0], index) => ({
      id: index + 1,
      label: 'box',
      box: [left, top, right - left, bottom - top] as const,
    })),
    ...(keypoints ?? []).map(([x = 0, y = 0, angle], index) => ({
      id: `k${index}`,
      keypoints: [{ x, y, visibility: 2 as const, ...(angle === undefined ? {} : { angle }) }],
    })),
  ]
  return imageFrom(raster, { ...labelled, instances }, { id: image })
}

/** What a case's operation made: an image, or the values alone where it is about a formula. */
export type Played = Image | readonly number[]

/** Hold what was made against what a case expects, each part by its own tolerance. */
export function check(played: Played, one: Case): void {
  const { expected, tolerance } = one
  if ('labels' in played) checkLabels(played, one)
  if (expected.image) {
    const values = 'labels' in played ? valuesOf(toRaster(played), expected.image.length) : played
    const { image_max_abs = 0, image_fraction_exempt = 0, exempt_max_abs = Infinity } = tolerance
    expect(shareOff(values, expected.image, image_max_abs)).toBeLessThanOrEqual(image_fraction_exempt)
    expect(shareOff(values, expected.image, exempt_max_abs)).toBe(0)
  }
}

/** The values that the peer has: of grey pictures one for each pixel, of colours three. */
function valuesOf({ width, height, channels, data }: Raster, length: number): number[] {
  const wanted = length / (width * height)
  return Array.from({ length }, (_, at) => data[Math.floor(at / wanted) * channels + (at % wanted)] ?? NaN)
}

/** How many values differ by more than allowed, as a share. */
function shareOff(actual: readonly number[], expected: readonly number[], most: number): number {
  expect(actual.length).toBe(expected.length)
  return expected.filter((value, at) => !(Math.abs((actual[at] ?? NaN) - value) <= most)).length / expected.length
}

function checkLabels({ labels, width, height }: Image, { expected, tolerance }: Case): void {
  const { coord_abs: near = 0, mask_fraction_exempt = 0 } = tolerance
  const { masks, instances = [] } = labels
  if (expected.mask)
    expect(shareOff([...(masks?.m?.data ?? [])], expected.mask, 0)).toBeLessThanOrEqual(mask_fraction_exempt)
  if (expected.boxes) {
    const boxes = instances.flatMap(({ box, id }) => (box ? [{ id, box }] : []))
    if (expected.box_labels) expect(boxes.map(({ id }) => id)).toEqual(expected.box_labels)
    const edges = boxes.map(({ box: [x, y, wide, high] }) => [x, y, x + wide, y + high])
    expect(edges).toHaveLength(expected.boxes.length)
    expect(farthest(edges.flat(), expected.boxes.flat())).toBeLessThanOrEqual(near)
  }
  for (const [index, [x = 0, y = 0, angle]] of (expected.keypoints ?? []).entries()) {
    const point = instances.find(({ id }) => id === `k${index}`)?.keypoints?.[0]
    const inside = x >= -0.5 && y >= -0.5 && x < width - 0.5 && y < height - 0.5
    expect(point !== undefined, `keypoint ${index}`).toBe(inside)
    if (!point) continue
    expect(farthest([point.x, point.y], [x, y])).toBeLessThanOrEqual(near)
    if (angle !== undefined) expect((((point.angle ?? NaN) - angle + 540) % 360) - 180).toBeCloseTo(0, 3)
  }
}

export const farthest = (actual: readonly number[], expected: readonly number[]): number =>
  Math.max(...expected.map((value, at) => Math.abs((actual[at] ?? NaN) - value)))
