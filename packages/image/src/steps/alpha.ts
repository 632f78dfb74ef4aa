import type { Mask } from '../sample.js'

/** How opaque a layer is at every pixel, in [0, 1], row by row. */
export interface AlphaMaker<Settings = unknown> {
  readonly name: string
  make(settings: Settings, width: number, height: number): Float32Array
  /** Where it hides everything, as rectangles of whole pixels, and nothing anywhere else; nothing for other settings. */
  boxes?(settings: Settings): readonly Box[] | undefined
  /** How opaque it is, where that is the same everywhere. */
  even?(settings: Settings): number
}

type Box = readonly [x: number, y: number, width: number, height: number]

/** The same everywhere. */
export const evenly: AlphaMaker<{ readonly opacity: number }> = {
  name: 'evenly',
  make: ({ opacity }, width, height) => new Float32Array(width * height).fill(opacity),
  even: ({ opacity }) => opacity,
}

/** Inside rectangles of whole pixels. */
export const rectangles: AlphaMaker<{
  readonly boxes: readonly Box[]
  readonly opacity?: number
}> = {
  name: 'rectangles',
  boxes: ({ boxes, opacity = 1 }) => (opacity === 1 ? boxes : undefined),
  make({ boxes, opacity = 1 }, width, height) {
    const alpha = new Float32Array(width * height)
    for (const [x, y, w, h] of boxes)
      for (let row = Math.max(0, y); row < Math.min(height, y + h); row++)
        alpha.fill(opacity, row * width + Math.max(0, x), row * width + Math.max(0, Math.min(width, x + w)))
    return alpha
  },
}

/** Where a mask is not 0. */
export const whereMask: AlphaMaker<{ readonly mask: Mask; readonly opacity?: number }> = {
  name: 'whereMask',
  make: ({ mask, opacity = 1 }) => Float32Array.from(mask.data, (value) => (value === 0 ? 0 : opacity)),
}

/** As it was computed before. */
export const givenAlpha: AlphaMaker<{ readonly alpha: Float32Array }> = {
  name: 'given',
  make: ({ alpha }) => alpha,
}
