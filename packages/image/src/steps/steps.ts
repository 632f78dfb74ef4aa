import { identityMatrix, type Matrix } from '../space-map.js'

/** What lies outside the image when a warp looks there. */
export type Border = 'constant' | 'replicate' | 'reflect' | 'reflect101' | 'wrap'

/** How a warp reads between pixels; `area` averages and is for plain shrinking. */
export type Interpolation = 'linear' | 'nearest' | 'area'

export type Colour = readonly [red: number, green: number, blue: number]

/** The primitive operations that image transforms are made of: plain data. */
export type ImageStep = WarpStep | ToneStep | ColourStep | HueStep | BlurStep | ConvolveStep | NoiseStep | FillStep

/** Move the plane: pixels, masks, boxes, polygons and keypoints alike. */
export interface WarpStep {
  readonly kind: 'warp'
  /** From the input plane to the output plane. */
  readonly matrix: Matrix
  /** Size of the output, in pixels. */
  readonly width: number
  readonly height: number
  readonly interpolation: Interpolation
  readonly border: Border
  readonly fill: Colour
  /** An instance goes when less of its area, in square pixels, or less of its share is left than this. */
  readonly minArea: number
  readonly minVisibility: number
}

/** Look every value up in a curve, the same for red, green and blue. */
export interface ToneStep {
  readonly kind: 'tone'
  readonly curve: Curve
}

export type Curve =
  /** out = scale * v + offset, on the 0-255 scale. */
  | { readonly name: 'linear'; readonly scale: number; readonly offset: number }
  /** out = 255 (v / 255)^exponent. */
  | { readonly name: 'power'; readonly exponent: number }
  /** out = mean + factor (v - mean), where mean is the image's own mean luma (ITU-R BT.601). */
  | { readonly name: 'contrast'; readonly factor: number }

/** Multiply (red, green, blue, 1) with a 3x4 matrix, row by row. */
export interface ColourStep {
  readonly kind: 'colour'
  readonly matrix: readonly number[]
}

/** Turn the hue in the HSV cylinder by a part of a whole turn, [-0.5, 0.5]. */
export interface HueStep {
  readonly kind: 'hue'
  readonly turns: number
}

export interface BlurStep {
  readonly kind: 'blur'
  /** Standard deviation of the Gaussian, in pixels. */
  readonly sigma: number
}

export interface ConvolveStep {
  readonly kind: 'convolve'
  /** Nine numbers, row by row. */
  readonly kernel: readonly number[]
}

export type NoiseStep =
  | {
      readonly kind: 'noise'
      readonly law: 'gaussian'
      /** Standard deviation in levels. */
      readonly std: number
      /** Whether red, green and blue get the same. */
      readonly shared: boolean
      readonly key: readonly [number, number]
    }
  | {
      readonly kind: 'noise'
      readonly law: 'saltAndPepper'
      /** Shares of all pixels, [0, 1]. */
      readonly salt: number
      readonly pepper: number
      readonly key: readonly [number, number]
    }

/** Fill rectangles of whole pixels inside the image. */
export interface FillStep {
  readonly kind: 'fill'
  readonly regions: readonly (readonly [x: number, y: number, width: number, height: number])[]
  /** A colour, or the key of even noise. */
  readonly fill: Colour | { readonly key: readonly [number, number] }
}

/** A warp with the usual settings: linear sampling, black outside, labels dropped only when nothing of them is left. */
export function warp(settings: Partial<WarpStep> & Pick<WarpStep, 'width' | 'height'>): WarpStep {
  return {
    kind: 'warp',
    matrix: identityMatrix,
    interpolation: 'linear',
    border: 'constant',
    fill: [0, 0, 0],
    minArea: 0,
    minVisibility: 0,
    ...settings,
  }
}

export const tone = (curve: Curve): ToneStep => ({ kind: 'tone', curve })

export const colour = (matrix: readonly number[]): ColourStep => ({ kind: 'colour', matrix })

export const blur = (sigma: number): BlurStep => ({ kind: 'blur', sigma })

export const convolve = (kernel: readonly number[]): ConvolveStep => ({ kind: 'convolve', kernel })
