export {
  allPass,
  bandPass,
  bandStop,
  butterworth,
  gainAt,
  highPass,
  highShelf,
  lowPass,
  lowShelf,
  notch,
  peaking,
  type Biquad,
  type Boost,
  type Tuning,
} from './biquad.js'
export { convolve } from './convolve.js'
export { createFft, type Fft } from './fft.js'
export { filter, filterZeroPhase } from './filter.js'
export { coloringFilter, createNoise, noiseExponents, type NoiseColor, type NoiseSource } from './noise.js'
export { resampleInto, type Resampling, type Samples } from './resample.js'
export { changeSpectrum, type Frames } from './stft.js'
export { hann, kaiser } from './windows.js'
