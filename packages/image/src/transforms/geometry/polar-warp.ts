import { choice, range } from '@variegate/core'
import { defineImageTransform } from '../../engine.js'
import { GAP, rolled, unrolled } from '../../fields/polar.js'
import { multiply, rotation, translation } from '../../matrix.js'
import { cutAndPlace, displace, warp, type ImageStep } from '../../steps/steps.js'
import { borderOptions, colourOf, dropOptions } from '../moving-options.js'

const { fill, interpolation } = borderOptions

/** Unroll the picture about its centre, so that columns are angles and rows radii, or roll such a picture up. */
export const polarWarp = defineImageTransform({
  name: 'polarWarp',
  doc: 'Unroll the picture about its centre, so that columns are angles and rows radii, or roll such a picture up.',
  origin: 'OpenCV warpPolar, imgaug WithPolarWarping',
  options: {
    direction: choice({
      default: 'unroll',
      values: ['unroll', 'roll'],
      doc: 'To polar coordinates, or back from them.',
    }),
    start: range({
      default: 0,
      min: -180,
      max: 180,
      unit: 'degrees',
      doc: 'The direction of the first column, counter-clockwise from the right.',
    }),
    reach: choice({
      default: 'sides',
      values: ['sides', 'corners'],
      doc: 'Whether the last row is the circle inside the image or the one around it.',
    }),
    fill,
    interpolation,
    ...dropOptions,
  },
  draw(random, { start, fill: outside, ...settings }) {
    return { ...settings, start: random.uniform(start), fill: colourOf(outside) }
  },
  steps({ direction, start, reach, ...settings }, { width, height }) {
    const diagonal = Math.sqrt(width * width + height * height)
    const radius = (reach === 'corners' ? diagonal : Math.min(width, height)) / 2
    return direction === 'unroll'
      ? unroll(width, height, diagonal, start, radius, settings)
      : [
          displace(rolled, { radius }, { width, height, ...settings }),
          ...(start === 0
            ? []
            : [warp({ matrix: turned(width, height, width, height, start), width, height, ...settings })]),
        ]
  },
})

/** Turn the first column's direction to the right, cut the plane there, and unroll it; it is one resampling. */
function unroll(
  width: number,
  height: number,
  diagonal: number,
  start: number,
  radius: number,
  settings: Partial<Parameters<typeof cutAndPlace>[1]>,
): ImageStep[] {
  const half = Math.ceil(diagonal / 2)
  const side = 2 * half
  return [
    warp({ ...settings, matrix: turned(width, height, side, side, -start), width: side, height: side }),
    cutAndPlace(
      [
        { x: 0, y: 0, width: side, height: half, toX: 0, toY: 0 },
        { x: 0, y: half, width: side, height: half, toX: 0, toY: half + GAP },
      ],
      { ...settings, width: side, height: side + GAP },
    ),
    displace(unrolled, { radius }, { ...settings, width, height }),
  ]
}

/** Turn about the middle of one canvas and come to the middle of another. */
const turned = (width: number, height: number, toWidth: number, toHeight: number, degrees: number) =>
  multiply(translation(toWidth / 2, toHeight / 2), rotation(degrees), translation(-width / 2, -height / 2))
