import { keyedRandom } from '@variegate/core'
import type { Key } from '../kernels/random.js'
import { colourPlanes, withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'

interface DeadPixelSettings {
  /** Shares of all pixels, [0, 1]. */
  readonly dead: number
  readonly hot: number
  readonly stuck: number
  readonly key: Key
}

/** Break pixels for good: dead ones show black, hot ones white, stuck ones a level of their own; the same in every frame. */
export const breakPixels: Algorithm<DeadPixelSettings> = {
  name: 'breakPixels',
  run(planes, settings) {
    const { width, height } = planes
    const colours = colourPlanes(planes).map((plane) => plane.slice())
    for (const { at, level } of defectsOf(settings, width * height)) for (const plane of colours) plane[at] = level
    return withColours(planes, colours)
  },
  bytes(canvas, settings) {
    const { scratch, pointer, width, height } = canvas
    const pixels = scratch.bytes(pointer, width * height * 4)
    for (const { at, level } of defectsOf(settings, width * height)) pixels.fill(level, at * 4, at * 4 + 3)
    return canvas
  },
}

interface Defect {
  readonly at: number
  /** On the 0-255 scale. */
  readonly level: number
}

/** Where pixels are broken; the few that are drawn twice show what was drawn last. */
function defectsOf({ dead, hot, stuck, key }: DeadPixelSettings, pixels: number): Defect[] {
  const random = keyedRandom(key)
  const place = (): number => Math.min(pixels - 1, Math.floor(random.float() * pixels))
  const some = (share: number, level: () => number): Defect[] =>
    Array.from({ length: Math.round(share * pixels) }, () => ({ at: place(), level: level() }))
  return [...some(dead, () => 0), ...some(hot, () => 255), ...some(stuck, () => random.integer([0, 255]))]
}
