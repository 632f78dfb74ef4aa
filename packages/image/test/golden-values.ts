import { run, type Transform } from '@variegate/core'
import { magnitude } from '../src/algorithms/rician-noise.js'
import { imageModality } from '../src/engine.js'
import {
  autoContrast,
  boxBlur,
  brightness,
  channelSwap,
  colorJitter,
  convolve,
  emboss,
  enhance,
  equalize,
  gamma,
  gaussianBlur,
  grayscale,
  hueSaturationValue,
  imageFrom,
  invert,
  normalize,
  planckianJitter,
  posterize,
  rgbShift,
  saturation,
  sepia,
  sharpen,
  sobel,
  solarize,
  tone,
  toRaster,
  type Image,
  type ImageStep,
} from '../src/index.js'
import { fourierPlane } from '../src/planes/fourier.js'
import { inputOf, type Case } from './golden-runner.js'
import type { Play } from './golden-moves.js'

type Params = Case['params']

/** Play a transform made of a case's parameters, each a single value. */
const by =
  (make: (params: Params) => Transform<Image>): Play =>
  ({ params }, image) =>
    run(make(params), image, { seed: 1, id: 'g' }).sample

/** Play a step, where a case is about a kernel, a matrix or a curve. */
const step =
  (make: (params: Params) => ImageStep): Play =>
  ({ params }, image) =>
    imageModality.apply(image, [make(params)]).sample

const linear = (scale: number, offset = 0) => ({ name: 'linear', scale, offset }) as const

const GREY: Readonly<Record<string, 'average' | 'max' | 'desaturation' | 'lab'>> = {
  average: 'average',
  max: 'max',
  desaturation: 'desaturation',
  from_lab: 'lab',
}

/** The transform whose kernel a case gives, by the options that follow from it. */
const byKernel: Play = (one, image) => {
  const { kernel } = one.params
  if (one.id.startsWith('sharpen')) {
    const alpha = -kernel[0][0]
    return by(() => sharpen({ alpha, lightness: (kernel[1][1] - (1 - alpha)) / alpha - 8 }))(one, image)
  }
  const alpha = kernel[0][1] - kernel[0][0]
  if (one.id.startsWith('emboss')) return by(() => emboss({ alpha, strength: -kernel[0][1] / alpha }))(one, image)
  return step(() => convolve(kernel.flat()))(one, image)
}

/** The transform shows lengths at a quarter; OpenCV has four times as much, with signs. */
const slopes: Play = (one, image) => {
  const { width, height, data } = toRaster(image)
  const grey = Float32Array.from({ length: width * height }, (_, at) => (data[at * 4] ?? 0) / 255)
  const float = imageFrom({ width, height, channels: 1, data: grey })
  const shown = toRaster(run(sobel({ axis: 'y', scale: 0.25 }), float, { seed: 1, id: 'g' }).sample)
  return Array.from(shown.data, (value, at) => Math.round(value * 1020) * Math.sign(one.expected.image?.[at] ?? 0))
}

/** Frequencies beyond a radius are cut off; no transform does that, so the Fourier transform itself is held against it. */
const lowPass: Play = ({ params, input }) => {
  const { shape: [height = 1, width = 1] = [], data } = inputOf(input.image ?? '')
  const spectrum = { real: Float64Array.from(data), imaginary: new Float64Array(data.length) }
  fourierPlane(spectrum, width, height, false)
  const reach = ((1 - params.alpha) * Math.max(width, height) * Math.SQRT2) / 2
  const fromMiddle = (index: number, length: number) => ((index + length / 2) % length) - length / 2
  for (const at of data.keys()) {
    if (Math.hypot(fromMiddle(at % width, width), fromMiddle(Math.floor(at / width), height)) <= reach) continue
    spectrum.real[at] = 0
    spectrum.imaginary[at] = 0
  }
  fourierPlane(spectrum, width, height, true)
  return [...spectrum.real]
}

/** The noises are given, so the law alone is held against them. */
const rician: Play = ({ params, input }) => {
  const [real, imaginary] = [inputOf(params.n1).data, inputOf(params.n2).data]
  return inputOf(input.image ?? '').data.map((value, at) => magnitude(value, real[at] ?? 0, imaginary[at] ?? 0))
}

const jitter = (part: 'contrast' | 'hue') =>
  by(({ factor }) => colorJitter({ brightness: 1, contrast: 1, saturation: 1, hue: 0, [part]: factor }))
const part = (name: 'color' | 'brightness' | 'sharpness') =>
  by(({ factor }) => enhance({ color: 1, contrast: 1, brightness: 1, sharpness: 1, [name]: factor }))

/** Every operation that changes values. */
export const values: Readonly<Record<string, Play>> = {
  linear: step(({ alpha, beta }) => tone(linear(alpha, beta * 255))),
  multiply: step(({ factor }) => tone(...factor.map((one: number) => linear(one)))),
  colour_matrix: by(() => sepia()),
  gamma: by((params) => gamma({ gamma: params.gamma })),
  hsv_shift: by((params) =>
    hueSaturationValue({
      hue: 2 * params.hue_shift_in_2deg_units,
      saturation: params.sat_shift_0_255,
      value: params.val_shift_0_255,
    }),
  ),
  channel_add: by(({ shift: [red, green, blue] }) => rgbShift({ red, green, blue })),
  channel_shuffle: by(({ order }) => channelSwap({ order })),
  to_gray: by(({ method }) => grayscale({ weights: GREY[method] ?? 'luma' })),
  invert: by(() => invert()),
  posterize: by(({ bits }) => posterize({ bits })),
  solarize: by(({ threshold }) => solarize({ threshold })),
  equalize: by(({ mode }) => equalize({ rule: mode === 'cv' ? 'cv' : 'pil' })),
  autocontrast: by((params) => autoContrast({ cutoff: params.cutoff_percent })),
  gaussian_blur: by(({ sigma }) => gaussianBlur({ sigma })),
  box_blur: by(({ ksize }) => boxBlur({ size: ksize })),
  convolve: byKernel,
  sobel: slopes,
  normalize: by(({ mode = 'standard' }) =>
    normalize({ rule: mode.startsWith('min') ? 'minMax' : mode.startsWith('per') ? 'imagePerChannel' : 'standard' }),
  ),
  planckian_jitter: by((params) => planckianJitter({ temperature: params.temperature_K, light: 'blackbody' })),
  colour_jitter_brightness: by(({ factor }) => brightness({ factor })),
  colour_jitter_contrast: jitter('contrast'),
  colour_jitter_saturation: by(({ factor }) => saturation({ factor })),
  colour_jitter_hue: jitter('hue'),
  enhance_color: part('color'),
  enhance_brightness: part('brightness'),
  enhance_sharpness: part('sharpness'),
  gibbs_ringing: lowPass,
  rician,
}
