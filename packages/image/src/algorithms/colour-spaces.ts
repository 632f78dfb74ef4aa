import { exact } from '@variegate/core'
import { colourPlanes, withColours } from '../planes/planes.js'
import type { Algorithm } from './algorithm.js'

export type ColourSpace = 'rgb' | 'hsv' | 'lab' | 'ycbcr'

/** Red, green and blue as the channels of another space, each on the 0-255 scale. */
export const toSpace: Algorithm<{ readonly space: ColourSpace }> = {
  name: 'toSpace',
  colour: true,
  run: (planes, { space }) => eachColour(planes, INTO[space]),
}

/** The channels of another space as red, green and blue. */
export const fromSpace: Algorithm<{ readonly space: ColourSpace }> = {
  name: 'fromSpace',
  colour: true,
  run: (planes, { space }) => eachColour(planes, OUT_OF[space]),
}

type Convert = (colour: Float64Array) => void
type Planes = Parameters<Algorithm['run']>[0]

/** Convert colour by colour, in one array that is written over. */
function eachColour(planes: Planes, convert: Convert): Planes {
  const [first, second, third] = colourPlanes(planes).map((plane) => plane.slice())
  if (!first || !second || !third) return planes
  const colour = new Float64Array(3)
  for (let at = 0; at < first.length; at++) {
    colour[0] = first[at] ?? 0
    colour[1] = second[at] ?? 0
    colour[2] = third[at] ?? 0
    convert(colour)
    first[at] = colour[0]
    second[at] = colour[1]
    third[at] = colour[2]
  }
  return withColours(planes, [first, second, third])
}

const nothing: Convert = () => {}

/** Hue once round the circle in 255, saturation and value (Smith, 1978). */
const toHsv: Convert = (colour) => {
  const [r = 0, g = 0, b = 0] = colour
  const most = Math.max(r, g, b)
  const chroma = most - Math.min(r, g, b)
  const sixth =
    chroma === 0 ? 0 : most === r ? (g - b) / chroma : most === g ? 2 + (b - r) / chroma : 4 + (r - g) / chroma
  colour[0] = ((sixth < 0 ? sixth + 6 : sixth) * 255) / 6
  colour[1] = most === 0 ? 0 : (255 * chroma) / most
  colour[2] = most
}

const fromHsv: Convert = (colour) => {
  const [h = 0, s = 0, most = 0] = colour
  const sixth = (((h * 6) / 255) % 6) + (h < 0 ? 6 : 0)
  const chroma = (most * s) / 255
  for (const [channel, offset] of [5, 3, 1].entries()) {
    const k = (offset + sixth) % 6
    colour[channel] = most - chroma * Math.max(0, Math.min(k, 4 - k, 1))
  }
}

/** ITU-R BT.601 over the full range, as JPEG has it. */
const toYcbcr: Convert = (colour) => {
  const [r = 0, g = 0, b = 0] = colour
  colour[0] = 0.299 * r + 0.587 * g + 0.114 * b
  colour[1] = 128 - 0.168736 * r - 0.331264 * g + 0.5 * b
  colour[2] = 128 + 0.5 * r - 0.418688 * g - 0.081312 * b
}

const fromYcbcr: Convert = (colour) => {
  const [y = 0, cb = 0, cr = 0] = colour
  colour[0] = y + 1.402 * (cr - 128)
  colour[1] = y - 0.344136 * (cb - 128) - 0.714136 * (cr - 128)
  colour[2] = y + 1.772 * (cb - 128)
}

// CIE 1976 L*a*b* of sRGB under D65; L on 0-255 for 0-100, a and b moved by 128, as OpenCV stores bytes.
const WHITE = [0.950456, 1, 1.088754] as const
const EPSILON = 216 / 24389
const KAPPA = 24389 / 27

const toLab: Convert = (colour) => {
  const [r, g, b] = [linear(colour[0] ?? 0), linear(colour[1] ?? 0), linear(colour[2] ?? 0)]
  const x = rootOf((0.412453 * r + 0.35758 * g + 0.180423 * b) / WHITE[0])
  const y = rootOf(0.212671 * r + 0.71516 * g + 0.072169 * b)
  const z = rootOf((0.019334 * r + 0.119193 * g + 0.950227 * b) / WHITE[2])
  colour[0] = (116 * y - 16) * 2.55
  colour[1] = 500 * (x - y) + 128
  colour[2] = 200 * (y - z) + 128
}

const fromLab: Convert = (colour) => {
  const y = ((colour[0] ?? 0) / 2.55 + 16) / 116
  const x = cubeOf(y + ((colour[1] ?? 0) - 128) / 500) * WHITE[0]
  const z = cubeOf(y - ((colour[2] ?? 0) - 128) / 200) * WHITE[2]
  const luminance = cubeOf(y)
  colour[0] = gammaOf(3.240479 * x - 1.53715 * luminance - 0.498535 * z)
  colour[1] = gammaOf(-0.969256 * x + 1.875991 * luminance + 0.041556 * z)
  colour[2] = gammaOf(0.055648 * x - 0.204043 * luminance + 1.057311 * z)
}

const rootOf = (t: number): number => (t > EPSILON ? exact.pow(t, 1 / 3) : (KAPPA * t + 16) / 116)

const cubeOf = (t: number): number => (t * t * t > EPSILON ? t * t * t : (116 * t - 16) / KAPPA)

let linearTable: Float64Array | undefined

/** sRGB to linear light, read from a table with straight lines between its points. */
function linear(value: number): number {
  linearTable ??= Float64Array.from({ length: 1026 }, (_, index) => {
    const share = Math.min(1, index / 1024)
    return share <= 0.04045 ? share / 12.92 : exact.pow((share + 0.055) / 1.055, 2.4)
  })
  const position = Math.min(1, Math.max(0, value / 255)) * 1024
  const first = Math.floor(position)
  const low = linearTable[first] ?? 0
  return low + ((linearTable[first + 1] ?? low) - low) * (position - first)
}

const gammaOf = (light: number): number =>
  255 * (light <= 0.0031308 ? 12.92 * light : 1.055 * exact.pow(light, 1 / 2.4) - 0.055)

const INTO: Readonly<Record<ColourSpace, Convert>> = { rgb: nothing, hsv: toHsv, lab: toLab, ycbcr: toYcbcr }
const OUT_OF: Readonly<Record<ColourSpace, Convert>> = { rgb: nothing, hsv: fromHsv, lab: fromLab, ycbcr: fromYcbcr }
