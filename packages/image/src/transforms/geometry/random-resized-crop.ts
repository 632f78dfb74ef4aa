import { exact, integer, optional, range, type Random, type Range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { dropOptions } from '../moving-options.js'
import { cropTo, type Window } from './crops.js'
import { resizeTo } from './resize.js'

/** Keep a window of random area and shape, and bring it to one size. */
export const randomResizedCrop = defineImageTransform({
  name: 'randomResizedCrop',
  changes: 'places',
  doc: "Keep a window of random area and shape, and bring it to one size: the image's own unless it is given.",
  origin: 'torchvision RandomResizedCrop',
  options: {
    width: optional(integer({ default: 1, min: 1, max: 1e5, unit: 'px', doc: 'Width of the output.' })),
    height: optional(integer({ default: 1, min: 1, max: 1e5, unit: 'px', doc: 'Height of the output.' })),
    scale: range({ default: [0.08, 1], min: 0.0001, max: 1, unit: 'of the area', doc: "The window's area." }),
    ratio: range({
      default: [0.75, 4 / 3],
      min: 0.01,
      max: 100,
      doc: "The window's width over its height, drawn evenly in its logarithm.",
    }),
    ...dropOptions,
  },
  draw(random, { width, height, scale, ratio, ...settings }, image) {
    const size = { width: width ?? image.width, height: height ?? image.height }
    return { ...size, window: drawWindow(random, scale, ratio, image), ...settings }
  },
  steps: ({ width, height, window, ...settings }) => [cropTo(window, settings), resizeTo(window, { width, height })],
})

/** Ten tries, then the largest window in the middle whose shape is allowed. */
function drawWindow(
  random: Random,
  scale: Range,
  [low, high]: Range,
  image: { width: number; height: number },
): Window {
  const logarithms: Range = [exact.log(low), exact.log(high)]
  for (let attempt = 0; attempt < 10; attempt++) {
    const area = image.width * image.height * random.uniform(scale)
    const ratio = exact.exp(random.uniform(logarithms))
    const width = Math.round(Math.sqrt(area * ratio))
    const height = Math.round(Math.sqrt(area / ratio))
    if (width < 1 || height < 1 || width > image.width || height > image.height) continue
    return { x: random.integer([0, image.width - width]), y: random.integer([0, image.height - height]), width, height }
  }
  const ratio = Math.min(high, Math.max(low, image.width / image.height))
  const width = Math.max(1, Math.min(image.width, Math.round(image.height * ratio)))
  const height = Math.max(1, Math.min(image.height, Math.round(image.width / ratio)))
  return { x: Math.floor((image.width - width) / 2), y: Math.floor((image.height - height) / 2), width, height }
}
