import { refuseUnknownKeys, type ClassLabel } from '@variegate/core'
import { markChecked } from './check-image.js'
import { checkLabels } from './check-labels.js'
import { prepareRaster, type Raster } from './raster.js'
import type { ImageStep } from './steps/steps.js'

/** An image whose size and labels are up to date and whose pixels are computed once someone asks. Plain data; nothing changes it. */
export interface Image {
  readonly id?: string
  /** Width and height after the pending steps, in pixels. */
  readonly width: number
  readonly height: number
  readonly labels: ImageLabels
  /** Which frame of a clip it is; noise differs from frame to frame. 0 for a single image. */
  readonly frame: number
  /** The pixels before the pending steps. */
  readonly source: Raster
  readonly steps: readonly ImageStep[]
}

export interface ImageLabels {
  readonly label?: ClassLabel
  /** Index masks of the image's size, by name. */
  readonly masks?: Readonly<Record<string, Mask>>
  readonly instances?: readonly Instance[]
  /** Other pictures of the same scene, by name: they move as the image does, and keep their values. */
  readonly layers?: Readonly<Record<string, Layer>>
}

/** A picture that belongs to an image: another view or exposure, a depth map, or surface normals, whose vectors turn with the image. */
export interface Layer {
  readonly kind: 'image' | 'depth' | 'normals'
  readonly image: Image
}

/** A whole number for every pixel: a class, or an instance's id. */
export interface Mask {
  readonly width: number
  readonly height: number
  readonly data: Uint8Array | Uint16Array
}

/** One object: all of its labels stay together. */
export interface Instance {
  readonly id?: string | number
  readonly label?: string
  /** [x, y, width, height] on the image plane, where pixel i covers [i, i + 1). */
  readonly box?: Box
  readonly rotatedBox?: RotatedBox
  /** Outlines on the image plane, each [x0, y0, x1, y1, …]. */
  readonly polygons?: readonly (readonly number[])[]
  /** 1 where the object is, 0 elsewhere; of the image's size. */
  readonly mask?: Mask
  readonly keypoints?: readonly Keypoint[]
  /** Square pixels, where they were measured otherwise than by the shape that is given; kept right by every transform. */
  readonly area?: number
  /** The id of the image it came from, where that is another: objects of partners keep telling whose they are. */
  readonly source?: string
  /** The share of its area, (0, 1], that transforms have left in the image; all of it unless given. */
  readonly visible?: number
}

/** A box about its centre on the image plane, turned by `angle` degrees from +x towards +y, as OpenCV counts. */
export interface RotatedBox {
  readonly centre: readonly [x: number, y: number]
  readonly width: number
  readonly height: number
  readonly angle: number
}

export type Box = readonly [x: number, y: number, width: number, height: number]

/** A pixel by its indexes, as COCO stores it: 10 is the centre of pixel 10. Visibility 0: not labelled, 1: hidden, 2: visible. */
export interface Keypoint {
  readonly name?: string
  readonly x: number
  readonly y: number
  readonly visibility: 0 | 1 | 2
  /** Where it points, in degrees from +x towards +y. */
  readonly angle?: number
}

/** Make an image of pixels and labels; throws a `VariegateError` where they do not fit together. */
export function imageFrom(
  raster: Raster,
  labels: ImageLabels = {},
  about: { id?: string; frame?: number } = {},
): Image {
  refuseUnknownKeys('what is said about an image', about, ['id', 'frame'])
  const source = prepareRaster(raster)
  checkLabels(labels, source)
  const { width, height } = source
  const id = about.id === undefined ? {} : { id: about.id }
  // The spread comes last: V8 takes microseconds to add keys to what was spread.
  return markChecked({ width, height, labels, frame: about.frame ?? 0, source, steps: [], ...id })
}
