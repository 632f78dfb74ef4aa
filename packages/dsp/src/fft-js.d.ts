declare module 'fft.js' {
  /** The parts of the library that are used here. */
  class FftJs {
    constructor(size: number)
    readonly table: number[]
    createComplexArray(): number[]
    realTransform(out: number[], values: readonly number[]): void
    completeSpectrum(spectrum: number[]): void
    inverseTransform(out: number[], values: readonly number[]): void
  }
  export default FftJs
}
