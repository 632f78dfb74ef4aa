import { choice, integer, list, VariegateError } from '@variegate/core'
import type { Algorithm } from '../algorithms/algorithm.js'
import { fromSpace, toSpace, type ColourSpace } from '../algorithms/colour-spaces.js'
import { defineImageComposition, imageModality } from '../engine.js'
import { colourPlanes, planesOf, withColours } from '../planes/planes.js'
import { whiteOf } from '../raster.js'
import { toRaster } from '../realise.js'
import type { Image } from '../sample.js'
import { local } from '../steps/steps.js'

interface Drawn {
  readonly space: ColourSpace
  readonly channels: readonly number[]
}

/** Do something in another colour space, to all of its channels or some. */
export const inColorSpace = defineImageComposition({
  name: 'inColorSpace',
  changes: 'places',
  doc: 'Do something in another colour space, to all of its channels or to some; steps see three channels on the 0-255 scale.',
  origin: 'imgaug WithColorspace and WithChannels',
  takesSteps: true,
  options: {
    space: choice({
      default: 'hsv',
      values: ['rgb', 'hsv', 'lab', 'ycbcr'],
      doc: 'Hue, saturation, value; CIE L*a*b* (D65); luma and chroma of BT.601; or red, green, blue.',
    }),
    channels: list({
      default: [0, 1, 2],
      of: integer({ default: 0, min: 0, max: 2, doc: '' }),
      minLength: 1,
      maxLength: 3,
      doc: 'The channels that change, from 0; the others come back as they were.',
    }),
  },
  draw: (_random, { space, channels }): Drawn => ({ space, channels }),
  branches: (_random, _options, steps) => [steps],
  enter: (image, { space }) => imageModality.apply(image, convertTo(space)).sample,
  merge(image, [inner = image], { space, channels }) {
    const before = imageModality.apply(image, convertTo(space)).sample
    // Steps that changed nothing need no way there and back, which rounds.
    if (inner.steps.length === before.steps.length) return image
    if (channels.length < 3 && (inner.width !== image.width || inner.height !== image.height)) {
      throw new VariegateError(
        `Expected steps that keep the size ${image.width}x${image.height} for some channels of image/inColorSpace but they made ${inner.width}x${inner.height}; resize before or after it.`,
      )
    }
    const kept = [0, 1, 2].filter((channel) => !channels.includes(channel))
    const restored = kept.length > 0 ? [local(takeChannels, { from: before, channels: kept })] : []
    const back = space === 'rgb' ? [] : [local(fromSpace, { space })]
    return imageModality.apply(inner, [...restored, ...back]).sample
  },
})

const convertTo = (space: ColourSpace) => (space === 'rgb' ? [] : [local(toSpace, { space })])

/** Take some channels from another picture of the same size. */
const takeChannels: Algorithm<{ readonly from: Image; readonly channels: readonly number[] }> = {
  name: 'takeChannels',
  colour: true,
  run(planes, { from, channels }) {
    const raster = toRaster(from)
    const factor = 255 / whiteOf(raster)
    const others = colourPlanes(planesOf(raster))
    return withColours(
      planes,
      colourPlanes(planes).map((plane, channel) =>
        channels.includes(channel) ? (others[channel]?.map((value) => value * factor) ?? plane) : plane,
      ),
    )
  },
}
