import type { Algorithm } from '../algorithms/algorithm.js'
import type { Field } from '../fields/field.js'
import type { Piece } from '../maps/pieces.js'
import { identityMatrix, type Matrix } from '../matrix.js'
import type { Depth } from '../raster.js'
import type { Image } from '../sample.js'
import type { AlphaMaker } from './alpha.js'
import type { Curve } from './curves.js'

/** The primitive operations that image transforms are made of: data, whose algorithms, fields and alphas are named constants. */
export type ImageStep = MovingStep | ValueStep

/** What moves the plane: pixels, masks, boxes, polygons, keypoints and layers alike. */
export type MovingStep = WarpStep | DisplaceStep | PiecesStep

/** What changes values and leaves every label of a place where it is. */
export type ValueStep = PointwiseStep | BlurStep | ConvolveStep | FillStep | BlendStep | LocalStep | ConvertStep

/** What changes every pixel by itself: a run of these is one pass. */
export type PointwiseStep = ToneStep | ColourStep | HueStep | NoiseStep

/** What lies outside the image when a step looks there. */
export type Border = 'constant' | 'replicate' | 'reflect' | 'reflect101' | 'wrap'

/** How a warp reads between pixels; `area` averages and, like `lanczos`, is for plain resizing. */
export type Interpolation = 'linear' | 'nearest' | 'cubic' | 'lanczos' | 'area'

export type Colour = readonly [red: number, green: number, blue: number]

/** What becomes of labels near the edge. */
export interface LabelRules {
  readonly border: Border
  /** An instance goes when less of its area, in square pixels, or less of its share is left than this. */
  readonly minArea: number
  readonly minVisibility: number
  /** A lone box becomes the hull of its corners, or of the ellipse inside it. */
  readonly hull: 'corners' | 'ellipse'
}

interface Moving extends LabelRules {
  /** Size of the output, in pixels. */
  readonly width: number
  readonly height: number
  readonly interpolation: Interpolation
  readonly fill: Colour
}

/** Move the plane by a homography. */
export interface WarpStep extends Moving {
  readonly kind: 'warp'
  /** From the input plane to the output plane. */
  readonly matrix: Matrix
}

/** Move the plane by a dense field. */
export interface DisplaceStep extends Moving {
  readonly kind: 'displace'
  readonly field: Field
  readonly settings: unknown
}

/** Cut the plane into rectangles of whole pixels and put them elsewhere. */
export interface PiecesStep extends Moving {
  readonly kind: 'pieces'
  readonly pieces: readonly Piece[]
}

/** Look every value up in a curve: one for all colours, or one for each channel. */
export interface ToneStep {
  readonly kind: 'tone'
  readonly curves: readonly Curve[]
}

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

export interface BlurStep {
  readonly kind: 'blur'
  /** Standard deviation of the Gaussian along x and y, in pixels. */
  readonly sigmaX: number
  readonly sigmaY: number
}

/** Correlate with a kernel whose middle is at floor(size / 2), borders as reflect101, and add an offset in levels. */
export interface ConvolveStep {
  readonly kind: 'convolve'
  readonly width: number
  readonly height: number
  /** Row by row. */
  readonly kernel: readonly number[]
  readonly offset: number
}

/** Fill rectangles of whole pixels inside the image. */
export interface FillStep {
  readonly kind: 'fill'
  readonly regions: readonly (readonly [x: number, y: number, width: number, height: number])[]
  /** A colour, or the key of even noise. */
  readonly fill: Colour | { readonly key: readonly [number, number] }
}

/** Lay another picture of the same size over this one, as opaque as an alpha says. */
export interface BlendStep {
  readonly kind: 'blend'
  readonly layer: Image
  readonly alpha: AlphaMaker
  readonly settings: unknown
  /**
   * `keep`: labels stay as they are; `mix`: classes by share, objects of both; `paste`: what is covered goes, what is pasted comes;
   * `hide`: an object goes when too little of it is left to see, and all others stay as they are.
   */
  /** `poisson`: the layer's differences of values go on from the values round it, so that no edge is seen. */
  readonly seams?: 'poisson'
  readonly labels: 'keep' | 'mix' | 'paste' | 'hide'
  /** Whether the layer's edge was softened: an object that loses no more than its corners to that keeps its outlines. */
  readonly soft?: boolean
  /** The share of an object that must stay visible under `hide`, [0, 1]. */
  readonly visible?: number
  /** The layer's share of the class, [0, 1]; the mean of the alpha unless it is given. */
  readonly share?: number
}

/** A local algorithm of its own, over planes on the 0-255 scale. */
export interface LocalStep {
  readonly kind: 'local'
  readonly algorithm: Algorithm
  readonly settings: unknown
}

/** Bring pixels to another depth; full intensity stays full intensity, and whole numbers are rounded half up. */
export interface ConvertStep {
  readonly kind: 'convert'
  readonly depth: Depth
}

const usual = {
  interpolation: 'linear',
  border: 'constant',
  fill: [0, 0, 0],
  minArea: 0,
  minVisibility: 0,
  hull: 'corners',
} as const

/** A warp with the usual settings: linear sampling, black outside, labels dropped only when nothing of them is left. */
export const warp = (settings: Partial<WarpStep> & Pick<WarpStep, 'width' | 'height'>): WarpStep => ({
  kind: 'warp',
  matrix: identityMatrix,
  ...usual,
  ...settings,
})

/** A displacement by a field with its settings; the border is reflect101 unless stated. */
export const displace = <Settings>(
  field: Field<Settings>,
  fieldSettings: Settings,
  settings: Partial<Moving> & Pick<Moving, 'width' | 'height'>,
): DisplaceStep => ({
  kind: 'displace',
  field: field as Field, // its own settings lie beside it
  settings: fieldSettings,
  ...usual,
  ...settings,
})

export const cutAndPlace = (
  pieces: readonly Piece[],
  settings: Partial<Moving> & Pick<Moving, 'width' | 'height'>,
): PiecesStep => ({ kind: 'pieces', pieces, ...usual, ...settings })

export const tone = (...curves: readonly Curve[]): ToneStep => ({ kind: 'tone', curves })

export const colour = (matrix: readonly number[]): ColourStep => ({ kind: 'colour', matrix })

export const blur = (sigmaX: number, sigmaY = sigmaX): BlurStep => ({ kind: 'blur', sigmaX, sigmaY })

/** A square or oblong kernel, row by row. */
export const convolve = (
  kernel: readonly number[],
  width = Math.sqrt(kernel.length),
  height = kernel.length / width,
  offset = 0,
): ConvolveStep => ({ kind: 'convolve', kernel, width, height, offset })

export const local = <Settings>(algorithm: Algorithm<Settings>, settings: Settings): LocalStep => ({
  kind: 'local',
  algorithm: algorithm as Algorithm, // its own settings lie beside it
  settings,
})

export const convert = (depth: Depth): ConvertStep => ({ kind: 'convert', depth })

/** A layer over the image; its labels stay out unless `about` says otherwise. */
export const blendStep = <Settings>(
  layer: Image,
  alpha: AlphaMaker<Settings>,
  settings: Settings,
  about: Partial<Pick<BlendStep, 'labels' | 'share' | 'seams' | 'soft' | 'visible'>> = {},
): BlendStep => ({
  kind: 'blend',
  layer,
  alpha: alpha as AlphaMaker, // its own settings lie beside it
  settings,
  labels: 'keep',
  ...about,
})
