// Numeric kernels over RGBA rasters of 8 bits a channel, compiled to WebAssembly SIMD. Pointers and numbers in, nothing out.
export { blur, blurRoom } from './blur'
export { convolve3 } from './filter'
export { hue } from './hue'
export { orient } from './orient'
export { colour, table } from './pointwise'
export { fillNoise, fillRectangle } from './fill'
export { gaussianNoise, saltAndPepper } from './noise'
export { area, areaRoom } from './area'
export { warp } from './warp'
export { stretch } from './stretch'
export { mergePlanes, splitPlanes } from './split'
export { lookUpFloats, packFloats } from './floats'
export { randomWords } from './words'
export { remap } from './remap'
export { convolve } from './convolve'
export { boxBlur } from './box-blur'
export { median } from './median'
export { extremum } from './extremum'
export { histogram } from './histogram'
export { toLuma } from './luma'
export { bilinearTables } from './tiles'
export { shade } from './shade'
export { shiftHsv } from './hsv'
export { permute } from './bits'
export { lightness, setLightness } from './lightness'
export { blend, blendEven } from './blend'
export { jpeg } from './jpeg'
export { bilateral } from './bilateral'

/** Where free memory begins. */
export function base(): usize {
  return __heap_base
}
