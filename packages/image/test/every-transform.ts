import { emptyContext, run, type Context, type JsonObject } from '@variegate/core'
import {
  brightness,
  imageFrom,
  saltAndPepper,
  toRaster,
  type Image,
  type imageTransforms,
  type Layout,
  type Raster,
} from '../src/index.js'

export type Definition = (typeof imageTransforms)[number]

const tiny = { width: 1, height: 1 }
/** Options without which a transform would not run on every size. */
export const OPTIONS: Readonly<Record<string, JsonObject>> = {
  crop: tiny,
  centerCrop: tiny,
  randomCrop: tiny,
  fiveCrop: tiny,
  tenCrop: tiny,
  atLeastOneBoxCrop: tiny,
  cropNonEmptyMask: tiny,
  randomSizedCrop: { width: 9, height: 6, cropHeight: [1, 2] },
  resize: { width: 12, height: 7 },
  resizeLongest: { size: 19 },
  resizeShortest: { size: 11 },
  letterbox: { width: 31, height: 14 },
  padIfNeeded: { width: 20, height: 20 },
}

export interface Kind {
  readonly width: number
  readonly height: number
  readonly channels: number
  readonly depth: 'uint8' | 'uint16' | 'float32'
  readonly layout?: Layout
}

/** Levels of a smooth picture with a little texture, 0 to 255. */
function levelAt(x: number, y: number, channel: number): number {
  const wave = Math.sin(x * 0.3 + channel) + Math.cos(y * 0.4 - channel * 0.7) + Math.sin(x * y * 0.02 + channel)
  return Math.max(0, Math.min(255, Math.round(123 + 40 * wave + ((x * 7 + y * 13 + channel * 5) % 11))))
}

/** The same picture at any depth and with any number of channels. */
export function pictureOf({ width, height, channels, depth, layout }: Kind): Raster {
  const levels = Uint8Array.from({ length: width * height * channels }, (_, index) => {
    const at = Math.floor(index / channels)
    return levelAt(at % width, Math.floor(at / width), index % channels)
  })
  const data =
    depth === 'uint8'
      ? levels
      : depth === 'uint16'
        ? Uint16Array.from(levels, (level) => level * 257)
        : Float32Array.from(levels, (level) => level / 255)
  return { width, height, channels, data, ...(layout ? { layout } : {}) }
}

/** An image with a class, a mask and an object. */
export function imageOf(raster: Raster, id: string): Image {
  const { width, height } = raster
  return imageFrom(
    raster,
    {
      label: 'x',
      masks: { m: { width, height, data: Uint8Array.from({ length: width * height }, (_, at) => at % 3) } },
      instances: [{ id: 1, label: 'a', box: [0, 0, width / 2, height / 2] }],
    },
    { id },
  )
}

/** Run a transform of the catalogue on a picture, with two more like it as partners. */
export function play(definition: Definition, raster: Raster, seed: number, options: JsonObject = {}): Raster {
  const partners = ['first', 'second'].map((id) => imageOf(raster, id))
  const context: Context<Image> = {
    ...emptyContext,
    partners: ['first', 'second'],
    lookup: (wanted) => partners.find(({ id }) => id === wanted) ?? imageOf(raster, wanted),
  }
  const steps = definition.takesSteps ? [brightness(), saltAndPepper()] : []
  const transform = definition.configure({ ...OPTIONS[definition.name], ...options }, steps)
  return toRaster(run(transform, imageOf(raster, 'image'), { seed, id: 'image', context }).sample)
}
