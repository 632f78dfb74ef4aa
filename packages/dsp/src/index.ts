export { createFft, type Fft } from './fft.js'
export { resampleInto, type Resampling, type Samples } from './resample.js'
export { hann, kaiser } from './windows.js'
