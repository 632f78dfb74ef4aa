import { choice, flag, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { toByteRaster } from '../../raster.js'
import { toRaster } from '../../realise.js'
import type { Image } from '../../sample.js'
import { multiply, scaling, translation } from '../../matrix.js'
import { warp, type Colour } from '../../steps/steps.js'
import { borderOptions, colourOf, dropOptions } from '../moving-options.js'

const { fill, interpolation } = borderOptions

/** Put the image somewhere on a larger canvas, so that its objects become small ones. */
export const zoomOut = defineImageTransform({
  name: 'zoomOut',
  changes: 'places',
  reads: 'data',
  doc: 'Put the image somewhere on a larger canvas, so that its objects become small ones.',
  origin: 'Liu et al., "SSD: Single shot multibox detector", 2016; torchvision RandomZoomOut',
  options: {
    side: range({
      default: [1, 4],
      min: 1,
      max: 16,
      neutral: 1,
      strength: (s) => [1, 1 + 3 * s],
      doc: "The canvas's sides over the image's.",
    }),
    keepSize: flag({
      default: false,
      doc: "Whether the canvas is brought back to the image's size; else it grows.",
    }),
    background: choice({
      default: 'fill',
      values: ['fill', 'mean'],
      doc: "Whether the canvas has the fill colour or the image's mean colour.",
    }),
    fill,
    interpolation,
    ...dropOptions,
  },
  draw(random, { side, keepSize, background, fill: outside, ...settings }, image) {
    const factor = random.uniform(side)
    const canvas = { width: Math.floor(image.width * factor), height: Math.floor(image.height * factor) }
    const x = random.integer([0, canvas.width - image.width])
    const y = random.integer([0, canvas.height - image.height])
    const colour = background === 'mean' ? meanColour(image) : colourOf(outside)
    return { canvas, x, y, keepSize, fill: colour, ...settings }
  },
  steps({ canvas, x, y, keepSize, ...settings }, { width, height }) {
    const matrix = translation(x, y)
    if (!keepSize) return [warp({ ...settings, matrix, ...canvas })]
    const back = scaling(width / canvas.width, height / canvas.height)
    return [warp({ ...settings, matrix: multiply(back, matrix), width, height })]
  },
})

/** The mean of red, green and blue in whole levels. */
function meanColour(image: Image): Colour {
  const { data, width, height } = toByteRaster(toRaster(image))
  const sums = [0, 0, 0]
  for (let at = 0; at < data.length; at += 4)
    for (let channel = 0; channel < 3; channel++) sums[channel] = (sums[channel] ?? 0) + (data[at + channel] ?? 0)
  const mean = (channel: number) => Math.round((sums[channel] ?? 0) / (width * height))
  return [mean(0), mean(1), mean(2)]
}
