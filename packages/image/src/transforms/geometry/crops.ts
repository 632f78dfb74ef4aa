import { VariegateError } from '@variegate/core'
import { translation } from '../../matrix.js'
import { warp, type WarpStep } from '../../steps/steps.js'

/** A rectangle of whole pixels. */
export interface Window {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Keep a window of the image. */
export const cropTo = ({ x, y, width, height }: Window, settings: Partial<WarpStep> = {}): WarpStep =>
  warp({ matrix: translation(-x, -y), width, height, ...settings })

/** Refuse a window that does not fit, with the way out. */
export function fits(
  owner: string,
  wanted: { width: number; height: number },
  image: { width: number; height: number },
): void {
  if (wanted.width <= image.width && wanted.height <= image.height) return
  throw new VariegateError(
    `Expected an image of at least ${wanted.width}x${wanted.height} px for image/${owner} but received ${image.width}x${image.height}; resize it first, or crop less.`,
  )
}
