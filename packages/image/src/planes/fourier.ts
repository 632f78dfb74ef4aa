import { exact } from '@variegate/core'
import { createFft } from '@variegate/dsp'

/** Complex numbers of a plane: real and imaginary parts, row by row. */
export interface Spectrum {
  readonly real: Float64Array
  readonly imaginary: Float64Array
}

/** Transform rows and columns of a complex plane in place, of any size; forward without a factor, backward divided by the number of values. */
export function fourierPlane({ real, imaginary }: Spectrum, width: number, height: number, backward: boolean): void {
  const across = createTransform(width, backward)
  for (let y = 0; y < height; y++) across(real, imaginary, y * width, 1)
  const down = createTransform(height, backward)
  for (let x = 0; x < width; x++) down(real, imaginary, x, width)
}

type Transform = (real: Float64Array, imaginary: Float64Array, first: number, stride: number) => void

function createTransform(size: number, backward: boolean): Transform {
  if (size === 1) return () => {}
  return (size & (size - 1)) === 0 ? powerOfTwo(size, backward) : anySize(size, backward)
}

/** The inverse transform of a power of two; forward is the conjugate of the inverse of the conjugate. */
function powerOfTwo(size: number, backward: boolean): Transform {
  const fft = createFft(size)
  const [input, output] = [fft.complex(), fft.complex()]
  const sign = backward ? 1 : -1
  const factor = backward ? 1 : size
  return (real, imaginary, first, stride) => {
    for (let index = 0, at = first; index < size; index++, at += stride) {
      input[index * 2] = real[at] ?? 0
      input[index * 2 + 1] = sign * (imaginary[at] ?? 0)
    }
    fft.inverse(output, input)
    for (let index = 0, at = first; index < size; index++, at += stride) {
      real[at] = (output[index * 2] ?? 0) * factor
      imaginary[at] = (output[index * 2 + 1] ?? 0) * factor * sign
    }
  }
}

/** Any size as a convolution of powers of two (Bluestein, 1970). */
function anySize(size: number, backward: boolean): Transform {
  let padded = 2
  while (padded < 2 * size) padded *= 2
  const forward = powerOfTwo(padded, false)
  const inverse = powerOfTwo(padded, true)
  const sign = backward ? 1 : -1
  // The angle pi k^2 / size repeats every 2 size, which keeps it exact for large k.
  const turns = Array.from({ length: size }, (_, k) => (Math.PI * ((k * k) % (2 * size))) / size)
  const [cos, sin] = [turns.map(exact.cos), turns.map((angle) => sign * exact.sin(angle))]
  const chirp = { real: new Float64Array(padded), imaginary: new Float64Array(padded) }
  for (let k = 0; k < size; k++) {
    for (const at of k === 0 ? [0] : [k, padded - k]) {
      chirp.real[at] = cos[k] ?? 0
      chirp.imaginary[at] = -(sin[k] ?? 0)
    }
  }
  forward(chirp.real, chirp.imaginary, 0, 1)
  const [re, im] = [new Float64Array(padded), new Float64Array(padded)]
  const factor = backward ? 1 / size : 1
  return (real, imaginary, first, stride) => {
    re.fill(0)
    im.fill(0)
    for (let k = 0, at = first; k < size; k++, at += stride) {
      const [a, b, c, s] = [real[at] ?? 0, imaginary[at] ?? 0, cos[k] ?? 0, sin[k] ?? 0]
      re[k] = a * c - b * s
      im[k] = a * s + b * c
    }
    forward(re, im, 0, 1)
    for (let k = 0; k < padded; k++) {
      const [a, b, c, d] = [re[k] ?? 0, im[k] ?? 0, chirp.real[k] ?? 0, chirp.imaginary[k] ?? 0]
      re[k] = a * c - b * d
      im[k] = a * d + b * c
    }
    inverse(re, im, 0, 1)
    for (let k = 0, at = first; k < size; k++, at += stride) {
      const [a, b, c, s] = [re[k] ?? 0, im[k] ?? 0, cos[k] ?? 0, sin[k] ?? 0]
      real[at] = (a * c - b * s) * factor
      imaginary[at] = (a * s + b * c) * factor
    }
  }
}
